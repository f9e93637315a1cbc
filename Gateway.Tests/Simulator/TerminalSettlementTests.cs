using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class TerminalSettlementTests : IDisposable
{
    private readonly TerminalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Test]
    public async Task Totals_count_voided_sales_as_debits_and_voids_as_credits_and_leave_reversed_ones_out()
    {
        await _fixture.SignedOnAsync();
        await _fixture.SaleAsync(1000);
        await _fixture.SaleAsync(2000);
        await _fixture.Terminal.VoidAsync(default);
        await _fixture.SaleAsync(4000);
        await _fixture.Terminal.ReverseAsync(default);

        var settlement = await _fixture.Terminal.SettleAsync(default);

        Assert.That(settlement.Succeeded, Is.True, settlement.ToString());
        Assert.That(
            _fixture.Host.Heard[^1].Text(48),
            Is.EqualTo("000000003000" + "002" + "000000002000" + "001" + "0" + new string('0', 31)));
        Assert.That(_fixture.Terminal.Batch, Is.EqualTo(2));
    }

    [Test]
    public async Task A_result_of_2_is_not_balanced_and_the_batch_ends_all_the_same()
    {
        await _fixture.SignedOnAsync();
        _fixture.Host.Reply = request =>
        {
            var reply = _fixture.Host.Answer(request, "00");
            var totals = reply.Text(48);
            return totals is null ? reply : reply.Set(48, string.Concat(totals.AsSpan(0, 30), "2", totals.AsSpan(31)));
        };

        var settlement = await _fixture.Terminal.SettleAsync(default);

        Assert.That(settlement.Succeeded, Is.False);
        Assert.That(settlement.Note, Does.Contain("NOT BALANCED"));
        Assert.That(_fixture.Terminal.Batch, Is.EqualTo(2));
    }

    [Test]
    public async Task A_settlement_without_answer_is_said_again_word_for_word_before_anything_else()
    {
        await _fixture.SignedOnAsync();
        await _fixture.SaleAsync();
        var usual = _fixture.Host.Reply;
        _fixture.Host.Reply = request => new IsoMessage(request.Type);
        await _fixture.Terminal.SettleAsync(default);
        _fixture.Host.Reply = usual;

        await _fixture.SaleAsync();

        var heard = _fixture.Host.Heard.TakeLast(3).ToList();
        Assert.That(string.Join(' ', heard.Select(message => message.Type)), Is.EqualTo("0500 0500 0200"));
        Assert.That(heard[1].Text(11), Is.EqualTo(heard[0].Text(11)));
        Assert.That(heard[2].Text(60), Does.StartWith("22000002"));
    }
}
