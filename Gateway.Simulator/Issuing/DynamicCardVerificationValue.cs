using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>dCVV: the card verification value that a contactless Visa card computes anew for each transaction.</summary>
/// <remarks>
/// Safe from any thread. <b>Source:</b> Visa contactless payment specification, magnetic stripe data mode: the CVV with the transaction
/// counter in place of the first four digits of the account number, under the card's own key.
/// </remarks>
public static class DynamicCardVerificationValue
{
    private const int CounterBytes = 2;

    /// <summary>Computes the value.</summary>
    /// <param name="masterKey">The issuer's master key for it, 16 bytes.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="sequence">Sequence number of the card, two digits; 00 when it has none.</param>
    /// <param name="option">How the card's key is derived.</param>
    /// <param name="expiry">Four digits, YYMM.</param>
    /// <param name="serviceCode">Three digits.</param>
    /// <param name="counter">Application transaction counter as the track shows it, two bytes.</param>
    /// <returns>Three digits.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another shape.</exception>
    public static string Compute(
        ReadOnlySpan<byte> masterKey,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<char> sequence,
        IccMasterKeyOption option,
        ReadOnlySpan<char> expiry,
        ReadOnlySpan<char> serviceCode,
        ReadOnlySpan<byte> counter)
    {
        CardDigits.Require(expiry, 4, 4, "An expiry date", nameof(expiry));
        CardDigits.Require(serviceCode, 3, 3, "A service code", nameof(serviceCode));
        CardDigits.RequireBytes(counter, CounterBytes, "A transaction counter", nameof(counter));
        var cardKey = IccMasterKey.Derive(masterKey, pan, sequence, option);
        var digits = string.Concat(Convert.ToHexString(counter), pan[(2 * CounterBytes)..], expiry) + serviceCode.ToString();
        var value = CardVerificationValue.OfDigits(cardKey, digits);
        CryptographicOperations.ZeroMemory(cardKey);
        return value;
    }
}
