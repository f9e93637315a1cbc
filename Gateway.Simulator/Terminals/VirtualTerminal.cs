using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>A UnionPay terminal without plastic: what it does, says and checks is what a device does, says and checks.</summary>
/// <remarks>One action at a time, as at a counter. Before every online transaction it finishes what is left over from the last.</remarks>
internal sealed class VirtualTerminal : IDisposable
{
    private readonly TerminalDevice _device;
    private readonly SessionActions _session;
    private readonly MoneyActions _money;
    private readonly ReversalActions _reversals;
    private readonly SettlementActions _settlement;

    /// <inheritdoc cref="TerminalDevice(TerminalProfile, byte[], TimeProvider, Action{ActionOutcome}?)"/>
    internal VirtualTerminal(TerminalProfile profile, byte[] masterKey, TimeProvider clock, Action<ActionOutcome>? observer = null)
    {
        _device = new TerminalDevice(profile, masterKey, clock, observer);
        _session = new SessionActions(_device);
        _money = new MoneyActions(_device);
        _reversals = new ReversalActions(_device);
        _settlement = new SettlementActions(_device);
    }

    /// <summary>Who it is.</summary>
    internal TerminalProfile Profile => _device.Profile;

    /// <summary>Its own book.</summary>
    internal TerminalLedger Ledger => _device.Memory.Ledger;

    /// <summary>Current batch.</summary>
    internal int Batch => _device.Memory.Batch;

    /// <summary>Whether it considers itself signed on.</summary>
    internal bool IsSignedOn => _device.Memory.IsSignedOn;

    /// <summary>Whether a reversal or a settlement is left over.</summary>
    internal bool HasLeftovers => _device.Memory.Reversal is not null || _device.Memory.UnansweredSettlement is not null;

    /// <summary>Replies that answered nothing.</summary>
    internal int Strays => _device.Strays;

    /// <summary>Asks for working keys.</summary>
    internal Task<ActionOutcome> SignOnAsync(string? keySet, CancellationToken cancellation)
        => _session.SignOnAsync(keySet ?? Profile.KeySet, cancellation);

    /// <summary>Ends the working day.</summary>
    internal Task<ActionOutcome> SignOffAsync(CancellationToken cancellation)
        => AfterLeftoversAsync(() => _session.SignOffAsync(cancellation), cancellation);

    /// <summary>Asks whether the host is there.</summary>
    internal Task<ActionOutcome> EchoAsync(CancellationToken cancellation) => _session.EchoAsync(cancellation);

    /// <inheritdoc cref="MoneyActions.SaleAsync"/>
    internal Task<ActionOutcome> SaleAsync(long amount, TestCard card, bool withPin, bool hangsUp, CancellationToken cancellation)
        => AfterLeftoversAsync(() => _money.SaleAsync(amount, card, withPin, hangsUp, cancellation), cancellation);

    /// <inheritdoc cref="MoneyActions.BalanceAsync"/>
    internal Task<ActionOutcome> BalanceAsync(TestCard card, bool withPin, CancellationToken cancellation)
        => AfterLeftoversAsync(() => _money.BalanceAsync(card, withPin, cancellation), cancellation);

    /// <summary>Takes the latest sale of the batch back with a void.</summary>
    internal Task<ActionOutcome> VoidAsync(CancellationToken cancellation)
        => AfterLeftoversAsync(() => WithLatestSaleAsync("void", sale => _money.VoidAsync(sale, cancellation)), cancellation);

    /// <summary>Takes the latest sale of the batch back with a reversal.</summary>
    internal Task<ActionOutcome> ReverseAsync(CancellationToken cancellation)
        => AfterLeftoversAsync(() => WithLatestSaleAsync("reversal", sale => _reversals.ReverseAsync(sale, cancellation)), cancellation);

    /// <inheritdoc cref="MoneyActions.RepeatAsync"/>
    internal Task<ActionOutcome> RepeatAsync(CancellationToken cancellation) => _money.RepeatAsync(cancellation);

    /// <inheritdoc cref="SettlementActions.SettleAsync"/>
    internal Task<ActionOutcome> SettleAsync(CancellationToken cancellation)
        => AfterLeftoversAsync(() => _settlement.SettleAsync(cancellation), cancellation);

    /// <summary>Sends the stored reversal and the unanswered settlement; null when nothing is left over afterwards.</summary>
    internal async Task<ActionOutcome?> FinishLeftoversAsync(CancellationToken cancellation)
    {
        if (_device.Memory.Reversal is not null)
        {
            var outcome = await _reversals.SendStoredAsync(cancellation);
            if (_device.Memory.Reversal is not null)
            {
                return outcome;
            }
        }

        if (_device.Memory.UnansweredSettlement is not null)
        {
            var outcome = await _settlement.SendUnansweredAsync(cancellation);
            if (_device.Memory.UnansweredSettlement is not null)
            {
                return outcome;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _device.Dispose();

    private async Task<ActionOutcome> AfterLeftoversAsync(Func<Task<ActionOutcome>> action, CancellationToken cancellation)
        => await FinishLeftoversAsync(cancellation) ?? await action();

    private Task<ActionOutcome> WithLatestSaleAsync(string action, Func<LedgerEntry, Task<ActionOutcome>> carryOut)
        => Ledger.LatestSale(Batch) is { } sale
            ? carryOut(sale)
            : Task.FromResult(new ActionOutcome
            {
                Action = action,
                Succeeded = false,
                Note = "there is no sale in this batch to take back",
            });
}
