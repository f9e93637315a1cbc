using System.Security.Cryptography;
using System.Text;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>The three digits by which an issuer knows its own card again: CVV or CVC on the stripe, CVV2 on the back, iCVV in the chip.</summary>
/// <remarks>
/// The four differ in the service code alone. Safe from any thread. <b>Source:</b> Visa and Mastercard card verification
/// value: account number, expiry and service code, zeros up to 32 digits, under the pair of verification keys; decimalised left to right.
/// </remarks>
public static class CardVerificationValue
{
    /// <summary>Digits of a value, 3.</summary>
    public const int Length = 3;

    /// <summary>In place of the service code for CVV2: 000.</summary>
    public const string Cvv2ServiceCode = "000";

    /// <summary>In place of the service code for iCVV, in the track 2 data of a chip: 999.</summary>
    public const string IcvvServiceCode = "999";

    private const int DataDigits = 32;

    /// <summary>Computes the value of a card.</summary>
    /// <param name="cvk">The pair of verification keys A and B, 16 bytes.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="expiry">Four digits in the order that the scheme wants: YYMM on the stripe, often MMYY for CVV2.</param>
    /// <param name="serviceCode">Three digits.</param>
    /// <returns>Three digits.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another shape.</exception>
    public static string Compute(ReadOnlySpan<byte> cvk, ReadOnlySpan<char> pan, ReadOnlySpan<char> expiry, ReadOnlySpan<char> serviceCode)
    {
        CardDigits.RequirePan(pan);
        CardDigits.Require(expiry, 4, 4, "An expiry date", nameof(expiry));
        CardDigits.Require(serviceCode, 3, 3, "A service code", nameof(serviceCode));
        return OfDigits(cvk, string.Concat(pan, expiry, serviceCode));
    }

    /// <summary>Compares a value with the right one, in constant time.</summary>
    /// <param name="cvk">The pair of verification keys A and B, 16 bytes.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="expiry">Four digits.</param>
    /// <param name="serviceCode">Three digits.</param>
    /// <param name="value">What the card says; any other shape than three digits is wrong.</param>
    /// <returns>Whether it is right.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Account number, expiry or service code has another shape.</exception>
    public static bool Verify(
        ReadOnlySpan<byte> cvk,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<char> expiry,
        ReadOnlySpan<char> serviceCode,
        string value)
        => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Compute(cvk, pan, expiry, serviceCode)), Encoding.UTF8.GetBytes(value));

    /// <summary>The value of up to 32 characters 0 to 9 and A to F, however they came about.</summary>
    internal static string OfDigits(ReadOnlySpan<byte> cvk, string digits)
    {
        DesCipher.RequireDouble(cvk, "A card verification key");
        var data = Convert.FromHexString(digits.PadRight(DataDigits, '0'));
        var half = DesCipher.Encrypt(cvk[..DesCipher.BlockBytes], data.AsSpan(0, DesCipher.BlockBytes));
        DesCipher.Combine(half, data.AsSpan(DesCipher.BlockBytes));
        return CardDigits.Decimalise(DesCipher.Encrypt(cvk, half), Length);
    }
}
