using System.Runtime.CompilerServices;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>Turns a value's bytes on the wire, already checked, into its characters or raw bytes.</summary>
internal static class ValueDecoder
{
    /// <summary>Whether the bytes on the wire are the value itself, so that nothing has to be decoded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsPlain(ElementSpec spec) => spec.Form switch
    {
        ElementForm.Ascii => spec.Content != ElementContent.Track,
        ElementForm.Latin1 or ElementForm.Gbk or ElementForm.Utf8 or ElementForm.Binary => true,
        _ => false,
    };

    /// <summary>The value of a plain element: its bytes without the spaces that only fill it.</summary>
    internal static ReadOnlySpan<byte> Trim(ElementSpec spec, ReadOnlySpan<byte> value) => spec.Filler switch
    {
        PadSide.Left => value.TrimStart((byte)' '),
        PadSide.Right => value.TrimEnd((byte)' '),
        _ => value,
    };

    /// <summary>Decodes.</summary>
    /// <param name="layout">The element's row.</param>
    /// <param name="wire">Its bytes on the wire.</param>
    /// <param name="count">What its length counted.</param>
    /// <param name="target">At least <c>2 * wire.Length</c> bytes.</param>
    /// <returns>Bytes of the value.</returns>
    internal static int Decode(in Layout layout, ReadOnlySpan<byte> wire, int count, Span<byte> target)
    {
        var spec = layout.Spec!;
        if (spec.Form == ElementForm.Bcd)
        {
            return Unpack(layout, wire, count, target);
        }

        if (spec.IsHexText)
        {
            var characters = spec.IsEbcdic ? target[wire.Length..] : target;
            if (spec.IsEbcdic)
            {
                CodePages.Ebcdic(spec.Form).ToLatin(wire, characters);
            }

            Digits.TryFromHex(spec.IsEbcdic ? characters[..wire.Length] : wire, target[..(wire.Length / 2)]);
            return wire.Length / 2;
        }

        var length = wire.Length;
        if (spec.IsEbcdic)
        {
            CodePages.Ebcdic(spec.Form).ToLatin(wire, target);
            var trimmed = Trim(spec, target[..length]);
            length = trimmed.Length;
            trimmed.CopyTo(target);
        }
        else
        {
            wire.CopyTo(target);
        }

        if (spec.Content == ElementContent.Track)
        {
            target[..length].Replace((byte)'D', (byte)'=');
        }

        return length;
    }

    /// <summary>Digits that packed bytes hold, where a length counts the bytes: all of them, or one less when one fills.</summary>
    internal static int PackedUnits(ElementSpec spec, ReadOnlySpan<byte> wire)
        => IsKnown(spec) ? Math.Min(spec.Max, 2 * wire.Length) : (2 * wire.Length) - (HasFill(spec, wire) ? 1 : 0);

    /// <summary>Whether the dialect alone says how many digits there are, so that a filling nibble need not tell.</summary>
    internal static bool IsKnown(ElementSpec spec) => spec.IsFixed || spec.Min == spec.Max;

    private static bool HasFill(ElementSpec spec, ReadOnlySpan<byte> wire)
    {
        if (wire.IsEmpty || spec.Pad == PadSide.None)
        {
            return false;
        }

        // A digit could be a digit: only a nibble that is none tells that it fills.
        var nibble = spec.Pad == PadSide.Left ? wire[0] >> 4 : wire[^1] & 0x0F;
        return nibble > 9 && spec.Fill.Accepts(nibble);
    }

    private static int Unpack(in Layout layout, ReadOnlySpan<byte> wire, int count, Span<byte> target)
    {
        var spec = layout.Spec!;
        if (layout.Rule == CountRule.SignedPacked)
        {
            if (count == 0)
            {
                return 0;
            }

            target[0] = wire[0];
            Digits.Unpack(wire[1..], count % 2 == 0, target[1..count]);
            return count;
        }

        var units = layout.Rule == CountRule.PackedBytes ? PackedUnits(spec, wire) : count;
        var digits = target[..units];
        Digits.Unpack(wire, units % 2 == 1 && spec.Pad == PadSide.Left, digits);
        if (spec.Content == ElementContent.Track)
        {
            digits.Replace((byte)'D', (byte)'=');
        }

        return units;
    }
}
