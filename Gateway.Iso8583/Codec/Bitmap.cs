using System.Buffers.Binary;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>Bitmaps of 64 bits on the wire: raw, or as hex characters in ASCII or EBCDIC.</summary>
internal static class Bitmap
{
    /// <summary>Bytes that a bitmap takes.</summary>
    internal static int Bytes(ElementForm form) => form == ElementForm.Binary ? 8 : 16;

    /// <summary>The element number at which the last of so many bitmaps begins: 1, 65 or 129.</summary>
    internal static int Position(int count) => (64 * (Math.Max(1, count) - 1)) + 1;

    /// <summary>Reads a bitmap.</summary>
    /// <returns><see langword="false"/> when a character is not hex.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> taken, ElementForm form, out ulong bits)
    {
        if (form == ElementForm.Binary)
        {
            bits = BinaryPrimitives.ReadUInt64BigEndian(taken);
            return true;
        }

        Span<byte> bytes = stackalloc byte[8];
        var isHex = form == ElementForm.Hex ? Digits.TryFromHex(taken, bytes) : TryFromEbcdic(taken, form, bytes);
        bits = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return isHex;
    }

    private static bool TryFromEbcdic(ReadOnlySpan<byte> taken, ElementForm form, Span<byte> bytes)
    {
        Span<byte> characters = stackalloc byte[16];
        CodePages.Ebcdic(form).ToLatin(taken, characters);
        return Digits.TryFromHex(characters, bytes);
    }

    /// <summary>Writes a bitmap so that it fills the target.</summary>
    internal static void Write(Span<byte> target, ulong bits, ElementForm form)
    {
        if (form == ElementForm.Binary)
        {
            BinaryPrimitives.WriteUInt64BigEndian(target, bits);
            return;
        }

        for (var i = 0; i < 16; i++)
        {
            target[i] = "0123456789ABCDEF"u8[(int)(bits >> (60 - (4 * i))) & 0x0F];
        }

        if (form != ElementForm.Hex)
        {
            CodePages.Ebcdic(form).FromLatin(target, target);
        }
    }
}
