using Gateway.Host.Core.Estate;

namespace Gateway.Host.Core.Switching;

/// <summary>What a hold's refusal is called.</summary>
internal static class HoldRefusal
{
    /// <summary>The reason to refuse a class; null when the standing lets it through, if only to be kept apart.</summary>
    public static DeclineReason? Reason(Standing standing, MessageClass message)
    {
        if (standing.For(message) is not (Permission.Deny or Permission.OperatorOnly))
        {
            return null;
        }

        return standing.Naming(message)!.Subject.Kind == SubjectKind.Merchant ? DeclineReason.MerchantHeld : DeclineReason.TerminalHeld;
    }

    /// <summary>The hold in words, for the audit book.</summary>
    public static string Sentence(Standing standing, MessageClass message)
        => standing.Naming(message) is { } hold ? $"Hold {hold.Id} ({hold.Level}, {hold.Reason}) on {hold.Subject} denies {message}." : "";
}
