using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Made-up values that fit a row: ones, letters A, bytes 11. Never like a card number.</summary>
internal static class SampleValue
{
    /// <summary>A value as short as the row allows, not empty where it can be helped.</summary>
    internal static byte[] Of(ElementSpec spec)
    {
        var units = spec.IsFixed ? spec.Max : Math.Min(spec.Max, Math.Max(1, spec.Min));
        if (spec.IsPacked && spec.Pad == PadSide.None && units % 2 == 1 && units < spec.Max)
        {
            units++;
        }

        return spec.Inside is { IsStrict: true } structure && Inside(structure) is { } parts && Fits(spec, parts.Length) ? parts : Of(spec, units);
    }

    /// <summary>A value of so many digits, characters or bytes.</summary>
    internal static byte[] Of(ElementSpec spec, int units) => spec.Content switch
    {
        ElementContent.Binary => Filled(units, 0x11),
        ElementContent.Text => Filled(units, (byte)'A'),
        ElementContent.Hexadecimal => Filled(units, (byte)'A'),
        ElementContent.SignedNumeric => [.. "C"u8[..Math.Min(1, units)], .. Filled(Math.Max(0, units - 1), (byte)'1')],
        _ => Filled(units, (byte)'1'),
    };

    /// <summary>What the bytes of a value are.</summary>
    internal static StoredAs KindOf(ElementSpec spec) => spec.Content == ElementContent.Binary ? StoredAs.Bytes : StoredAs.Characters;

    /// <summary>A value as people see it, cut where it is long.</summary>
    internal static string Show(ElementSpec spec, ReadOnlySpan<byte> value)
    {
        const int Most = 24;
        var text = spec.Content == ElementContent.Binary ? Convert.ToHexString(value) : Encoding.Latin1.GetString(value);
        return text.Length <= Most ? $"'{text}'" : $"'{text[..Most]}…' ({value.Length} long)";
    }

    private static byte[]? Inside(Structure structure)
    {
        try
        {
            var parts = new Composite(structure);
            foreach (var part in structure.Kind == StructureKind.Positional ? structure.Parts : [])
            {
                parts.Set(part.Key, Of(part));
            }

            return parts.ToBytes();
        }
        catch (IsoValueException)
        {
            // Whatever it is, another finding says it.
            return null;
        }
    }

    private static bool Fits(ElementSpec spec, int units) => spec.IsFixed ? units == spec.Max : units >= spec.Min && units <= spec.Max;

    private static byte[] Filled(int length, byte value)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
