using System.Runtime.CompilerServices;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>Lengths in front of elements, in every form.</summary>
internal static class LengthField
{
    /// <summary>Reads a length.</summary>
    /// <returns>0 or more; -1 when a character is no digit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Read(ReadOnlySpan<byte> bytes, ElementForm form)
    {
        if (form == ElementForm.Ascii)
        {
            var number = 0;
            foreach (var character in bytes)
            {
                var digit = character - '0';
                if ((uint)digit > 9)
                {
                    return -1;
                }

                number = (number * 10) + digit;
            }

            return number;
        }

        return form == ElementForm.Bcd ? ReadBcd(bytes) : ReadOther(bytes, form);
    }

    /// <summary>Writes a length so that it fills the target.</summary>
    /// <returns><see langword="false"/> when it does not fit.</returns>
    internal static bool TryWrite(Span<byte> target, int number, ElementForm form)
    {
        switch (form)
        {
            case ElementForm.Binary:
                return TryWriteBinary(target, number);
            case ElementForm.Hex:
                Span<byte> bytes = stackalloc byte[target.Length / 2];
                var fits = TryWriteBinary(bytes, number);
                Digits.ToHex(bytes, target);
                return fits;
            default:
                for (var i = target.Length - 1; i >= 0; i--)
                {
                    target[i] = form == ElementForm.Bcd ? (byte)((number % 10) | ((number / 10 % 10) << 4)) : (byte)('0' + (number % 10));
                    number /= form == ElementForm.Bcd ? 100 : 10;
                }

                if (form != ElementForm.Bcd && form != ElementForm.Ascii)
                {
                    CodePages.Ebcdic(form).FromLatin(target, target);
                }

                return number == 0;
        }
    }

    /// <summary>The highest length that so many bytes can say.</summary>
    internal static int Highest(int bytes, ElementForm form) => form switch
    {
        ElementForm.Binary => bytes >= 4 ? int.MaxValue : (1 << (8 * bytes)) - 1,
        ElementForm.Hex => bytes >= 8 ? int.MaxValue : (1 << (4 * bytes)) - 1,
        ElementForm.Bcd => (int)Math.Min(int.MaxValue, Math.Pow(100, bytes) - 1),
        _ => (int)Math.Min(int.MaxValue, Math.Pow(10, bytes) - 1),
    };

    private static int ReadBcd(ReadOnlySpan<byte> bytes)
    {
        var number = 0;
        foreach (var pair in bytes)
        {
            var (high, low) = (pair >> 4, pair & 0x0F);
            if (high > 9 || low > 9)
            {
                return -1;
            }

            number = (number * 100) + (high * 10) + low;
        }

        return number;
    }

    private static int ReadOther(ReadOnlySpan<byte> bytes, ElementForm form)
    {
        var number = 0UL;
        foreach (var value in bytes)
        {
            var digit = form switch
            {
                ElementForm.Binary => value,
                ElementForm.Hex => Digits.Nibble(value),
                _ => CodePages.Ebcdic(form).ToLatin(value) - '0',
            };
            if (form != ElementForm.Binary && (uint)digit > (form == ElementForm.Hex ? 15u : 9u))
            {
                return -1;
            }

            number = (number * (form switch { ElementForm.Binary => 256UL, ElementForm.Hex => 16, _ => 10 })) + (uint)digit;
        }

        // Far above any maximum a dialect can have, so that it is refused as too long and not as something else.
        return (int)Math.Min(number, (ulong)int.MaxValue);
    }

    private static bool TryWriteBinary(Span<byte> target, int number)
    {
        for (var i = target.Length - 1; i >= 0; i--)
        {
            target[i] = (byte)number;
            number >>= 8;
        }

        return number == 0;
    }
}
