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

        var answer = new Answer(request.ReplyTo, new TerminalAnswer
        {
            ResponseCode = ResponseCodes.Approved,
            At = now.Wall,
            Rrn = ledger.Find(request.Key)?.Rrn is { Length: > 0 } rrn ? rrn : facts.Upstream.Rrn,
        });
        var original = ledger.Find(request.Key);
        if (original?.State is TransactionState.Reversed or TransactionState.ReversedUnseen || original?.Reversal == ReversalDuty.AwaitingOutcome)
        {
            return new Decision([], [answer]);
        }

        var held = facts.Standing.For(MessageClass.Reversal) == Permission.Quarantine ? options.QuarantineWait : TimeSpan.Zero;
        var record = new ReversalAccepted
        {
            At = now.Wall,
            Key = request.Key,
            Cause = request.ReversalCause,
            Amount = request.Amount ?? 0,
            Moot = IsMoot(original),
            HeldUntil = held > TimeSpan.Zero ? now.Wall + held : null,
        };
        return original is { State: TransactionState.Approved } && !record.Moot
            ? new Decision([record], [answer, new SetTimer(TimerKind.Reversal, request.Key, held)])
            : new Decision([record], [answer]);
    }

    private static bool IsMoot(Transaction? original) => original switch
    {
        null => false,
        { State: TransactionState.Declined } => true,
        { Class: MessageClass.Balance, State: TransactionState.Approved } => true,
        // The void took the money back, or is about to: a reversal on top would give it back twice.
        { VoidedBy: not null } => true,
        _ => false,
    };
}
