using Gateway.Iso8583.Messages;
using Gateway.Simulator.Terminals;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class TerminalReplyCheckTests : IDisposable
{
    private readonly TerminalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [TestCase(3, "310000", nameof(ExchangeFault.WrongProcessingCode))]
    [TestCase(4, "000000000001", nameof(ExchangeFault.WrongAmount))]
    [TestCase(41, "00000002", nameof(ExchangeFault.WrongTerminal))]
    [TestCase(42, "898000000000009", nameof(ExchangeFault.WrongMerchant))]
    public async Task An_approval_that_does_not_echo_is_reversed_with_cause_06(int element, string value, string expected)
    {
        await _fixture.SignedOnAsync();
        _fixture.Host.Reply = request => request.Type.Class == 2
            ? _fixture.Host.Answer(request, "00").Set(element, value)
            : _fixture.Host.Answer(request, "00");

        var sale = await _fixture.SaleAsync();
        await _fixture.Terminal.FinishLeftoversAsync(default);

        Assert.That(sale.Fault.ToString(), Is.EqualTo(expected));
        Assert.That(_fixture.Host.Heard[^1].Text(39), Is.EqualTo("06"));
        Assert.That(_fixture.Terminal.Ledger.Entries[0].State, Is.EqualTo(EntryState.Reversed));
    }

    [Test]
    public async Task A_wrong_mac_on_an_approval_is_reversed_with_cause_A0()
    {
        await _fixture.SignedOnAsync();
        _fixture.Host.SpoilsMac = true;

        var sale = await _fixture.SaleAsync();
        _fixture.Host.SpoilsMac = false;
        var left = await _fixture.Terminal.FinishLeftoversAsync(default);

        Assert.That(sale.Fault, Is.EqualTo(ExchangeFault.BadMac));
        Assert.That(left, Is.Null);
        Assert.That(_fixture.Host.Heard[^1].Type, Is.EqualTo(MessageType.Parse("0400")));
        Assert.That(_fixture.Host.Heard[^1].Text(39), Is.EqualTo("A0"));
    }

    [Test]
    public async Task A_decline_needs_no_mac_and_no_reversal()
    {
        await _fixture.SignedOnAsync();
        _fixture.Host.Reply = request => _fixture.Host.Answer(request, "51");

        var sale = await _fixture.SaleAsync();

        Assert.That(sale.Answer, Is.EqualTo("51"));
        Assert.That(_fixture.Terminal.HasLeftovers, Is.False);
        Assert.That(_fixture.Terminal.Ledger.Entries[0].State, Is.EqualTo(EntryState.Declined));
    }

    [Test]
    public async Task A_reply_to_something_else_is_a_stray_and_the_real_one_is_awaited()
    {
        using var fast = await new TerminalFixture(answerTimeout: TimeSpan.FromMilliseconds(300)).SignedOnAsync();
        fast.Host.Reply = request => request.Type.Class == 2
            ? fast.Host.Answer(request, "51").Set(11, "999999")
            : fast.Host.Answer(request, "00");

        var sale = await fast.SaleAsync();

        Assert.That(sale.Fault, Is.EqualTo(ExchangeFault.NoAnswer));
        Assert.That(fast.Terminal.Strays, Is.EqualTo(1));
    }

    [Test]
    public async Task A_tpdu_that_is_not_turned_round_is_noticed()
    {
        await _fixture.SignedOnAsync();
        _fixture.Host.ForgetsToSwap = true;

        Assert.That((await _fixture.SaleAsync()).Fault, Is.EqualTo(ExchangeFault.WrongTpdu));
    }

    [Test]
    public async Task Requests_for_money_are_sealed_and_carry_what_the_card_and_the_pin_pad_give()
    {
        await _fixture.SignedOnAsync();

        await _fixture.SaleAsync(withPin: true);
        var request = _fixture.Host.Heard[^1];

        Assert.That(_fixture.Host.IsSealed(request), Is.True);
        Assert.That(
            (request.Text(22), request.Text(26), request.Text(53), request.Text(60)),
            Is.EqualTo(("021", "12", "2600000000000000", "2200000100050")));
        Assert.That(request.Bytes(52).Length, Is.EqualTo(8));
        Assert.That(request.Text(35), Is.EqualTo(TerminalFixture.Card.Track2));
    }
}
