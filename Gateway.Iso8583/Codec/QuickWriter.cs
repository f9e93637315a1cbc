using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Writes the values that nearly every element has: digits, text and raw bytes that fit.</summary>
/// <remarks>It only ever says yes to what <see cref="ValueEncoder"/> would write alike; everything else, faults too, is the encoder's.</remarks>
internal static class QuickWriter
{
    /// <summary>How a row's values can be written without a second look.</summary>
    internal static QuickWrite FormOf(in Layout layout, ElementSpec spec) => (layout.Check, layout.Rule) switch
    {
        _ when layout.Prefix == QuickPrefix.Other || spec.Filler != PadSide.None => QuickWrite.None,
        (QuickCheck.Decimal, CountRule.Same) => QuickWrite.Decimal,
        (QuickCheck.Packed, CountRule.PackedDigits) => QuickWrite.Packed,
        (QuickCheck.None, CountRule.Same) when spec is { Form: ElementForm.Latin1, Content: ElementContent.Text } => QuickWrite.Text,
        (QuickCheck.None, CountRule.Same) when spec is { Form: ElementForm.Binary, Content: ElementContent.Binary } => QuickWrite.Raw,
        _ => QuickWrite.None,
    };

    /// <summary>Writes a value with the length in front of it, when it is an ordinary one.</summary>
    /// <param name="layout">The row.</param>
    /// <param name="value">The value.</param>
    /// <param name="kind">What its bytes are.</param>
    /// <param name="target">Where to write.</param>
    /// <returns>Bytes written; -1 when it is not ordinary, and nothing that is written then counts.</returns>
    internal static int TryWrite(in Layout layout, ReadOnlySpan<byte> value, StoredAs kind, Span<byte> target)
    {
        var count = value.Length;
        var isOrdinary = layout.Write switch
        {
            QuickWrite.Decimal => kind != StoredAs.Unicode && Digits.AreDecimal(value),
            QuickWrite.Packed or QuickWrite.Text => kind != StoredAs.Unicode,
            QuickWrite.Raw => kind == StoredAs.Bytes,
            _ => false,
        };
        var wire = layout.Write == QuickWrite.Packed ? (count + 1) >> 1 : count;
        var total = layout.LengthBytes + wire;
        if (!isOrdinary || (uint)(count - layout.MinCount) > (uint)(layout.MaxCount - layout.MinCount) || count > layout.MaxPrefix
            || total > target.Length)
        {
            return -1;
        }

        WritePrefix(layout.Prefix, count, target);
        var written = target.Slice(layout.LengthBytes, wire);
        if (layout.Write == QuickWrite.Packed)
        {
            return Digits.TryPack(value, (count & 1) != 0 && layout.IsFilledLeft, 9, layout.Spec!.Fill.Nibble, written) ? total : -1;
        }

        value.CopyTo(written);
        return total;
    }

    private static void WritePrefix(QuickPrefix prefix, int count, Span<byte> target)
    {
        switch (prefix)
        {
            case QuickPrefix.TwoDigits:
                (target[0], target[1]) = ((byte)('0' + (count / 10)), (byte)('0' + (count % 10)));
                break;
            case QuickPrefix.ThreeDigits:
                (target[0], target[1], target[2]) = ((byte)('0' + (count / 100)), (byte)('0' + (count / 10 % 10)), (byte)('0' + (count % 10)));
                break;
            case QuickPrefix.OnePacked:
                target[0] = Pair(count);
                break;
            case QuickPrefix.TwoPacked:
                (target[0], target[1]) = (Pair(count / 100), Pair(count % 100));
                break;
        }
    }

    private static byte Pair(int number) => (byte)((number / 10 << 4) | (number % 10));
}

/// <summary>What a row's ordinary values are.</summary>
internal enum QuickWrite : byte
{
    /// <summary>Nothing ordinary.</summary>
    None,

    /// <summary>Decimal digits, one a byte.</summary>
    Decimal,

    /// <summary>Decimal digits, two a byte.</summary>
    Packed,

    /// <summary>Any characters, one a byte.</summary>
    Text,

    /// <summary>Raw bytes.</summary>
    Raw,
}
