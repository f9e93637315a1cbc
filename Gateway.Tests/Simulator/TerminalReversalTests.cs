using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class TerminalReversalTests : IDisposable
{
    private readonly TerminalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Test]
    public async Task Silence_is_reversed_with_cause_98_before_the_next_sale()
    {
        await _fixture.SignedOnAsync();
        await _fixture.SaleAsync(hangsUp: true);

        var next = await _fixture.SaleAsync(500);

        Assert.That(next.Succeeded, Is.True);
        var heard = _fixture.Host.Heard.TakeLast(2).ToList();
        Assert.That(string.Join(' ', heard.Select(message => message.Type)), Is.EqualTo("0400 0200"));
        var entries = _fixture.Terminal.Ledger.Entries;
        Assert.That((heard[0].Text(39), heard[0].Text(11)), Is.EqualTo(("98", entries[0].Stan.ToString("D6"))));
        Assert.That(string.Join(' ', entries.Select(entry => entry.State)), Is.EqualTo("Reversed Approved"));
    }

    [Test]
    public async Task A_reversal_that_stays_unanswered_is_given_up_after_three_tries_and_blocks_sales_until_then()
    {
        await _fixture.SignedOnAsync();
        _fixture.Host.Reply = request => request.Type.Class == 8 ? _fixture.Host.Answer(request, "00") : new IsoMessage(request.Type);

        var actions = new List<string>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            actions.Add((await _fixture.SaleAsync(100 + attempt)).Action);
        }

        Assert.That(string.Join(' ', actions), Is.EqualTo("sale reversal reversal sale"));
        Assert.That(_fixture.Outcomes.Count(outcome => outcome.Action == "reversal"), Is.EqualTo(3));
        Assert.That(_fixture.Terminal.Ledger.GivenUp, Is.EqualTo(1));
    }

    [Test]
    public async Task A_refused_reversal_is_said_again_with_cause_06()
    {
        await _fixture.SignedOnAsync();
        await _fixture.SaleAsync(hangsUp: true);
        _fixture.Host.Reply = request => _fixture.Host.Answer(request, "96");

        await _fixture.Terminal.FinishLeftoversAsync(default);
        await _fixture.Terminal.FinishLeftoversAsync(default);

        Assert.That(string.Join(' ', _fixture.Host.Heard.TakeLast(2).Select(message => message.Text(39))), Is.EqualTo("98 06"));
    }

    [Test]
    public async Task A_host_that_cannot_be_reached_costs_no_try()
    {
        await _fixture.SignedOnAsync();
        await _fixture.SaleAsync(hangsUp: true);
        _fixture.Host.Dispose();

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await _fixture.Terminal.FinishLeftoversAsync(default);
        }

        Assert.That(_fixture.Terminal.HasLeftovers, Is.True);
        Assert.That(_fixture.Terminal.Ledger.GivenUp, Is.Zero);
    }

    [Test]
    public async Task A_voids_reversal_names_the_original_and_frees_the_sale()
    {
        await _fixture.SignedOnAsync();
        await _fixture.SaleAsync();
        _fixture.Host.SpoilsMac = true;
        await _fixture.Terminal.VoidAsync(default);
        _fixture.Host.SpoilsMac = false;

        await _fixture.Terminal.FinishLeftoversAsync(default);

        var sale = _fixture.Terminal.Ledger.Entries[0];
        Assert.That(_fixture.Host.Heard[^1].Text(61), Is.EqualTo($"{sale.Batch:D6}{sale.Stan:D6}"));
        Assert.That(sale.VoidedBy, Is.Null);
        Assert.That(sale.Stands, Is.True);
    }

    [Test]
    public async Task A_repeat_is_identical_and_must_get_the_same_answer()
    {
        await _fixture.SignedOnAsync();
        await _fixture.SaleAsync();

        var same = await _fixture.Terminal.RepeatAsync(default);
        _fixture.Host.Reply = request => _fixture.Host.Answer(request, "94");
        var other = await _fixture.Terminal.RepeatAsync(default);

        Assert.That(same.Succeeded, Is.True);
        Assert.That(other.Succeeded, Is.False);
        Assert.That(_fixture.Host.Heard[^1].Bytes(64).SequenceEqual(_fixture.Host.Heard[^2].Bytes(64)), Is.True);
    }
}
