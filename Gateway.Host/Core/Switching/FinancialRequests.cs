using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>Sales, balance inquiries and voids: repeated, refused, kept apart or sent on.</summary>
/// <remarks>
/// A repeat is answered before anything else is asked, so that a transaction approved before a hold keeps its answer. Every answer is a
/// record under its trace key, refusals too: an answer may go from approved to declined, never the other way.
/// </remarks>
internal sealed class FinancialRequests(SwitchOptions options)
{
    /// <summary>Decides a request whose sender is authenticated.</summary>
    public Decision Decide(TerminalLedger ledger, TerminalAsked asked, Now now)
    {
        var (request, facts) = asked;
        if (facts.Mac != MacVerdict.Right)
        {
            // Nobody signed for it, so it may not take a trace number that the terminal is going to use.
            var denied = HoldRefusal.Reason(facts.Standing, request.Class) ?? DeclineReason.ClassNotServed;
            return Gatekeeper.Refuse(request, denied, "The gateway does not serve this message, and it carries no MAC.", now);
        }

        if (request.Stan is null || request.Batch == 0)
        {
            return Gatekeeper.Refuse(request, DeclineReason.Format, "DE 11 or the batch number of DE 60 is missing.", now);
        }

        if (ledger.Find(request.Key) is { } known)
        {
            return Repeat(known, request, now);
        }

        if (IsToldAfterwards(request.Class))
        {
            return KeepApart(asked, null, "Approved at the terminal; the gateway does not post this class yet.", now);
        }

        if (Missing(request) is { } missing)
        {
            return Gatekeeper.Refuse(request, DeclineReason.Format, missing, now);
        }

        if (ledger.HasLetGo(request.Batch))
        {
            // It may be one of those that were let go, and nothing may be opened twice. Its batch never comes again.
            return Gatekeeper.Refuse(request, DeclineReason.BatchMismatch, "The batch was closed long ago.", now);
        }

        return RefusalOf(ledger, asked) is { } reason ? Refuse(asked, reason, now)
            : facts.Standing.For(request.Class) == Permission.Quarantine ? KeepApart(asked, Original(ledger, request), "The terminal is quarantined.", now)
            : Forward(ledger, asked, now);
    }

    /// <summary>What a transaction's terminal was, or is to be, told.</summary>
    /// <remarks>An approval is told only while it stands: after its reversal the same trace is refused.</remarks>
    public static TerminalAnswer StoredAnswer(Transaction transaction)
    {
        var takenBack = transaction is { State: TransactionState.Reversed, ResponseCode: ResponseCodes.Approved };
        var code = takenBack ? ResponseCodes.For(DeclineReason.AlreadyReversed) : transaction.ResponseCode;
        return new TerminalAnswer
        {
            ResponseCode = code,
            At = transaction.AnsweredAt,
            Rrn = transaction.Rrn,
            AuthCode = code == ResponseCodes.Approved ? transaction.AuthCode : "",
            SettlementDate = transaction.SettlementDate,
            Acquirer = transaction.Acquirer,
            Reason = takenBack ? DeclineReason.AlreadyReversed : transaction.Reason,
        };
    }

    private static Decision Repeat(Transaction known, TerminalRequest request, Now now)
    {
        if (known.State == TransactionState.ReversedUnseen)
        {
            return Gatekeeper.Refuse(request, DeclineReason.AlreadyReversed, "The reversal of this trace came before it.", now);
        }

        if (known.ContentFingerprint != request.ContentFingerprint || known.Class != request.Class || PointsElsewhere(known, request))
        {
            return Gatekeeper.Refuse(request, DeclineReason.TraceReused, "The trace number was used for another transaction of this batch.", now);
        }

        return known.State == TransactionState.Pending
            ? new Decision([], [new AwaitAnswer(known.Key, request.ReplyTo)])
            : new Decision([], [new Answer(request.ReplyTo, StoredAnswer(known))]);
    }

    // Two voids of equal sales differ in nothing but the sale they name.
    private static bool PointsElsewhere(Transaction known, TerminalRequest request)
        => known.Original is { } original && request.Original is { } named && (original.Batch != named.Batch || original.Stan != named.Stan);

    // Offline-approved money is never refused: a terminal that hears "no" forgets the record, and the merchant loses the sale.
    private static bool IsToldAfterwards(MessageClass message)
        => message is MessageClass.OfflineSale or MessageClass.ChipOfflineSale or MessageClass.CompletionAdvice;

    private static string? Missing(TerminalRequest request) => request switch
    {
        { Card: null, Class: MessageClass.Sale or MessageClass.Balance } => "The card is missing: neither DE 2 nor DE 35 is there.",
        { Amount: null or <= 0, Class: MessageClass.Sale or MessageClass.SaleVoid } => "The amount, DE 4, is missing or zero.",
        { Original: null, Class: MessageClass.SaleVoid } => "The original's batch and trace, DE 61, are missing.",
        _ => null,
    };

