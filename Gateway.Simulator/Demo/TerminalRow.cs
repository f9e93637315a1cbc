using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>One terminal's row in the live table.</summary>
internal sealed class TerminalRow(VirtualTerminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan _rateWindow = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<long> _recent = new();

    /// <summary>Terminal id.</summary>
    internal string Id => terminal.Profile.TerminalId;

    /// <summary>Merchant id.</summary>
    internal string Merchant => terminal.Profile.MerchantId;

    /// <summary>What the gateway says of it: none, or the level of its gravest hold.</summary>
    internal string Standing { get; set; } = "";

    /// <summary>What it did last.</summary>
    internal string Message { get; private set; } = "";

    /// <summary>What it was told.</summary>
    internal string Answer { get; private set; } = "";

    /// <summary>Answered exchanges a second, over the last five.</summary>
    internal double Rate
    {
        get
        {
            lock (_gate)
            {
                Forget();
                return _recent.Count / _rateWindow.TotalSeconds;
            }
        }
    }

    /// <summary>Takes an outcome in.</summary>
    internal void Show(ActionOutcome outcome)
    {
        lock (_gate)
        {
            Message = outcome.Amount is { } amount ? $"{outcome.Action} {MoneyCount.Text(amount)}" : outcome.Action;
            Answer = outcome.HostText.Length > 0 ? $"{outcome.Answer} {outcome.HostText}" : outcome.Answer;
            if (outcome.Fault == ExchangeFault.None)
            {
                _recent.Enqueue(clock.GetTimestamp());
            }

            Forget();
        }
    }

    private void Forget()
    {
        while (_recent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) > _rateWindow)
        {
            _recent.Dequeue();
        }
    }
}
