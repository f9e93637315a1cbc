using System.Buffers;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Tlv;

namespace Gateway.Iso8583.Codec;

/// <summary>Looks at every part of a value, and at the parts of the parts, when a message is read.</summary>
internal static class PartCheck
{
    /// <summary>What is wrong inside a value; offsets are counted from its first byte.</summary>
    internal static Damage? Find(StructureLayout layout, ReadOnlySpan<byte> value)
    {
        var structure = layout.Structure;
        // Chip data is mostly tags whose values are nobody's business here: a walk from tag to tag is enough.
        if (structure.Kind == StructureKind.BerTlv && !structure.NeedsParts && BerTlv.Broken(value) < 0)
        {
            return null;
        }

        var parts = new PartReader(layout, value);
        Damage? damage;
        while (parts.MoveNext(out damage))
        {
            var place = parts.Place;
            var wire = value.Slice(place.Value, place.WireBytes);
            var inside = parts.Layout.Spec is null ? null : FindIn(parts.Layout, wire, place.Count);
            if (inside is null && parts.Layout.Inside is null && structure.Implied(parts.Key) is { } implied)
            {
                inside = Find(StructureLayout.Of(implied), wire);
            }

            if (inside is not null)
            {
                return inside.Under(parts.Key, place.Value);
            }
        }

        return damage;
    }

    internal static Damage? FindIn(in Layout layout, ReadOnlySpan<byte> wire, int count)
    {
        var spec = layout.Spec!;
        if (layout.Check != QuickCheck.None && ValueCheck.Find(layout, wire, count) is { } damage)
        {
            return damage;
        }

        if (!layout.IsSplit)
        {
            return null;
        }

        if (ValueDecoder.IsPlain(spec))
        {
            var value = ValueDecoder.Trim(spec, wire);
            return Find(layout.Inside!, value) is { } inside ? OnTheWire(layout, inside, wire.Length, value.Length) : null;
        }

        var rented = ArrayPool<byte>.Shared.Rent(2 * wire.Length);
        var length = ValueDecoder.Decode(layout, wire, count, rented);
        damage = Find(layout.Inside!, rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return damage is null ? null : OnTheWire(layout, damage, wire.Length, length);
    }

    /// <summary>The same damage with offsets of the wire instead of the value.</summary>
    /// <param name="layout">The row of what holds the damaged part.</param>
    /// <param name="damage">Offsets counted from the first byte of the value.</param>
    /// <param name="wireBytes">Bytes of the value on the wire.</param>
    /// <param name="valueBytes">Bytes of the value.</param>
    internal static Damage OnTheWire(in Layout layout, Damage damage, int wireBytes, int valueBytes)
    {
        var spec = layout.Spec!;
        var first = damage.Offset;
        var last = damage.Offset + damage.Length;
        (first, last) = layout.Rule switch
        {
            CountRule.HexBytes or CountRule.HexCharacters => (2 * first, 2 * last),
            CountRule.PackedDigits or CountRule.PackedBytes when valueBytes % 2 == 1 && spec.Pad == PadSide.Left
                => ((first + 1) / 2, (last + 2) / 2),
            CountRule.PackedDigits or CountRule.PackedBytes => (first / 2, (last + 1) / 2),
            CountRule.SignedPacked when first == 0 => (0, damage.Length == 0 ? 0 : 1 + (last / 2)),
            CountRule.SignedPacked when valueBytes % 2 == 0 => (1 + (first / 2), 1 + ((last + 1) / 2)),
            CountRule.SignedPacked => (1 + ((first - 1) / 2), 1 + (last / 2)),
            _ when spec.Filler == PadSide.Left => (first + wireBytes - valueBytes, last + wireBytes - valueBytes),
            _ => (first, last),
        };
        first = Math.Min(first, wireBytes);
        return damage with { Offset = first, Length = damage.Length == 0 ? 0 : Math.Min(last, wireBytes) - first };
    }
}
