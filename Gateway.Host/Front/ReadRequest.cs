using Gateway.Host.Core.Switching;
using Gateway.Security.Dukpt;

namespace Gateway.Host.Front;

/// <summary>A message as far as it can be understood without keys.</summary>
/// <param name="Request">The request; its card is still missing.</param>
/// <param name="Card">The card as received; null when the class has none.</param>
/// <param name="MacPresent">Whether the message carries DE 64.</param>
/// <param name="Fault">Damage in one sentence; null when there is none.</param>
internal sealed record ReadRequest(TerminalRequest Request, CardElements? Card, bool MacPresent, string? Fault)
{
    /// <summary>The key serial number of a DUKPT transaction; null when the message carries none, default when what it carries is none.</summary>
    public KeySerialNumber? Ksn { get; init; }
}
