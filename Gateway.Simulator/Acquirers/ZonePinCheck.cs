using Gateway.Iso8583.Messages;
using Gateway.Security.Pins;
using Gateway.Simulator.Issuing;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>Tells whether a PIN block under the zone PIN key is that of the test card's own PIN.</summary>
/// <param name="zonePinKey">A key of the format's cipher.</param>
/// <param name="format">The format that was agreed on.</param>
/// <remarks>A block of another format, key or card is as wrong as a wrong PIN. Safe from several threads.</remarks>
internal sealed class ZonePinCheck(byte[] zonePinKey, PinBlockFormat format = PinBlockFormat.Iso0) : IPinCheck
{
    /// <inheritdoc/>
    public bool IsRight(IsoMessage request)
        => !request.Has(52)
            || (request.Text(2) is { } pan
                && ClearPin.Decrypt(format, zonePinKey, request.Bytes(52), pan, out var pin) is null
                && pin == TestCard.PinOf(pan));
}
