using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Demo;

/// <summary>Watches terminals while a hold is on them: what is new must be declined with one code, and never reach the acquirer.</summary>
internal sealed class HoldWatch : IDisposable
{
    private static readonly string[] _newMoney = ["sale", "sale-pin", "balance"];

    private readonly Lock _gate = new();
    private readonly HashSet<string> _held;
    private readonly string _code;
    private readonly AcquirerLedger _acquirer;
    private readonly IDisposable _watching;
    private readonly int _heardBefore;
    private int _soldElsewhere;

    /// <summary>Begins to watch. No held terminal may be in the middle of an exchange.</summary>
    internal HoldWatch(DemoStage stage, IEnumerable<VirtualTerminal> held, string code)
    {
        _held = [.. held.Select(terminal => terminal.Profile.TerminalId)];
        _code = code;
        _acquirer = stage.Acquirer.Ledger;
        _heardBefore = Heard();
        _watching = stage.Feed.Watch(See);
    }

    /// <summary>Declines with the right code, and the first of them in words.</summary>
    internal int Declined { get; private set; }

    /// <summary>The first decline as its terminal printed it; empty before there is one.</summary>
    internal string First { get; private set; } = "";

    /// <summary>New requests that were not declined with the right code, or without text.</summary>
    internal int Wrong { get; private set; }

    /// <summary>Sales that terminals which are not held made meanwhile.</summary>
    internal int SoldElsewhere => _soldElsewhere;

    /// <summary>New requests of held terminals that the acquirer heard of since the watch began.</summary>
    internal int HeardByAcquirer => Heard() - _heardBefore;

    /// <inheritdoc/>
    public void Dispose() => _watching.Dispose();

    private void See(VirtualTerminal terminal, ActionOutcome outcome)
    {
        if (outcome.Fault != ExchangeFault.None || !_newMoney.Contains(outcome.Action))
        {
            return;
        }

        if (!_held.Contains(terminal.Profile.TerminalId))
        {
            Interlocked.Add(ref _soldElsewhere, outcome.Succeeded ? 1 : 0);
            return;
        }

        lock (_gate)
        {
            var isRight = outcome.Code == _code && outcome.HostText.Length > 0;
            Declined += isRight ? 1 : 0;
            Wrong += isRight ? 0 : 1;
            First = First.Length == 0 ? $"{terminal.Profile.TerminalId} {outcome}" : First;
        }
    }

    private int Heard() => _acquirer.Snapshot().Count(entry => !entry.IsVoid && _held.Contains(entry.Terminal));
}
