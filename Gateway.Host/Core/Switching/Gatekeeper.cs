namespace Gateway.Host.Core.Switching;

/// <summary>What is refused before anything is believed: unreadable, unknown, unsigned.</summary>
/// <remarks>
/// These refusals are audited and never stored under a trace key: a sender that was not authenticated changes no state. The order is
/// that of <see cref="DeclineReason"/>.
/// </remarks>
internal static class Gatekeeper
{
    /// <summary>The refusal; null when the request may be looked at.</summary>
    public static Decision? Refusal(TerminalAsked asked, Now now)
    {
        var (request, facts) = asked;
        if (facts.FormatFault is not null)
        {
            return Refuse(request, DeclineReason.Format, facts.FormatFault, now);
        }

        if (facts.RegisteredMerchant is null)
        {
            return Refuse(request, DeclineReason.TerminalUnknown, null, now);
        }

        if (request.Merchant != facts.RegisteredMerchant)
        {
            return Refuse(request, DeclineReason.MerchantMismatch, null, now);
        }

        if (!NeedsMac(request))
        {
            return facts.Mac == MacVerdict.Wrong ? Refuse(request, DeclineReason.MacMismatch, "The MAC does not verify.", now) : null;
        }

        return facts.Mac switch
        {
            MacVerdict.Right => null,
            MacVerdict.NoKey => Refuse(request, DeclineReason.NotSignedOn, "The terminal has no working keys.", now),
            MacVerdict.Absent => Refuse(request, DeclineReason.MacMismatch, "The message carries no MAC.", now),
            _ => Refuse(request, DeclineReason.MacMismatch, "The MAC does not verify.", now),
        };
    }

    /// <summary>A refusal that leaves no trace in the ledger.</summary>
    public static Decision Refuse(TerminalRequest request, DeclineReason reason, string? detail, Now now)
    {
        var code = ResponseCodes.For(reason);
        return new Decision(
            [],
            [
                new AuditRefusal(request, reason, code, detail),
                new Answer(request.ReplyTo, new TerminalAnswer { ResponseCode = code, At = now.Wall, Reason = reason }),
            ]);
    }

    /// <summary>Whether only who can sign may ask for it, because it is about money.</summary>
    /// <remarks>The first two digits of the message type tell: 01xx authorisation, 02xx financial, 04xx reversal.</remarks>
    public static bool NeedsMac(TerminalRequest request) => request.MessageType is ['0', '1' or '2' or '4', ..];
}
