namespace Gateway.Iso8583.Codec;

/// <summary>Nibbles to characters and back. Every method that can fail says so; none says which digit it met.</summary>
internal static class Digits
{
    private const byte None = 0xFF;

    private static readonly byte[] _nibbles = Nibbles();

    /// <summary>Unpacks BCD digits into characters.</summary>
    /// <param name="packed">As many bytes as <paramref name="digits"/> needs.</param>
    /// <param name="skipFirst">Whether the first nibble is filling and not a digit.</param>
    /// <param name="digits">Receives one character a digit.</param>
    /// <returns><see langword="false"/> when a nibble is above 9.</returns>
    internal static bool TryUnpack(ReadOnlySpan<byte> packed, bool skipFirst, Span<byte> digits)
    {
        var start = skipFirst ? 1 : 0;
        var worst = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var nibble = Nibble(packed, start + i);
            worst |= nibble + 6;
            digits[i] = (byte)('0' + nibble);
        }

        // Adding 6 carries into bit 4 for every nibble above 9 and for no other.
        return (worst & 0x10) == 0;
    }

    /// <summary>Unpacks track nibbles: digits as they are, D as '=', the rest (encrypted tracks) as hex letters.</summary>
    internal static void UnpackTrack(ReadOnlySpan<byte> packed, bool skipFirst, Span<byte> characters)
    {
        var start = skipFirst ? 1 : 0;
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = "0123456789ABC=EF"u8[Nibble(packed, start + i)];
        }
    }

    /// <summary>Packs characters as nibbles; a filling nibble 0 goes where <paramref name="skipFirst"/> says.</summary>
    /// <returns><see langword="false"/> when a character is no nibble.</returns>
    internal static bool TryPack(ReadOnlySpan<byte> characters, bool skipFirst, bool isTrack, Span<byte> packed)
    {
        packed.Clear();
        var place = skipFirst ? 1 : 0;
        foreach (var character in characters)
        {
            var nibble = isTrack ? TrackNibble(character) : Decimal(character);
            if (nibble == None)
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
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var high = _nibbles[characters[2 * i]];
            var low = _nibbles[characters[(2 * i) + 1]];
            if ((high | low) > 0x0F)
            {
                return false;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        return true;
    }

    /// <summary>Writes upper-case hex.</summary>
    internal static void ToHex(ReadOnlySpan<byte> bytes, Span<byte> characters)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            characters[2 * i] = "0123456789ABCDEF"u8[bytes[i] >> 4];
            characters[(2 * i) + 1] = "0123456789ABCDEF"u8[bytes[i] & 0x0F];
        }
    }

    /// <summary>Whether every byte is '0' to '9'.</summary>
    internal static bool AreDecimal(ReadOnlySpan<byte> characters) => !characters.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Whether every byte can stand in a track: '0' to '9', '=', or a hex letter of an encrypted track.</summary>
    internal static bool AreTrack(ReadOnlySpan<byte> characters)
    {
        foreach (var character in characters)
        {
            if (TrackNibble(character) == None)
            {
                return false;
            }
        }

        return true;
    }

    private static byte Nibble(ReadOnlySpan<byte> packed, int index)
        => (byte)((index & 1) == 0 ? packed[index >> 1] >> 4 : packed[index >> 1] & 0x0F);

    private static byte Decimal(byte character) => character is >= (byte)'0' and <= (byte)'9' ? (byte)(character - '0') : None;

    private static byte TrackNibble(byte character)
        => character is (byte)'=' ? (byte)0x0D : character < (byte)'a' ? _nibbles[character] : None;

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
