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
            return Find(layout.Inside!, ValueDecoder.Trim(spec, wire));
        }

        var rented = ArrayPool<byte>.Shared.Rent(2 * wire.Length);
        var length = ValueDecoder.Decode(layout, wire, count, rented);
        damage = Find(layout.Inside!, rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return damage is null ? null : OnTheWire(layout, damage, wire.Length);
    }

    /// <summary>The same damage with offsets of the wire instead of the value.</summary>
    internal static Damage OnTheWire(in Layout layout, Damage damage, int wireBytes)
    {
        var (offset, end) = layout.Rule switch
        {
            CountRule.HexBytes or CountRule.HexCharacters => (2 * damage.Offset, 2 * (damage.Offset + damage.Length)),
            CountRule.PackedDigits or CountRule.PackedBytes => (damage.Offset / 2, (damage.Offset + damage.Length + 1) / 2),
            CountRule.SignedPacked => ((damage.Offset + 1) / 2, (damage.Offset + damage.Length + 2) / 2),
            _ => (damage.Offset, damage.Offset + damage.Length),
        };
        return damage with { Offset = Math.Min(offset, wireBytes), Length = Math.Max(0, Math.Min(end, wireBytes) - Math.Min(offset, wireBytes)) };
    }
}
