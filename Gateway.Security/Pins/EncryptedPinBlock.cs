using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Pins;

/// <summary>Encrypted PIN blocks under keys in the clear. For tests and simulators; the host works through its security module.</summary>
/// <remarks>
/// No policy is applied to the keys, only their length is looked at: published keys must be usable here. Safe from any thread.
/// Source: ISO 9564-1; PCI PIN v3.1 requirement 3-3 for the translations that are allowed.
/// </remarks>
public static class EncryptedPinBlock
{
    /// <summary>Makes the block that a PIN pad sends.</summary>
    /// <param name="format">One of the defined formats; it says which cipher the key is for, see <see cref="PinBlock.CipherOf"/>.</param>
    /// <param name="key">16 or 24 bytes of triple DES, 16, 24 or 32 of AES, 16 of SM4.</param>
    /// <param name="pin">4 to 12 digits.</param>
    /// <param name="pan">The account number, as <see cref="PinBlock.CheckEntry"/> asks for it.</param>
    /// <returns>8 or 16 bytes.</returns>
    /// <exception cref="ArgumentException">PIN or account number has another shape; the text repeats neither.</exception>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static byte[] Encrypt(PinBlockFormat format, ReadOnlySpan<byte> key, ReadOnlySpan<char> pin, ReadOnlySpan<char> pan)
    {
        var layout = PinBlockLayout.Of(format);
        var engine = BlockCiphers.Engine(layout.Cipher, key, encrypt: true);
        if (PinBlock.CheckEntry(format, pin, pan) is { } fault)
        {
            throw PinBlock.Refusal(fault);
        }

        var block = new byte[layout.Bytes];
        Span<byte> field = stackalloc byte[PinBlock.MaxBytes];
        var used = field[..layout.Bytes];
        PinField.Write(layout, pin, used);
        PinCipher.Encipher(layout, engine, pan, used);
        used.CopyTo(block);
        CryptographicOperations.ZeroMemory(field);
        return block;
    }

    /// <summary>Moves a block from one key and format to another; its account number stays.</summary>
    /// <param name="from">The format that the block has.</param>
    /// <param name="fromKey">The key that it is under, of the format's cipher.</param>
    /// <param name="to">The format that it is to get.</param>
    /// <param name="toKey">The key that it is to be under, of that format's cipher.</param>
    /// <param name="pan">The account number of the same message, as both formats need it.</param>
    /// <param name="block">The encrypted block.</param>
    /// <param name="target">Receives the translated block: exactly 8 or 16 bytes, as its format has; zeros with any fault.</param>
    /// <returns><see cref="PinFault.None"/>, or the first fault. A fault other than BadFormat is found before a key is looked at.</returns>
    /// <exception cref="KeyException">A key has a length that its format's cipher does not have.</exception>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public static PinFault Translate(
        PinBlockFormat from,
        ReadOnlySpan<byte> fromKey,
        PinBlockFormat to,
        ReadOnlySpan<byte> toKey,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<byte> block,
        Span<byte> target)
    {
        if (PinReencryption.Refuse(from, to, pan, block.Length) is var fault and not PinFault.None)
        {
            target.Clear();
            return fault;
        }

        var decrypting = BlockCiphers.Engine(PinBlock.CipherOf(from), fromKey, encrypt: false);
        var encrypting = BlockCiphers.Engine(PinBlock.CipherOf(to), toKey, encrypt: true);
        return PinReencryption.Translate(from, decrypting, to, encrypting, pan, block, target);
    }

    /// <summary>As the other, where the account number before and after comes from different messages: it must be the same.</summary>
    /// <param name="from">The format that the block has.</param>
    /// <param name="fromKey">The key that it is under, of the format's cipher.</param>
    /// <param name="to">The format that it is to get.</param>
    /// <param name="toKey">The key that it is to be under, of that format's cipher.</param>
    /// <param name="panFrom">The account number that the block came with.</param>
    /// <param name="panTo">The account number that it is to leave with.</param>
    /// <param name="block">The encrypted block.</param>
    /// <param name="target">Receives the translated block: exactly 8 or 16 bytes, as its format has; zeros with any fault.</param>
    /// <returns><see cref="PinFault.PanChanged"/> when the two differ, before a key is looked at.</returns>
    /// <exception cref="KeyException">A key has a length that its format's cipher does not have.</exception>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public static PinFault Translate(
        PinBlockFormat from,
        ReadOnlySpan<byte> fromKey,
        PinBlockFormat to,
        ReadOnlySpan<byte> toKey,
        ReadOnlySpan<char> panFrom,
        ReadOnlySpan<char> panTo,
        ReadOnlySpan<byte> block,
        Span<byte> target)
    {
        if (PinTranslationRules.Check(from, to, panFrom, panTo) is var fault and not PinFault.None)
        {
            target.Clear();
            return fault;
        }

        return Translate(from, fromKey, to, toKey, panTo, block, target);
    }
}
