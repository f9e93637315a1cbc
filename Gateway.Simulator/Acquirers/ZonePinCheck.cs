using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>Tells whether a PIN block under the zone PIN key is that of the test card's own PIN.</summary>
/// <remarks>Format 0 has no chance in it, so the right block can be made and compared; nothing is decrypted.</remarks>
internal sealed class ZonePinCheck : IPinCheck
{
    private readonly TerminalKeys _keys;

    /// <summary>Takes the zone PIN key.</summary>
    /// <param name="zonePinKey">16 or 24 bytes.</param>
    internal ZonePinCheck(ReadOnlySpan<byte> zonePinKey) => _keys = TerminalKeys.FromClear(zonePinKey, zonePinKey, []);

    /// <inheritdoc/>
    public bool IsRight(IsoMessage request)
        => !request.Has(52)
            || (request.Text(2) is { } pan && request.Bytes(52).SequenceEqual(_keys.PinBlock(TestCard.PinOf(pan), pan)));
}
