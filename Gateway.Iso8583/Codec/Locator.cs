using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gateway.Iso8583.Codec;

/// <summary>Finds where an element's value begins and ends.</summary>
internal static class Locator
{
    /// <summary>Locates the element that begins at an offset; nothing of its value is looked at.</summary>
    /// <returns><see langword="false"/> when its length is damaged or its value is not all there; <see cref="Explain"/> says why.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryFind(in Layout layout, ReadOnlySpan<byte> body, int offset, out Place place)
    {
        var (value, wire, count) = (offset, layout.FixedBytes, layout.MaxCount);
        var isFound = layout.Prefix == QuickPrefix.None || TryMeasure(layout, body, ref value, out wire, out count);
        place = new Place(offset, value, wire, count);
        return isFound && wire <= body.Length - value;
    }

    /// <summary>Reads the length in front of a value.</summary>
    /// <param name="layout">The row.</param>
    /// <param name="body">What is read.</param>
    /// <param name="value">Where the element begins; afterwards where its value does.</param>
    /// <param name="wire">Bytes of the value.</param>
    /// <param name="count">What the length counts.</param>
    /// <returns><see langword="false"/> when the length is damaged or outside the row's limits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryMeasure(in Layout layout, ReadOnlySpan<byte> body, ref int value, out int wire, out int count)
    {
        (wire, count) = (0, 0);
        var start = value;
        value += layout.LengthBytes;
        if (value > body.Length)
        {
            return false;
        }

        count = ReadCount(layout, body.Slice(start, layout.LengthBytes));
        wire = Counts.WireBytes(layout.Rule, count);
        return (uint)(count - layout.MinCount) <= (uint)(layout.MaxCount - layout.MinCount) && (layout.IsWhole || count % 2 == 0);
    }

    /// <summary>What the length in front counts; negative when it is damaged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadCount(in Layout layout, ReadOnlySpan<byte> prefix) => layout.Prefix switch
    {
        QuickPrefix.TwoDigits => Digit(prefix[1]) + (10 * Digit(prefix[0])),
        QuickPrefix.ThreeDigits => Digit(prefix[2]) + (10 * Digit(prefix[1])) + (100 * Digit(prefix[0])),
        QuickPrefix.OnePacked => Pair(prefix[0]),
        QuickPrefix.TwoPacked => Pair(prefix[1]) + (100 * Pair(prefix[0])),
        _ => ReadOther(layout, prefix),
    };

    // What is no digit makes the sum negative, whatever stands beside it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digit(byte character) => (uint)(character - '0') <= 9 ? character - '0' : -100_000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(byte pair)
        => (((pair & 0x0F) + 6) | ((pair >> 4) + 6)) < 0x10 ? (10 * (pair >> 4)) + (pair & 0x0F) : -100_000;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadOther(in Layout layout, ReadOnlySpan<byte> prefix)
        => LengthField.Read(prefix, layout.LengthForm) is >= 0 and var said ? said - Own(layout) : -1;

    /// <summary>What is wrong with an element that could not be located.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Damage Explain(in Layout layout, ReadOnlySpan<byte> body, int offset)
    {
        var spec = layout.Spec!;
        var size = (int)layout.LengthBytes;
        if (offset + size > body.Length)
        {
            return Missing(offset, size, body.Length - offset);
        }

        var value = offset + size;
        var said = size == 0 ? layout.MaxCount : LengthField.Read(body.Slice(offset, size), layout.LengthForm);
        var count = size == 0 ? said : said - Own(layout);
        if (said < 0)
        {
            return new Damage(FormatError.BadLength, "", offset, size, "a length in decimal digits");
        }

        if (count < 0)
        {
            return new Damage(FormatError.BadLength, "", offset, size, "a length that counts its own bytes too");
        }

        if (count > layout.MaxCount)
        {
            return new Damage(FormatError.TooLong, "", offset, size, Text($"at most {layout.MaxCount} {spec.Unit}"));
        }

        if (count < layout.MinCount)
        {
            return new Damage(FormatError.TooShort, "", offset, size, Text($"at least {layout.MinCount} {spec.Unit}"));
        }

        return Counts.IsWhole(layout.Rule, count)
            ? Missing(value, Counts.WireBytes(layout.Rule, count), body.Length - value)
            : new Damage(FormatError.BadLength, "", value, 0, $"an even number of {spec.Unit}");
    }

    internal static Damage Missing(int offset, int needed, int left)
        => new(FormatError.Truncated, "", offset, left, Text($"{needed} bytes here where {left} are left"));

    private static int Own(in Layout layout)
        => !layout.CountsItself ? 0 : layout.Rule == CountRule.HalfBytes ? 2 * layout.LengthBytes : layout.LengthBytes;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
