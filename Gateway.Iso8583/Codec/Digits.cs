using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Iso8583.Codec;

/// <summary>Nibbles to characters and back. Every method that can fail says so; none says which digit it met.</summary>
internal static class Digits
{
    private const byte None = 0xFF;

    private static readonly byte[] _nibbles = Nibbles();
    private static readonly SearchValues<byte> _hex = SearchValues.Create("0123456789ABCDEFabcdef"u8);
    private static readonly SearchValues<byte> _plain = SearchValues.Create("0123456789="u8);
    private static readonly SearchValues<byte> _track = SearchValues.Create("0123456789ABCDEF="u8);

    /// <summary>Unpacks nibbles into the characters '0' to '9' and 'A' to 'F'.</summary>
    /// <param name="packed">As many bytes as <paramref name="digits"/> needs.</param>
    /// <param name="skipFirst">Whether the first nibble is filling and not a digit.</param>
    /// <param name="digits">Receives one character a digit.</param>
    internal static void Unpack(ReadOnlySpan<byte> packed, bool skipFirst, Span<byte> digits)
    {
        var characters = "0123456789ABCDEF"u8;
        if (skipFirst)
        {
            digits[0] = characters[packed[0] & 0x0F];
            packed = packed[1..];
            digits = digits[1..];
        }

        var i = 0;
        for (; i + 8 <= digits.Length; i += 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(digits[i..], Spread(BinaryPrimitives.ReadUInt32BigEndian(packed[(i / 2)..])));
        }

        for (; i < digits.Length; i++)
        {
            digits[i] = characters[(i & 1) == 0 ? packed[i / 2] >> 4 : packed[i / 2] & 0x0F];
        }
    }

    /// <summary>Packs characters as nibbles.</summary>
    /// <param name="characters">What is packed.</param>
    /// <param name="skipFirst">Whether a filling nibble stands in front.</param>
    /// <param name="highest">Highest nibble allowed: 9 for digits, 15 for hexadecimal digits and tracks, where '=' is D.</param>
    /// <param name="fill">The filling nibble of an odd number of characters.</param>
    /// <param name="packed">Receives the bytes.</param>
    /// <returns><see langword="false"/> when a character is no nibble.</returns>
    internal static bool TryPack(ReadOnlySpan<byte> characters, bool skipFirst, int highest, int fill, Span<byte> packed)
    {
        if (highest == 9 ? !AreDecimal(characters) : characters.ContainsAnyExcept(_plain))
        {
            return highest > 9 && TryPackLetters(characters, skipFirst, highest, fill, packed);
        }

        // The low half of '=' is D, as the low half of a digit is the digit.
        if (skipFirst)
        {
            packed[0] = (byte)((fill << 4) | (characters[0] & 0x0F));
            characters = characters[1..];
            packed = packed[1..];
        }

        var i = 0;
        for (; i + 8 <= characters.Length; i += 8)
        {
            BinaryPrimitives.WriteUInt32BigEndian(packed[(i / 2)..], Gather(BinaryPrimitives.ReadUInt64BigEndian(characters[i..])));
        }

        for (; i + 2 <= characters.Length; i += 2)
        {
            packed[i / 2] = (byte)((characters[i] << 4) | (characters[i + 1] & 0x0F));
        }

        if (i < characters.Length)
        {
            packed[i / 2] = (byte)((characters[i] << 4) | fill);
        }

        return true;
    }

    private static bool TryPackLetters(ReadOnlySpan<byte> characters, bool skipFirst, int highest, int fill, Span<byte> packed)
    {
        packed.Clear();
        if (characters.Length % 2 == 1)
        {
            packed[skipFirst ? 0 : ^1] = (byte)(skipFirst ? fill << 4 : fill);
        }

        var place = skipFirst ? 1 : 0;
        foreach (var character in characters)
        {
            var nibble = character == (byte)'=' ? (byte)0x0D : _nibbles[character];
            if (nibble > highest)
            {
                return false;
            }

            packed[place >> 1] |= (place & 1) == 0 ? (byte)(nibble << 4) : nibble;
            place++;
        }

        return true;
    }

    /// <summary>Reads hex characters, either case.</summary>
    /// <returns><see langword="false"/> when one is not hex.</returns>
    internal static bool TryFromHex(ReadOnlySpan<byte> characters, Span<byte> bytes)
        => Convert.FromHexString(characters, bytes, out _, out _) == OperationStatus.Done;

    /// <summary>Writes upper-case hex.</summary>
    internal static void ToHex(ReadOnlySpan<byte> bytes, Span<byte> characters) => Convert.TryToHexString(bytes, characters, out _);