    private static DeclineReason? RefusalOf(TerminalLedger ledger, TerminalAsked asked)
    {
        var (request, facts) = asked;
        if (!ledger.SignedOn)
        {
            return DeclineReason.NotSignedOn;
        }

        if (HoldRefusal.Reason(facts.Standing, request.Class) is { } held)
        {
            return held;
        }

        if (request.Class is not (MessageClass.Sale or MessageClass.Balance or MessageClass.SaleVoid))
        {
            return DeclineReason.ClassNotServed;
        }

        if (facts.KeysDue)
        {
            return DeclineReason.KeysDue;
        }

        if (request.Batch != ledger.Batch)
        {
            return DeclineReason.BatchMismatch;
        }

        if (ledger.Unanswered is not null)
        {
            return DeclineReason.TerminalBusy;
        }

        if (request.Class == MessageClass.SaleVoid && VoidRefusal(ledger, request) is { } refusal)
        {
            return refusal;
        }

        return facts switch
        {
            _ when facts.Standing.For(request.Class) == Permission.Quarantine => null,
            { PinUnusable: true } => DeclineReason.PinUnusable,
            // A void goes where its sale went; when that link is down the acquirer side says so.
            _ when Original(ledger, request)?.Acquirer is { } acquirer && acquirer != facts.Acquirer => null,
            { Acquirer: null } => DeclineReason.NoRoute,
            { AcquirerReachable: false } => DeclineReason.AcquirerUnreachable,
            _ => null,
        };
    }

    private static DeclineReason? VoidRefusal(TerminalLedger ledger, TerminalRequest request)
    {
        if (Original(ledger, request) is not { Class: MessageClass.Sale } original || original.Key.Batch != request.Batch)
        {
            return DeclineReason.OriginalNotFound;
        }

        if (original.State != TransactionState.Approved || original.VoidedBy is not null)
        {
            return DeclineReason.OriginalNotApproved;
        }

        if (original.Amount != request.Amount)
        {
            return DeclineReason.AmountMismatch;
        }

        return request.Card is { } card && card.Fingerprint != original.Card?.Fingerprint ? DeclineReason.CardMismatch : null;
    }

    private static Transaction? Original(TerminalLedger ledger, TerminalRequest request)
        => request.Original is { } named ? ledger.Find(request.Key with { Batch = named.Batch, Stan = named.Stan }) : null;

    private static Decision Refuse(TerminalAsked asked, DeclineReason reason, Now now)
    {
        var (request, facts) = asked;
        var hold = reason is DeclineReason.MerchantHeld or DeclineReason.TerminalHeld ? facts.Standing.Naming(request.Class) : null;
        var code = ResponseCodes.For(reason);
        return new Decision(
            [
                new Refused
                {
                    At = now.Wall, Key = request.Key, Class = request.Class, Amount = request.Amount ?? 0, Currency = request.Currency,
                    ProcessingCode = request.ProcessingCode, ConditionCode = request.ConditionCode, ContentFingerprint = request.ContentFingerprint,
                    CardMasked = request.Card?.Masked, CardFingerprint = request.Card?.Fingerprint, Rrn = facts.Upstream.Rrn,
                    Reason = reason, ResponseCode = code, HoldId = hold?.Id, HoldLevel = hold?.Level.ToString(), HoldReason = hold?.Reason,
                },
            ],
            [new Answer(request.ReplyTo, new TerminalAnswer { ResponseCode = code, At = now.Wall, Rrn = facts.Upstream.Rrn, Reason = reason })]);
    }

    private static Decision KeepApart(TerminalAsked asked, Transaction? original, string cause, Now now)
    {
        var (request, facts) = asked;
        return new Decision(
            [
                new Quarantined
                {
                    At = now.Wall, Key = request.Key, Class = request.Class, Amount = request.Amount ?? 0, Currency = request.Currency,
                    ProcessingCode = request.ProcessingCode, ConditionCode = request.ConditionCode, ContentFingerprint = request.ContentFingerprint,
                    CardMasked = request.Card?.Masked, CardFingerprint = request.Card?.Fingerprint, SealedCard = request.Card?.Sealed,
                    Original = original?.Key, Rrn = facts.Upstream.Rrn, Cause = cause,
                },
            ],
            [new Answer(request.ReplyTo, new TerminalAnswer { ResponseCode = ResponseCodes.Approved, At = now.Wall, Rrn = facts.Upstream.Rrn })]);
    }

    private Decision Forward(TerminalLedger ledger, TerminalAsked asked, Now now)
    {
        var (request, facts) = asked;
        var original = Original(ledger, request);
        var acquirer = original?.Acquirer ?? facts.Acquirer!;
        return new Decision(
            [
                new Forwarded
                {
                    At = now.Wall, Key = request.Key, Class = request.Class, Amount = request.Amount ?? 0, Currency = request.Currency,
                    ProcessingCode = request.ProcessingCode, ConditionCode = request.ConditionCode, ContentFingerprint = request.ContentFingerprint,
                    CardMasked = request.Card?.Masked ?? original?.Card?.Masked, CardFingerprint = request.Card?.Fingerprint ?? original?.Card?.Fingerprint,
                    SealedCard = request.Card?.Sealed, Original = original?.Key, Rrn = facts.Upstream.Rrn,
                    Acquirer = acquirer, Upstream = facts.Upstream, DecideBy = now.Wall + options.DecideBy,
                },
            ],
            [
                new AwaitAnswer(request.Key, request.ReplyTo),
                new SendRequest(request, original, acquirer, facts.Upstream),
                new SetTimer(TimerKind.Answer, request.Key, options.AnswerTimeout),
            ]);
    }
}
