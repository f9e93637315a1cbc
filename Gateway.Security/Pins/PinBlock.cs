using System.Diagnostics;
using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Pins;

/// <summary>The clear PIN block, before encryption.</summary>
/// <remarks>
/// Encoding is what a terminal does with the digits just entered. There is no public way back from a block to a PIN: the gateway
/// translates blocks and never learns the digits. Safe from any thread. Source: ISO 9564-1, formats 0 to 4; ANSI X9.8;
/// UnionPay terminal messages for the SM4 form.
/// </remarks>
public static class PinBlock
{
    /// <summary>Bytes of the longest block of any format, 16.</summary>
    public const int MaxBytes = 16;

    /// <summary>Fewest digits of a PIN, 4.</summary>
    public const int MinPinLength = PinField.MinPinLength;

    /// <summary>Most digits of a PIN, 12.</summary>
    public const int MaxPinLength = PinField.MaxPinLength;

    /// <summary>Bytes of a block, clear or encrypted.</summary>
    /// <param name="format">One of the defined formats.</param>
    /// <returns>8 or 16.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    public static int BytesOf(PinBlockFormat format) => PinBlockLayout.Of(format).Bytes;

    /// <summary>The cipher that a block of this format is encrypted with; no other will do.</summary>
    /// <param name="format">One of the defined formats.</param>
    /// <returns>Triple DES for formats 0 to 3, AES for 4, SM4 for UnionPay's form.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    public static KeyAlgorithm CipherOf(PinBlockFormat format) => PinBlockLayout.Of(format).Cipher;

    /// <summary>Whether a block can be made of a PIN and an account number.</summary>
    /// <param name="format">One of the defined formats.</param>
    /// <param name="pin">What was entered.</param>
    /// <param name="pan">
    /// The whole account number with its check digit: 13 to 19 digits for formats 0, 3 and UnionPay's, 1 to 19 for format 4.
    /// Formats 1 and 2 do not look at it.
    /// </param>
    /// <returns>The first of Pan, PinLength and PinDigit that applies, or <see langword="null"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    public static PinBlockFault? CheckEntry(PinBlockFormat format, ReadOnlySpan<char> pin, ReadOnlySpan<char> pan)
    {
        if (!AccountField.Fits(PinBlockLayout.Of(format), pan))
        {
            return PinBlockFault.Pan;
        }

        if (pin.Length is < MinPinLength or > MaxPinLength)
        {
            return PinBlockFault.PinLength;
        }

        return pin.ContainsAnyExceptInRange('0', '9') ? PinBlockFault.PinDigit : null;
    }

    /// <summary>Makes the clear block of a PIN; of format 4, the PIN field. Random filler is new at every call.</summary>
    /// <param name="format">One of the defined formats.</param>
    /// <param name="pin">4 to 12 digits.</param>
    /// <param name="pan">The account number, as <see cref="CheckEntry"/> asks for it.</param>
    /// <returns>8 or 16 bytes, to be encrypted at once and then erased by the caller.</returns>
    /// <exception cref="ArgumentException">PIN or account number has another shape; the text repeats neither.</exception>
    public static byte[] Encode(PinBlockFormat format, ReadOnlySpan<char> pin, ReadOnlySpan<char> pan)
    {
        var layout = PinBlockLayout.Of(format);
        if (CheckEntry(format, pin, pan) is { } fault)
        {
            throw Refusal(fault);
        }

        var block = GC.AllocateUninitializedArray<byte>(layout.Bytes, pinned: true);
        PinField.Write(layout, pin, block);
        if (layout.Account == AccountUse.Combined)
        {
            AccountField.Combine(pan, block);
        }

        return block;
    }

    /// <summary>What is wrong with a clear block; of format 4, with a PIN field.</summary>
    /// <param name="format">The format that it should have.</param>
    /// <param name="clearBlock">The decrypted bytes.</param>
    /// <param name="pan">
    /// The account number, 13 to 19 digits, for formats 0, 3 and UnionPay's. The others do not look at it: it is no part of the field.
    /// </param>
    /// <returns>The first fault, or <see langword="null"/> for a block that holds a PIN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    /// <remarks>
    /// A wrong account number or key is noticed only in digits and filler, so every nibble is looked at, in the same time whatever
    /// stands there. A long PIN has little filler: under a wrong account number it may be taken for another PIN.
    /// </remarks>
    public static PinBlockFault? Check(PinBlockFormat format, ReadOnlySpan<byte> clearBlock, ReadOnlySpan<char> pan)
    {
        var layout = PinBlockLayout.Of(format);
        if (clearBlock.Length != layout.Bytes)
        {
            return PinBlockFault.Length;
        }

        if (layout.Account != AccountUse.Combined)
        {
            return PinField.Check(layout, clearBlock);
        }

        if (!AccountField.Fits(layout, pan))
        {
            return PinBlockFault.Pan;
        }

        Span<byte> field = stackalloc byte[MaxBytes];
        clearBlock.CopyTo(field);
        field = field[..layout.Bytes];
        AccountField.Combine(pan, field);
        var fault = PinField.Check(layout, field);
        CryptographicOperations.ZeroMemory(field);
        return fault;
    }

    internal static ArgumentException Refusal(PinBlockFault fault) => new(fault switch
    {
        PinBlockFault.Pan => "The account number has not the digits that this PIN block format needs.",
        PinBlockFault.PinLength => $"A PIN has {MinPinLength} to {MaxPinLength} digits.",
        PinBlockFault.PinDigit => "A PIN consists of digits.",
        _ => throw new UnreachableException($"An entry cannot have the fault {fault}."),
    });
}
