using System.Security.Cryptography;
using System.Text;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>PINs after IBM 3624: one that follows from the account number, and an offset for holders who choose their own.</summary>
/// <remarks>
/// PIN = natural PIN + offset, digit by digit without carry. Safe from any thread. <b>Source:</b> IBM 3624 PIN generation and offset.
/// </remarks>
public static class Ibm3624Pin
{
    private const int MinLength = 4;
    private const int MaxLength = 16;

    /// <summary>The PIN that follows from an account number.</summary>
    /// <param name="pvk">The PIN verification key, 8, 16 or 24 bytes.</param>
    /// <param name="data">The issuer's rules.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="length">Digits wanted, 4 to 16.</param>
    /// <returns>The natural PIN.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another shape; the text repeats nothing of it.</exception>
    public static string Natural(ReadOnlySpan<byte> pvk, PinValidationData data, ReadOnlySpan<char> pan, int length)
    {
        if (length is < MinLength or > MaxLength)
        {
            throw new ArgumentException($"A PIN is {MinLength} to {MaxLength} digits.", nameof(length));
        }

        return data.Decimalise(DesCipher.Encrypt(pvk, data.Block(pan)))[..length];
    }

    /// <summary>The PIN of a card with this offset.</summary>
    /// <param name="pvk">The PIN verification key, 8, 16 or 24 bytes.</param>
    /// <param name="data">The issuer's rules.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="offset">4 to 16 digits, as many as the PIN has.</param>
    /// <returns>The PIN.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another shape.</exception>
    public static string Of(ReadOnlySpan<byte> pvk, PinValidationData data, ReadOnlySpan<char> pan, string offset)
    {
        CardDigits.Require(offset, MinLength, MaxLength, "A PIN offset", nameof(offset));
        return Add(Natural(pvk, data, pan, offset.Length), offset, 1);
    }

    /// <summary>The offset of a PIN that its holder chose.</summary>
    /// <param name="pvk">The PIN verification key, 8, 16 or 24 bytes.</param>
    /// <param name="data">The issuer's rules.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="pin">4 to 16 digits.</param>
    /// <returns>As many digits as the PIN has.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another shape.</exception>
    public static string Offset(ReadOnlySpan<byte> pvk, PinValidationData data, ReadOnlySpan<char> pan, string pin)
    {
        CardDigits.Require(pin, MinLength, MaxLength, "A PIN", nameof(pin));
        return Add(pin, Natural(pvk, data, pan, pin.Length), -1);
    }

    /// <summary>Tells whether a PIN is right for an offset, in constant time.</summary>
    /// <param name="pvk">The PIN verification key, 8, 16 or 24 bytes.</param>
    /// <param name="data">The issuer's rules.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="pin">4 to 16 digits.</param>
    /// <param name="offset">The offset on record; one of another length than the PIN is wrong.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Account number or PIN has another shape.</exception>
    public static bool Verify(ReadOnlySpan<byte> pvk, PinValidationData data, ReadOnlySpan<char> pan, string pin, string offset)
        => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Offset(pvk, data, pan, pin)), Encoding.UTF8.GetBytes(offset));

    private static string Add(string digits, string others, int sign)
        => string.Concat(digits.Zip(others, (digit, other) => (char)('0' + ((digit - '0' + (sign * (other - '0')) + 10) % 10))));
}
