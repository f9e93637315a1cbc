using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Proving;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Parts that fit a structure: known and unknown ones, repeated where they may be.</summary>
internal static class AnyParts
{
    private static readonly string[] _unknownTags = ["DF7F", "DF8101", "9FA813", "C1", "9F7E"];

    public static Composite Of(Structure structure, SplitMix dice)
    {
        var parts = new Composite(structure);
        switch (structure.Kind)
        {
            case StructureKind.Positional:
                var count = structure.IsOpen ? dice.Below(structure.Parts.Count + 1) : structure.Parts.Count;
                foreach (var part in structure.Parts.Take(count))
                {
                    Set(parts, part, dice);
                }

                break;
            case StructureKind.Bitmap or StructureKind.DatasetBitmap:
                foreach (var part in structure.Parts.Where(_ => dice.Chance(30)))
                {
                    Set(parts, part, dice);
                }

                break;
            default:
                AddTagged(parts, structure, dice);
                break;
        }

        return parts;
    }

    private static void AddTagged(Composite parts, Structure structure, SplitMix dice)
    {
        for (var left = dice.Below(5); left > 0; left--)
        {
            if (structure.Parts.Count > 0 && dice.Chance(70))
            {
                Set(parts, dice.Pick(structure.Parts), dice);
            }
            else if (structure.Kind == StructureKind.BerTlv)
            {
                // The same tag may come twice.
                parts.Add(dice.Pick(_unknownTags), new byte[dice.Below(200)]);
            }
            else if (structure.Kind == StructureKind.Datasets)
            {
                var inner = new Composite(new Structure(StructureKind.BerTlv, [])).Add("9F1A", new byte[dice.Below(9)]);
                parts.Add("01", inner.ToBytes());
            }
        }
    }

    private static void Set(Composite parts, ElementSpec spec, SplitMix dice)
    {
        var value = AnyValue.Of(spec, dice);
        if (value.Wide is { } text)
        {
            parts.Set(spec.Key, text);
        }
        else if (value.Bytes.Length > 0 || spec.Tag.Length == 0)
        {
            parts.Set(spec.Key, value.Bytes);
        }
    }
}
