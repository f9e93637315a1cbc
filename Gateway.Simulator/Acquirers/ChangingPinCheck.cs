using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>Tells whether a PIN block is right under one of the zone PIN keys that count now.</summary>
/// <param name="key">The zone PIN key.</param>
/// <param name="under">The check under one key.</param>
internal sealed class ChangingPinCheck(ZoneKey key, Func<byte[], IPinCheck> under) : IPinCheck
{
    /// <inheritdoc/>
    public bool IsRight(IsoMessage request) => !request.Has(52) || key.Taken.Any(taken => under(taken).IsRight(request));
}