    /// <summary>Whether every byte is '0' to '9'. Made for the few bytes that elements have, eight at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreDecimal(ReadOnlySpan<byte> characters)
    {
        ref var first = ref MemoryMarshal.GetReference(characters);
        var length = characters.Length;
        if (length >= 8)
        {
            var wrong = NotDecimal(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8)));
            for (var i = 0; i + 8 < length; i += 8)
            {
                wrong |= NotDecimal(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i)));
            }

            return wrong == 0;
        }

        if (length >= 4)
        {
            var both = ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)) << 32) | Unsafe.ReadUnaligned<uint>(ref first);
            return NotDecimal(both) == 0;
        }

        for (var i = 0; i < length; i++)
        {
            if ((uint)(Unsafe.Add(ref first, i) - '0') > 9)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every nibble is 0 to 9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool ArePacked(ReadOnlySpan<byte> packed)
    {
        ref var first = ref MemoryMarshal.GetReference(packed);
        var length = packed.Length;
        if (length >= 8)
        {
            var wrong = NotPacked(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8)));
            for (var i = 0; i + 8 < length; i += 8)
            {
                wrong |= NotPacked(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i)));
            }

            return wrong == 0;
        }

        if (length >= 4)
        {
            var both = ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)) << 32) | Unsafe.ReadUnaligned<uint>(ref first);
            return NotPacked(both) == 0;
        }

        var few = 0UL;
        for (var i = 0; i < length; i++)
        {
            few = (few << 8) | Unsafe.Add(ref first, i);
        }

        return NotPacked(few) == 0;
    }

    /// <summary>Whether every byte is a hex character of either case.</summary>
    internal static bool AreHex(ReadOnlySpan<byte> characters) => !characters.ContainsAnyExcept(_hex);

    /// <summary>Whether every byte can stand in a track: '0' to '9', '=', or a hex letter of an encrypted track.</summary>
    internal static bool AreTrack(ReadOnlySpan<byte> characters) => !characters.ContainsAnyExcept(_track);

    /// <summary>A number from characters known to be decimal, at most nine of them.</summary>
    internal static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>The value of a hex character, 0 to 15; 255 for any other.</summary>
    internal static byte Nibble(byte character) => _nibbles[character];

    /// <summary>Four packed digits as four characters, the first in the highest byte; hex letters where <paramref name="anyNibble"/>.</summary>
    internal static bool TryUnpackFour(ReadOnlySpan<byte> packed, bool anyNibble, out uint characters)
    {
        characters = (uint)Spread(BinaryPrimitives.ReadUInt16BigEndian(packed));
        return anyNibble || ArePacked(packed);
    }

    // Eight nibbles, each in a byte of its own, as characters: 7 more than a digit from A on.
    private static ulong Spread(uint packed)
    {
        var word = (packed | ((ulong)packed << 16)) & 0x0000FFFF0000FFFF;
        word = (word | (word << 8)) & 0x00FF00FF00FF00FF;
        word = (word | (word << 4)) & 0x0F0F0F0F0F0F0F0F;
        var letters = ((word + 0x0606060606060606) >> 4) & 0x0101010101010101;
        return word + 0x3030303030303030 + (letters * 7);
    }

    private static uint Gather(ulong characters)
    {
        var word = characters & 0x0F0F0F0F0F0F0F0F;
        word = (word | (word >> 4)) & 0x00FF00FF00FF00FF;
        word = (word | (word >> 8)) & 0x0000FFFF0000FFFF;
        return (uint)(word | (word >> 16));
    }

    // A digit keeps its high nibble 3 when 6 is added; anything else differs from 3 before or after, or carries.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NotDecimal(ulong word)
        => ((word & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030) | (((word & 0x0F0F0F0F0F0F0F0F) + 0x0606060606060606) & 0x1010101010101010);

    // Adding 6 carries into bit 4 for every nibble above 9 and for no other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NotPacked(ulong word)
        => (((word & 0x0F0F0F0F0F0F0F0F) + 0x0606060606060606) | (((word >> 4) & 0x0F0F0F0F0F0F0F0F) + 0x0606060606060606))
            & 0x1010101010101010;

    private static byte[] Nibbles()
    {
        var table = new byte[256];
        Array.Fill(table, None);
        for (var i = 0; i < 16; i++)
        {
            table["0123456789ABCDEF"[i]] = (byte)i;
            table["0123456789abcdef"[i]] = (byte)i;
        }

        return table;
    }
}
