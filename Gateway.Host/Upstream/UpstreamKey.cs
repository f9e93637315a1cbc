using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Upstream;

/// <summary>What an answer carries back of our message: its STAN, DE 11, and its transmission time, DE 7.</summary>
/// <param name="Stan">1 to 999999.</param>
/// <param name="Transmitted">MMDDhhmmss.</param>
/// <remarks>The STAN alone returns within a day under load; together with the time it names one message a year.</remarks>
internal readonly record struct UpstreamKey(int Stan, string Transmitted)
{
    /// <summary>The key of a message of ours.</summary>
    public static UpstreamKey Of(UpstreamNumbers numbers) => new(numbers.Stan, WireTime.Transmission(numbers.Sent));

    /// <summary>The key an answer carries; null when DE 7 or DE 11 is missing.</summary>
    public static UpstreamKey? In(IsoMessage message)
        => message.Text(LinkElements.TransmissionTime) is { } transmitted
            && Iso8583.Elements.Stan.TryParse(message.Text(LinkElements.Stan), out var stan)
            ? new UpstreamKey(stan.Value, transmitted)
            : null;
}
