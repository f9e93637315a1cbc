using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>Reversals from terminals: always accepted, because a terminal that is refused gives up and leaves the cardholder charged.</summary>
internal sealed class ReversalRequests(SwitchOptions options)
{
    /// <summary>Accepts a reversal; the duty towards the acquirer is in the same record.</summary>
    /// <remarks>The trace names the original and is never compared for content: what is taken back is what was sent.</remarks>
    public Decision Accept(TerminalLedger ledger, TerminalAsked asked, Now now)
    {
        var (request, facts) = asked;
        if (request.Stan is null || request.Batch == 0)
        {
            return Gatekeeper.Refuse(request, DeclineReason.Format, "DE 11 or the batch number of DE 60 is missing.", now);
        }

        var original = ledger.Find(request.Key);
        if (original is null && ledger.HasLetGo(request.Batch))
        {
            // Settled and paid out long ago. Kept as "never seen" it would be a promise to take back what nobody will.
            return Gatekeeper.Refuse(request, DeclineReason.OriginalNotFound, "The batch was closed too long ago to take anything of it back.", now);
        }

        var answer = new Answer(request.ReplyTo, new TerminalAnswer
        {
            ResponseCode = ResponseCodes.Approved,
            At = now.Wall,
            Rrn = original?.Rrn is { Length: > 0 } rrn ? rrn : facts.Upstream.Rrn,
        });
        var moot = IsMoot(ledger, original);
        if (original is not null && IsAccepted(original, moot))
        {
            return new Decision([], [answer]);
        }

        var held = facts.Standing.For(MessageClass.Reversal) == Permission.Quarantine ? options.QuarantineWait : TimeSpan.Zero;
        var accepted = new ReversalAccepted
        {
            At = now.Wall,
            Key = request.Key,
            Cause = request.ReversalCause,
            Amount = request.Amount ?? 0,
            Moot = moot,
            HeldUntil = held > TimeSpan.Zero ? now.Wall + held : null,
        };
        if (moot || original?.State is not TransactionState.Approved)
        {
            return new Decision([accepted], [answer]);
        }

        return Partner(ledger, original) is { } partner
            ? TakeBackBoth(original, accepted, partner, answer, held)
            : new Decision([accepted], [answer, Due(request.Key, held)]);
    }

    private static bool IsAccepted(Transaction original, bool moot)
        => original.State is TransactionState.Reversed or TransactionState.ReversedUnseen
            || original.Reversal == ReversalDuty.AwaitingOutcome
            || (moot && original.ReversalAsked);

    private static bool IsMoot(TerminalLedger ledger, Transaction? original) => original switch
    {
        null => false,
        { State: TransactionState.Declined } => true,
        { Class: MessageClass.Balance, State: TransactionState.Approved } => true,
        // The void took the money back: a reversal on top would give it back twice.
        { VoidedBy: { } key } => ledger.Find(key) is { State: TransactionState.Approved },
        _ => false,
    };

    // A void whose fate is open, or a sale whose reversal found nothing to do because of the void that is now reversed.
    private static Transaction? Partner(TerminalLedger ledger, Transaction original) => original switch
    {
        { VoidedBy: { } key } => ledger.Find(key),
        { Class: MessageClass.SaleVoid, Original: { } key } when ledger.Find(key) is { State: TransactionState.Approved, ReversalAsked: true } sale => sale,
        _ => null,
    };

    // The terminal was told that both are gone. In which order they leave is seen when they are due: the void first.
    private static Decision TakeBackBoth(Transaction original, ReversalAccepted accepted, Transaction partner, Answer answer, TimeSpan held)
    {
        var sale = original.Class == MessageClass.SaleVoid ? partner : original;
        var other = original.Class == MessageClass.SaleVoid ? original : partner;
        var effects = new List<Effect> { answer, Due(sale.Key, held) };
        if (other.State == TransactionState.Approved)
        {
            effects.Add(Due(other.Key, held));
        }

        return new Decision([accepted with { Key = other.Key, Amount = other.Amount }, accepted with { Key = sale.Key, Amount = sale.Amount }], effects);
    }

    private static SetTimer Due(TraceKey key, TimeSpan held) => new(held > TimeSpan.Zero ? TimerKind.ReversalWait : TimerKind.Reversal, key, held);
}
