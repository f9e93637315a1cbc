using Gateway.Host.Core.Switching;

namespace Gateway.Host.Front;

/// <summary>A message as far as it can be understood without keys.</summary>
/// <param name="Request">The request; its card is still missing.</param>
/// <param name="Card">The card as received; null when the class has none.</param>
/// <param name="MacPresent">Whether the message carries DE 64.</param>
/// <param name="Fault">Damage in one sentence; null when there is none.</param>
internal sealed record ReadRequest(TerminalRequest Request, CardElements? Card, bool MacPresent, string? Fault);
