using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Load;

/// <summary>Keeps one terminal busy: think, act, wait for the answer, think again; others may take it over for a while.</summary>
internal sealed class TerminalDriver(VirtualTerminal terminal, TrafficMix mix, Dice dice, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _counter = new(1, 1);
    private int _sinceSettlement;

    /// <summary>The terminal.</summary>
    internal VirtualTerminal Terminal => terminal;

    /// <summary>While true the traffic takes nothing back and does not settle: somebody counts on what is there.</summary>
    internal bool LeavesBatchAlone { get; set; }

    /// <summary>Drives until asked to stop; an action that has begun is finished.</summary>
    /// <param name="stopping">Ends the traffic.</param>
    /// <param name="abort">Ends everything, in the middle of an exchange too.</param>
    internal async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            while (true)
            {
                await Task.Delay(dice.Between(mix.Think), clock, stopping);
                using (await TakeOverAsync(stopping))
                {
                    await ActAsync(abort);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    /// <summary>Waits until the terminal is idle and keeps it so until the returned value is disposed of.</summary>
    internal async Task<IDisposable> TakeOverAsync(CancellationToken cancellation)
    {
        await _counter.WaitAsync(cancellation);
        return new Counter(_counter);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        terminal.Dispose();
        _counter.Dispose();
    }

    private async Task ActAsync(CancellationToken abort)
    {
        if (!terminal.IsSignedOn)
        {
            await terminal.SignOnAsync(null, abort);
        }
        else if (_sinceSettlement >= mix.BatchLimit && !LeavesBatchAlone)
        {
            _sinceSettlement = 0;
            await terminal.SettleAsync(abort);
        }
        else
        {
            _sinceSettlement++;
            await TradeAsync(mix.Choose(dice), abort);
        }
    }

    private Task TradeAsync(TrafficAction action, CancellationToken abort)
    {
        var hasSale = !LeavesBatchAlone && terminal.Ledger.LatestSale(terminal.Batch) is not null;
        return action switch
        {
            TrafficAction.Void when hasSale => terminal.VoidAsync(abort),
            TrafficAction.Reversal when hasSale => terminal.ReverseAsync(abort),
            TrafficAction.Balance => terminal.BalanceAsync(Card(), withPin: true, abort),
            TrafficAction.PinSale => terminal.SaleAsync(Amount(), Card(), withPin: true, hangsUp: false, abort),
            TrafficAction.HangUp => terminal.SaleAsync(Amount(), Card(), withPin: false, hangsUp: true, abort),
            TrafficAction.Repeat => SaleTwiceAsync(abort),
            _ => terminal.SaleAsync(Amount(), Card(), withPin: false, hangsUp: false, abort),
        };
    }

    // Only an approval is said again here: it is the answer that must never change and must never move money twice.
    private async Task SaleTwiceAsync(CancellationToken abort)
    {
        var sale = await terminal.SaleAsync(Amount(), Card(), withPin: false, hangsUp: false, abort);
        if (sale.Succeeded)
        {
            await terminal.RepeatAsync(abort);
        }
    }

    private long Amount() => dice.Between(mix.Amounts.Smallest, mix.Amounts.Largest);

    private TestCard Card() => dice.Pick(mix.Cards);

    /// <summary>The right to stand at the counter; given back once.</summary>
    private sealed class Counter(SemaphoreSlim semaphore) : IDisposable
    {
        private SemaphoreSlim? _semaphore = semaphore;

        public void Dispose() => Interlocked.Exchange(ref _semaphore, null)?.Release();
    }
}
