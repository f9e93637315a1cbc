using Gateway.Iso8583.Messages;
using Gateway.Simulator.Terminals;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class TerminalSessionTests : IDisposable
{
    private readonly TerminalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Test]
    public async Task Sign_on_loads_keys_and_takes_the_hosts_batch_over()
    {
        _fixture.Host.Reply = request => _fixture.Host.Answer(request, "00").Set(60, "00000042003");

        var outcome = await _fixture.Terminal.SignOnAsync(null, default);

        Assert.That(outcome.Succeeded, Is.True, outcome.ToString());
        Assert.That(_fixture.Terminal.Batch, Is.EqualTo(42));
        Assert.That(_fixture.Host.Heard[0].Text(60), Is.EqualTo("00000001003"));
    }

    [Test]
    public async Task Keys_whose_check_value_is_wrong_are_no_sign_on()
    {
        _fixture.Host.Reply = request =>
        {
            var reply = _fixture.Host.Answer(request, "00");
            var keys = reply.Bytes(62).ToArray();
            keys[^1] ^= 1;
            return reply.Set(62, keys);
        };

        var outcome = await _fixture.Terminal.SignOnAsync(null, default);

        Assert.That(outcome.Fault, Is.EqualTo(ExchangeFault.BadKeys));
        Assert.That(_fixture.Terminal.IsSignedOn, Is.False);
    }

    [Test]
    public async Task Code_77_asks_for_a_new_sign_on()
    {
        await _fixture.SignedOnAsync();
        _fixture.Host.Reply = request => _fixture.Host.Answer(request, "77");

        var sale = await _fixture.SaleAsync();

        Assert.That(sale.Code, Is.EqualTo("77"));
        Assert.That(_fixture.Terminal.IsSignedOn, Is.False);
    }

    [Test]
    public async Task Echo_carries_no_trace_number()
    {
        var outcome = await _fixture.Terminal.EchoAsync(default);

        Assert.That(outcome.Succeeded, Is.True);
        Assert.That(_fixture.Host.Heard[0].Has(11), Is.False);
    }

    [Test]
    public async Task Sign_off_ends_the_session()
    {
        await _fixture.SignedOnAsync();

        var outcome = await _fixture.Terminal.SignOffAsync(default);

        Assert.That(outcome.Succeeded, Is.True);
        Assert.That(_fixture.Terminal.IsSignedOn, Is.False);
        Assert.That(_fixture.Host.Heard[^1].Type, Is.EqualTo(MessageType.Parse("0820")));
    }

    [Test]
    public async Task Nobody_listening_means_nothing_was_sent()
    {
        _fixture.Host.Dispose();

        var outcome = await _fixture.Terminal.SignOnAsync(null, default);

        Assert.That(outcome.Fault, Is.EqualTo(ExchangeFault.NotConnected));
    }
}
