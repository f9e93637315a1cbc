using System.Security.Cryptography;
using Gateway.Security.Pins;

namespace Gateway.Security.Modules;

/// <summary>Moves a format 0 PIN block from one key to another without taking the PIN out of it.</summary>
internal static class PinTranslator
{
    internal static PinTranslation Translate(KeyEngines from, KeyEngines to, string pan, ReadOnlySpan<byte> block)
    {
        if (block.Length != PinBlock.Bytes)
        {
            return new PinTranslation(null, PinFault.BadLength);
        }

        if (!PinBlock.IsPan(pan))
        {
            return new PinTranslation(null, PinFault.BadPan);
        }

        Span<byte> clear = stackalloc byte[PinBlock.Bytes];
        from.Decrypting.ProcessBlock(block, clear);
        var readable = PinBlock.IsFormat0(clear, pan);

        // Same format, same account number: the clear block stays as it is. It is encrypted in either case, so that the time
        // taken does not tell a readable block from an unreadable one.
        var translated = new byte[PinBlock.Bytes];
        to.Encrypting.ProcessBlock(clear, translated);
        CryptographicOperations.ZeroMemory(clear);
        return readable ? new PinTranslation(translated, PinFault.None) : new PinTranslation(null, PinFault.BadFormat);
    }
}
