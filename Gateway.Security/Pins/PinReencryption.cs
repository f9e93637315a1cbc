using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Pins;

/// <summary>Moves a PIN block from one key and format to another; the PIN is in two short buffers on the stack meanwhile.</summary>
/// <remarks>
/// It allocates nothing. A block that cannot be read takes the same steps as a good one, encryption included, so that neither
/// the answer nor the time says what was wrong with it. Random filler is drawn anew, in the same format too.
/// </remarks>
internal static class PinReencryption
{
    /// <summary>Translates a block; the account number is that of the message, and the same on both sides.</summary>
    /// <returns>
    /// The first fault in the order of <see cref="PinFault"/>. With any fault the target holds zeros. Block and target may be the same
    /// bytes.
    /// </returns>
    internal static PinFault Translate(
        PinBlockFormat from,
        IBlockCipher decrypting,
        PinBlockFormat to,
        IBlockCipher encrypting,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<byte> block,
        Span<byte> target)
    {
        if (Refuse(from, to, pan, block.Length) is var fault and not PinFault.None)
        {
            target.Clear();
            return fault;
        }

        var source = PinBlockLayout.Of(from);
        var wanted = PinBlockLayout.Of(to);
        if (target.Length != wanted.Bytes)
        {
            throw new ArgumentException($"A PIN block of format {to} has {wanted.Bytes} bytes.", nameof(target));
        }

        PinCipher.Insist(source, decrypting);
        PinCipher.Insist(wanted, encrypting);

        Span<byte> clear = stackalloc byte[PinBlock.MaxBytes];
        Span<byte> moved = stackalloc byte[PinBlock.MaxBytes];
        var field = clear[..source.Bytes];
        var result = moved[..wanted.Bytes];
        block.CopyTo(field);
        PinCipher.Decipher(source, decrypting, pan, field);
        var readable = PinField.Check(source, field) is null;
        PinField.Rewrite(field, wanted, result);
        PinCipher.Encipher(wanted, encrypting, pan, result);
        var keep = (byte)(readable ? 0xFF : 0);
        for (var at = 0; at < result.Length; at++)
        {
            target[at] = (byte)(result[at] & keep);
        }

        CryptographicOperations.ZeroMemory(clear);
        CryptographicOperations.ZeroMemory(moved);
        return readable ? PinFault.None : PinFault.BadFormat;
    }

    /// <summary>What can be said against a translation before a key is looked at.</summary>
    internal static PinFault Refuse(PinBlockFormat from, PinBlockFormat to, ReadOnlySpan<char> pan, int blockBytes)
    {
        if (PinTranslationRules.Of(from, to) != PinTranslationRule.Allowed)
        {
            return PinFault.NotAllowed;
        }

        var source = PinBlockLayout.Of(from);
        if (blockBytes != source.Bytes)
        {
            return PinFault.BadLength;
        }

        return AccountField.Fits(source, pan) && AccountField.Fits(PinBlockLayout.Of(to), pan) ? PinFault.None : PinFault.BadPan;
    }
}
