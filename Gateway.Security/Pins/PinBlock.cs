using System.Security.Cryptography;

namespace Gateway.Security.Pins;

/// <summary>The clear PIN block of ISO 9564 format 0, before encryption.</summary>
/// <remarks>
/// Encoding is what a terminal does with the digits just entered. There is no public way back from a block to a PIN: the gateway
/// translates blocks and never learns the digits. Source: ISO 9564-1, format 0; ANSI X9.8.
/// </remarks>
public static class PinBlock
{
    /// <summary>Bytes of a block, 8.</summary>
    public const int Bytes = 8;

    /// <summary>Fewest digits of a PIN, 4.</summary>
    public const int MinPinLength = 4;

    /// <summary>Most digits of a PIN, 12.</summary>
    public const int MaxPinLength = 12;

    private const int PanDigits = 12;
    private const int MinPanLength = PanDigits + 1;
    private const int MaxPanLength = 19;
    private const int Filler = 0xF;

    /// <summary>Makes the clear block of a PIN and an account number.</summary>
    /// <param name="pin">4 to 12 digits.</param>
    /// <param name="pan">The whole account number with its check digit, 13 to 19 digits: format 0 needs 12 beside the check digit.</param>
    /// <returns>8 bytes, to be encrypted at once and then erased by the caller.</returns>
    /// <exception cref="ArgumentException">PIN or account number has another shape; the text repeats neither.</exception>
    public static byte[] Encode(string pin, string pan)
    {
        if (pin.Length is < MinPinLength or > MaxPinLength || pin.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            throw new ArgumentException($"A PIN is {MinPinLength} to {MaxPinLength} digits.", nameof(pin));
        }

        if (!IsPan(pan))
        {
            throw new ArgumentException($"An account number is {MinPanLength} to {MaxPanLength} digits.", nameof(pan));
        }

        Span<byte> mask = stackalloc byte[Bytes];
        AccountField(pan, mask);
        var block = new byte[Bytes];
        for (var at = 0; at < 2 * Bytes; at++)
        {
            var nibble = at switch
            {
                0 => (int)PinBlockFormat.Iso0,
                1 => pin.Length,
                _ when at - 2 < pin.Length => pin[at - 2] - '0',
                _ => Filler,
            };
            block[at / 2] |= (byte)(at % 2 == 0 ? nibble << 4 : nibble);
        }

        Combine(block, mask);
        return block;
    }

    /// <summary>Whether an account number has a shape that a block can be made of.</summary>
    internal static bool IsPan(ReadOnlySpan<char> pan)
        => pan.Length is >= MinPanLength and <= MaxPanLength && !pan.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a clear block is format 0 for this account number: control field, length, every digit, every filler.</summary>
    /// <remarks>
    /// A wrong account number shows nowhere but in digits and filler. All nibbles are looked at, whatever the first ones say.
    /// </remarks>
    internal static bool IsFormat0(ReadOnlySpan<byte> block, ReadOnlySpan<char> pan)
    {
        Span<byte> field = stackalloc byte[Bytes];
        AccountField(pan, field);
        Combine(field, block);
        var length = field[0] & 0xF;
        var wrong = field[0] >> 4 ^ (int)PinBlockFormat.Iso0;
        wrong |= length is < MinPinLength or > MaxPinLength ? 1 : 0;
        for (var at = 2; at < 2 * Bytes; at++)
        {
            var nibble = at % 2 == 0 ? field[at / 2] >> 4 : field[at / 2] & 0xF;
            wrong |= at - 2 < length ? (nibble > 9 ? 1 : 0) : nibble ^ Filler;
        }

        CryptographicOperations.ZeroMemory(field);
        return wrong == 0;
    }

    // Four zeros, then the 12 digits before the check digit.
    private static void AccountField(ReadOnlySpan<char> pan, Span<byte> field)
    {
        field.Clear();
        var at = (2 * Bytes) - PanDigits;
        foreach (var digit in pan[..^1][^PanDigits..])
        {
            field[at / 2] |= (byte)(at % 2 == 0 ? (digit - '0') << 4 : digit - '0');
            at++;
        }
    }

    private static void Combine(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var at = 0; at < Bytes; at++)
        {
            target[at] ^= other[at];
        }
    }
}
