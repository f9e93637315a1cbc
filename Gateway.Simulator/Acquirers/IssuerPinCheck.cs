using Gateway.Iso8583.Messages;
using Gateway.Security.Pins;
using Gateway.Simulator.Issuing;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>Opens a PIN block as the issuer may, and holds the PIN against the PVV of its card.</summary>
/// <param name="zonePinKey">A key of the format's cipher.</param>
/// <param name="keys">Of the issuer, with a PIN verification key.</param>
/// <param name="format">The format that was agreed on.</param>
/// <remarks>A block of another format, key or card is as wrong as a wrong PIN. Safe from several threads.</remarks>
internal sealed class IssuerPinCheck(byte[] zonePinKey, IssuerKeys keys, PinBlockFormat format = PinBlockFormat.Iso0) : IPinCheck
{
    private readonly byte[] _pvk = keys.PinVerificationKey ?? throw new ArgumentException("The issuer has no PIN verification key.", nameof(keys));

    /// <inheritdoc/>
    public bool IsRight(IsoMessage request)
    {
        if (!request.Has(52))
        {
            return true;
        }

        return PresentedCard.PanOf(request) is { } pan
            && ClearPin.Decrypt(format, zonePinKey, request.Bytes(52), pan, out var pin) is null
            && PinVerificationValue.Verify(_pvk, keys.PinKeyIndex, pin, pan, ValueOf(pan));
    }

    private string ValueOf(string pan)
        => keys.PinVerificationValues.GetValueOrDefault(pan)
            ?? PinVerificationValue.Compute(_pvk, keys.PinKeyIndex, TestCard.PinOf(pan), pan);
}
