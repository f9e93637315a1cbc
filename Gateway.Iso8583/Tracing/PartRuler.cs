using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Tracing;

/// <summary>Lays the ruler along the parts of a value, where they stand in whole bytes of the frame.</summary>
/// <param name="frame">The whole frame.</param>
/// <param name="showing">How much is shown.</param>
internal sealed class PartRuler(byte[] frame, Showing showing)
{
    /// <summary>Bytes of the frame: where some begin, and how many stand for one byte of what is read.</summary>
    internal readonly record struct Spot(int At, int Width)
    {
        internal int Of(int offset) => At + (Width * offset);
    }

    /// <summary>The lines of the parts of a value.</summary>
    /// <param name="layout">Row of what holds them.</param>
    /// <param name="source">Its value, encoded as the row says.</param>
    /// <param name="count">What its length counted.</param>
    /// <param name="spot">Where the value stands in the frame.</param>
    /// <param name="path">Its path.</param>
    /// <param name="depth">How deep its parts are.</param>
    /// <returns>Lines that cover every byte of the value once; null when it has no parts, is damaged inside, or its parts share bytes.</returns>
    internal List<RulerLine>? Lines(in Layout layout, ReadOnlySpan<byte> source, int count, Spot spot, string path, int depth)
    {
        // Packed parts begin in the middle of bytes.
        if (layout is not { Spec: { } spec, Inside: { } inside } || spec.Form == ElementForm.Bcd)
        {
            return null;
        }

        var decoded = new byte[2 * source.Length];
        var value = ValueDecoder.Trim(spec, decoded.AsSpan(0, ValueDecoder.Decode(layout, source, count, decoded)));
        var width = spec.IsHexText ? 2 : 1;
        var filled = spec.Filler == PadSide.Left ? source.Length - (width * value.Length) : 0;
        if (Lines(inside, value, new Spot(spot.Of(filled), width * spot.Width), path, depth) is not { } lines)
        {
            return null;
        }

        lines.InsertRange(0, Rest(spot.At, spot.Of(filled), path, depth));
        lines.AddRange(Rest(spot.Of(filled + (width * value.Length)), spot.Of(source.Length), path, depth));
        return lines;
    }

    private List<RulerLine>? Lines(StructureLayout layout, ReadOnlySpan<byte> value, Spot spot, string path, int depth)
    {
        var lines = new List<RulerLine>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new PartReader(layout, value);
        var head = layout.Structure.Kind is StructureKind.BerTlv or StructureKind.Tagged or StructureKind.Datasets ? "tag and length" : "length";
        var done = 0;
        Damage? damage;
        while (reader.MoveNext(out damage))
        {
            var place = reader.Place;
            var inside = MessageTrace.PartPath(path, reader.Key, seen);
            lines.AddRange(Open(spot.Of(done), spot.Of(place.Start), path, "bitmap", depth));
            lines.AddRange(Open(spot.Of(place.Start), spot.Of(place.Value), inside, head, depth));
            AddValue(lines, layout.Structure, reader, value.Slice(place.Value, place.WireBytes), spot with { At = spot.Of(place.Value) }, inside, depth);
            done = place.End;
        }

        lines.AddRange(Rest(spot.Of(done), spot.Of(value.Length), path, depth));
        return damage is null ? lines : null;
    }

    private void AddValue(List<RulerLine> lines, Structure structure, in PartReader reader, ReadOnlySpan<byte> value, Spot spot, string path, int depth)
    {
        var layout = reader.Layout;
        var name = layout.Spec?.Name ?? MessageTrace.Unknown;
        var (offset, length) = (spot.At, spot.Width * value.Length);
        var inside = layout.Spec is not null ? Lines(layout, value, reader.Place.Count, spot, path, depth + 1)
            : structure.Implied(reader.Key) is { } implied ? Lines(StructureLayout.Of(implied), value, spot, path, depth + 1) : null;
        if (inside is not null)
        {
            lines.Add(new RulerLine(path, name, offset, length, string.Empty) { Depth = depth, IsHeading = true });
            lines.AddRange(inside);
            return;
        }

        // A value whose parts could not be drawn may hold any of them.
        var rule = layout.Spec is { Inside: null } spec ? spec.Trace : TraceRule.Hidden;
        var wire = frame.AsSpan(offset, length);
        var hex = showing == Showing.Everything ? ByteMask.Clear(wire) : ByteMask.Of(rule, layout, value, reader.Place.Count, wire);
        lines.Add(new RulerLine(path, name, offset, length, hex) { Depth = depth });
    }

    private IEnumerable<RulerLine> Open(int offset, int end, string path, string name, int depth)
        => end > offset ? [new RulerLine(path, name, offset, end - offset, ByteMask.Clear(frame.AsSpan(offset, end - offset))) { Depth = depth }] : [];

    private IEnumerable<RulerLine> Rest(int offset, int end, string path, int depth)
    {
        if (end <= offset)
        {
            return [];
        }

        var hex = showing == Showing.Everything ? ByteMask.Clear(frame.AsSpan(offset, end - offset)) : ByteMask.Hidden(end - offset);
        return [new RulerLine(path, "rest", offset, end - offset, hex) { Depth = depth }];
    }
}
