namespace Gateway.Iso8583.Framing;

/// <summary>The numbers of length prefixes in their several scripts.</summary>
internal static class LengthDigits
{
    /// <summary>Reads a whole prefix.</summary>
    /// <param name="kind">Its script; not <see cref="LengthPrefixKind.None"/>.</param>
    /// <param name="bytes">The prefix and nothing else.</param>
    /// <param name="fault">The second half of a sentence; empty when it is a number.</param>
    /// <returns>The number, or -1.</returns>
    public static long Read(LengthPrefixKind kind, ReadOnlySpan<byte> bytes, out string fault)
    {
        fault = string.Empty;
        switch (kind)
        {
            case LengthPrefixKind.Bcd2: return ReadBcd(bytes, out fault);
            case LengthPrefixKind.Ascii4: return ReadText(bytes, 10, out fault);
            case LengthPrefixKind.Hex4: return ReadText(bytes, 16, out fault);
        }

        var number = 0L;
        foreach (var one in bytes)
        {
            number = (number << 8) | one;
        }

        return number;
    }

    /// <summary>Writes a number that fits.</summary>
    public static void Write(LengthPrefixKind kind, Span<byte> target, int number)
    {
        var radix = kind switch
        {
            LengthPrefixKind.Bcd2 => 100,
            LengthPrefixKind.Ascii4 => 10,
            LengthPrefixKind.Hex4 => 16,
            _ => 256,
        };
        for (var at = target.Length - 1; at >= 0; at--, number /= radix)
        {
            var digit = number % radix;
            target[at] = kind switch
            {
                LengthPrefixKind.Bcd2 => (byte)((digit / 10 << 4) | (digit % 10)),
                LengthPrefixKind.Ascii4 or LengthPrefixKind.Hex4 => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10),
                _ => (byte)digit,
            };
        }
    }

    private static long ReadBcd(ReadOnlySpan<byte> bytes, out string fault)
    {
        var number = 0L;
        for (var at = 0; at < bytes.Length; at++)
        {
            var (high, low) = (bytes[at] >> 4, bytes[at] & 0x0F);
            if (high > 9 || low > 9)
            {
                fault = $"byte {at + 1} of it is not two decimal digits";
                return -1;
            }

            number = (number * 100) + (high * 10) + low;
        }

        fault = string.Empty;
        return number;
    }

    // Parsing a number the usual way would take signs and spaces for part of one.
    private static long ReadText(ReadOnlySpan<byte> bytes, int radix, out string fault)
    {
        var number = 0L;
        for (var at = 0; at < bytes.Length; at++)
        {
            var digit = bytes[at] switch
            {
                >= (byte)'0' and <= (byte)'9' => bytes[at] - '0',
                >= (byte)'A' and <= (byte)'F' => bytes[at] - 'A' + 10,
                >= (byte)'a' and <= (byte)'f' => bytes[at] - 'a' + 10,
                _ => radix,
            };
            if (digit >= radix)
            {
                fault = bytes[at] is (byte)'+' or (byte)'-' or (byte)' '
                    ? $"byte {at + 1} of it is a sign or a space"
                    : $"byte {at + 1} of it is no {(radix == 10 ? "decimal digit" : "hex character")}";
                return -1;
            }

            number = (number * radix) + digit;
        }

        fault = string.Empty;
        return number;
    }
}
