using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator;

/// <summary>A terminal and a scripted host, signed on to each other.</summary>
internal sealed class TerminalFixture : IDisposable
{
    internal TerminalFixture(bool keepsLine = true, TimeSpan? answerTimeout = null)
        => Terminal = new VirtualTerminal(
            new TerminalProfile
            {
                Host = "127.0.0.1",
                Port = Host.Port,
                TerminalId = "00000001",
                MerchantId = "898000000000001",
                KeepsLine = keepsLine,
                AnswerTimeout = answerTimeout ?? TimeSpan.FromSeconds(30),
            },
            ScriptedHost.MasterKey,
            TimeProvider.System,
            Outcomes.Add);

    internal ScriptedHost Host { get; } = new();

    internal VirtualTerminal Terminal { get; }

    internal List<ActionOutcome> Outcomes { get; } = [];

    internal static TestCard Card => TestCard.Numbered(7);

    internal async Task<TerminalFixture> SignedOnAsync()
    {
        Assert.That((await Terminal.SignOnAsync(null, default)).Succeeded, Is.True);
        return this;
    }

    internal Task<ActionOutcome> SaleAsync(long amount = 1250, bool withPin = false, bool hangsUp = false)
        => Terminal.SaleAsync(amount, Card, withPin, hangsUp, default);

    public void Dispose()
    {
        Terminal.Dispose();
        Host.Dispose();
    }
}
