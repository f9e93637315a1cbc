using System.Security.Cryptography;
using System.Text;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>PVV: four digits on a card or in a table from which an issuer can tell a right PIN, but not the PIN.</summary>
/// <remarks>
/// Safe from any thread. <b>Source:</b> Visa PIN verification value: eleven digits of the account number, the key index and four digits
/// of the PIN under the pair of verification keys; decimalised left to right.
/// </remarks>
public static class PinVerificationValue
{
    /// <summary>Digits of a value, 4.</summary>
    public const int Length = 4;

    private const int PanDigits = 11;

    /// <summary>Computes the value of a PIN.</summary>
    /// <param name="pvk">The pair of verification keys, 16 bytes.</param>
    /// <param name="keyIndex">Which pair of the issuer's it is, one digit; 1 to 6 where Visa verifies.</param>
    /// <param name="pin">4 to 12 digits, of which the first four count.</param>
    /// <param name="pan">Account number with its check digit, 12 to 19 digits.</param>
    /// <returns>Four digits.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another shape; the text repeats nothing of it.</exception>
    public static string Compute(ReadOnlySpan<byte> pvk, char keyIndex, ReadOnlySpan<char> pin, ReadOnlySpan<char> pan)
    {
        DesCipher.RequireDouble(pvk, "A PIN verification key");
        CardDigits.Require([keyIndex], 1, 1, "A PIN verification key index", nameof(keyIndex));
        CardDigits.Require(pin, 4, 12, "A PIN", nameof(pin));
        CardDigits.RequirePan(pan);
        var parameter = Convert.FromHexString(string.Concat(pan[..^1][^PanDigits..], [keyIndex], pin[..Length]));
        var value = CardDigits.Decimalise(DesCipher.Encrypt(pvk, parameter), Length);
        CryptographicOperations.ZeroMemory(parameter);
        return value;
    }

    /// <summary>Tells whether a PIN is the one that a value was made of, in constant time.</summary>
    /// <param name="pvk">The pair of verification keys, 16 bytes.</param>
    /// <param name="keyIndex">Which pair it is, one digit.</param>
    /// <param name="pin">4 to 12 digits.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="value">The value on record; any other shape than four digits is wrong.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Key index, PIN or account number has another shape.</exception>
    public static bool Verify(ReadOnlySpan<byte> pvk, char keyIndex, ReadOnlySpan<char> pin, ReadOnlySpan<char> pan, string value)
        => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Compute(pvk, keyIndex, pin, pan)), Encoding.UTF8.GetBytes(value));
}
