using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>The sender's own numbers on a request: trace number and transmission time. No two requests may share them.</summary>
/// <param name="Stan">Element 11.</param>
/// <param name="SentAt">Element 7, MMDDhhmmss.</param>
internal readonly record struct AcquirerKey(string Stan, string SentAt)
{
    /// <summary>The key of a message.</summary>
    internal static AcquirerKey Of(IsoMessage message) => new(message.Text(11) ?? "", message.Text(7) ?? "");

    /// <summary>The key of the original named by element 90: type 4, trace 6, time 10, institutions; null when it names none.</summary>
    internal static AcquirerKey? OfOriginal(IsoMessage message)
        => message.Text(90) is { Length: >= 20 } original ? new AcquirerKey(original[4..10], original[10..20]) : null;
}
