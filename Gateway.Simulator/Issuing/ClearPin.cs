using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Security.Pins;

namespace Gateway.Simulator.Issuing;

/// <summary>Takes the PIN out of a PIN block, which only the issuer of a card ever does. The simulated issuer, for test cards.</summary>
/// <remarks>
/// <para>
/// The host has no such way: it refers to no code of the simulator. Keys are in the clear and no policy is applied to them; PINs are
/// text. Nothing of this belongs where real cards are.
/// </para>
/// <para>Safe from any thread. Source: ISO 9564-1, formats 0 to 4; UnionPay terminal messages for the SM4 form.</para>
/// </remarks>
public static class ClearPin
{
    private const int DigitsFrom = 2;

    /// <summary>Reads the PIN of a clear block; of format 4, of a PIN field.</summary>
    /// <param name="format">The format that the block has.</param>
    /// <param name="clearBlock">The decrypted bytes.</param>
    /// <param name="pan">
    /// The account number, 13 to 19 digits, for formats 0, 3 and UnionPay's; the others do not look at it. The check digit takes no part:
    /// where only the 12 digits before it are known, any digit may stand for it.
    /// </param>
    /// <param name="pin">The PIN, or empty text with a fault.</param>
    /// <returns>The first fault, or <see langword="null"/> when the PIN was read.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    public static PinBlockFault? Read(PinBlockFormat format, ReadOnlySpan<byte> clearBlock, ReadOnlySpan<char> pan, out string pin)
    {
        pin = string.Empty;
        if (PinBlock.Check(format, clearBlock, pan) is { } fault)
        {
            return fault;
        }

        Span<byte> field = stackalloc byte[PinBlock.MaxBytes];
        clearBlock.CopyTo(field);
        if (IsCombined(format))
        {
            Combine(pan, field[..clearBlock.Length]);
        }

        Span<char> digits = stackalloc char[2 * PinBlock.MaxBytes];
        Convert.TryToHexString(field, digits, out _);
        pin = new string(digits.Slice(DigitsFrom, field[0] & 0xF));
        CryptographicOperations.ZeroMemory(field);
        digits.Clear();
        return null;
    }

    /// <summary>Decrypts a block and reads its PIN.</summary>
    /// <param name="format">The format that the block has; it says which cipher the key is for.</param>
    /// <param name="key">16 or 24 bytes of triple DES, 16, 24 or 32 of AES, 16 of SM4.</param>
    /// <param name="block">The encrypted block.</param>
    /// <param name="pan">The account number: as <see cref="Read"/> asks for it, 1 to 19 digits for format 4.</param>
    /// <param name="pin">The PIN, or empty text with a fault.</param>
    /// <returns>The first fault, or <see langword="null"/> when the PIN was read.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static PinBlockFault? Decrypt(
        PinBlockFormat format, ReadOnlySpan<byte> key, ReadOnlySpan<byte> block, ReadOnlySpan<char> pan, out string pin)
    {
        pin = string.Empty;
        if (block.Length != PinBlock.BytesOf(format))
        {
            return PinBlockFault.Length;
        }

        // The shape of the account number only; the PIN here is none that anybody has.
        if (PinBlock.CheckEntry(format, "0000", pan) is { } fault)
        {
            return fault;
        }

        Span<byte> clear = stackalloc byte[PinBlock.MaxBytes];
        clear = clear[..block.Length];
        PinBlockDecryption.Decrypt(format, key, block, pan, clear);
        var answer = Read(format, clear, pan, out pin);
        CryptographicOperations.ZeroMemory(clear);
        return answer;
    }

    private static bool IsCombined(PinBlockFormat format)
        => format is PinBlockFormat.Iso0 or PinBlockFormat.Iso3 or PinBlockFormat.UnionPaySm4;

    // The 12 digits before the check digit, at the end of the block; as hexadecimal they are their own nibbles.
    private static void Combine(ReadOnlySpan<char> pan, Span<byte> field)
    {
        Span<byte> account = stackalloc byte[6];
        Convert.FromHexString(pan[..^1][^12..], account, out _, out _);
        for (var at = 0; at < account.Length; at++)
        {
            field[field.Length - account.Length + at] ^= account[at];
        }
    }
}
