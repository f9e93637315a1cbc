using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Lanes;

/// <summary>What a terminal is told when a bug of our own kept its message from being decided.</summary>
internal static class OwnFault
{
    private const string Detail = "The gateway failed on this message.";

    /// <summary>
    /// 96, under its trace key where money was asked for, so that a repeat cannot be approved after it. Of a trace that is known
    /// already nothing is said: 96 would deny what may be approved, and without an answer the terminal reverses or repeats.
    /// </summary>
    public static Decision Decide(TerminalLedger? ledger, TerminalAsked asked, Now now)
    {
        var request = asked.Request;
        var refusal = Gatekeeper.Refuse(request, DeclineReason.OwnFault, Detail, now);
        if (ledger is null || !AsksForMoney(asked))
        {
            return refusal;
        }

        return ledger.Find(request.Key) is null
            ? new Decision([Refused(asked, now)], refusal.Effects)
            : new Decision([], [.. refusal.Effects.Where(effect => effect is not Answer)]);
    }

    // Who was not authenticated changes no state; what is not stored under a trace key otherwise is not stored here.
    private static bool AsksForMoney(TerminalAsked asked)
        => asked.Facts is { Mac: MacVerdict.Right, FormatFault: null } facts
            && facts.RegisteredMerchant == asked.Request.Merchant
            && asked.Request is { Stan: not null, Batch: > 0, MessageType: ['0', '1' or '2', ..] };

    private static Refused Refused(TerminalAsked asked, Now now)
    {
        var request = asked.Request;
        return new Refused
        {
            At = now.Wall,
            Key = request.Key,
            Class = request.Class,
            Amount = request.Amount ?? 0,
            Currency = request.Currency,
            ProcessingCode = request.ProcessingCode,
            ConditionCode = request.ConditionCode,
            ContentFingerprint = request.ContentFingerprint,
            CardMasked = request.Card?.Masked,
            CardFingerprint = request.Card?.Fingerprint,
            Reason = DeclineReason.OwnFault,
            ResponseCode = ResponseCodes.For(DeclineReason.OwnFault),
        };
    }
}
