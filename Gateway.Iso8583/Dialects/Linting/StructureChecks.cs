using System.Globalization;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Structures that cannot be read back, or that can never be full.</summary>
internal static class StructureChecks
{
    internal static IEnumerable<LintFinding> Of(LintSpot spot)
    {
        var inside = spot.Spec.Inside is not { } structure ? []
            : structure.Kind switch
            {
                StructureKind.Positional => new[] { Sum(spot, structure), Order(spot, structure) },
                StructureKind.Bitmap => [NotDigits(spot, "a bitmap", [])],
                _ => [],
            };
        return inside.Concat([Bit(spot), Tag(spot), Dataset(spot), Letters(spot)]).OfType<LintFinding>();
    }

    private static LintFinding? Sum(LintSpot spot, Structure structure)
    {
        var (least, most) = (0L, 0L);
        foreach (var part in structure.Parts)
        {
            var layout = new Layout(part);
            least += layout.LengthBytes + Counts.WireBytes(layout.Rule, layout.MinCount);
            most += layout.LengthBytes + (long)Counts.WireBytes(layout.Rule, layout.MaxCount);
        }

        var spec = spot.Spec;
        var fewest = spec.Filler != PadSide.None ? 0 : spec.IsFixed ? spec.Max : spec.Min;
        var sentence = string.Create(
            CultureInfo.InvariantCulture, $"The parts together have {least} to {most} {spec.Unit}, the element {fewest} to {spec.Max}.");
        if (!structure.IsOpen && structure.IsStrict && (least > spec.Max || most < fewest))
        {
            var bare = spot with { Spec = spec with { Inside = null } };
            return new LintFinding(
                LintKinds.PartsDoNotFit, spot.Path, sentence + " No value is both.",
                new LintProof("This is whole as an element and damaged inside.", ProofBench.Hex(bare, SampleValue.Of(bare.Spec, spec.Max))));
        }

        return most <= spec.Max ? null
            : new LintFinding(
                LintKinds.PartsBeyondElement, spot.Path, sentence + " All parts at their longest do not fit.",
                new LintProof(string.Create(CultureInfo.InvariantCulture, $"{most} is more than {spec.Max}."), []));
    }

    private static LintFinding? Order(LintSpot spot, Structure structure)
    {
        var numbers = structure.Parts.Select(part => part.Number).ToList();
        if (numbers.SequenceEqual(numbers.Order()))
        {
            return null;
        }

        return new LintFinding(
            LintKinds.PartsOutOfOrder, spot.Path,
            $"Positions are read in the order of the rows ({string.Join(", ", numbers)}) and written in the order of their numbers: put the rows in order.",
            new LintProof("Written as the numbers go; read, the parts change places.", ProofBench.Hex(spot, SampleValue.Of(spot.Spec))));
    }

    private static LintFinding? Bit(LintSpot spot)
    {
        if (spot.Within is not { Kind: StructureKind.Bitmap } structure)
        {
            return null;
        }

        try
        {
            PartBitsWriter.Fixed(structure, [spot.Spec.Number]);
            return null;
        }
        catch (IsoValueException refused)
        {
            var bits = 8 * structure.Size;
            var has = structure.FirstBitIsData ? $"1 to {bits}" : $"2 to {2 * bits}";
            var all = new byte[structure.Size];
            all.AsSpan().Fill(0xFF);
            return new LintFinding(
                LintKinds.PartWithoutBit, spot.Path, $"The bitmap inside has bits for parts {has}.",
                new LintProof($"Even with every bit set there is none for it: {refused.Expected}.", [Convert.ToHexString(all)]));
        }
    }

    private static LintFinding? Tag(LintSpot spot)
    {
        if (!spot.IsTagged || IsTag(spot.Within!, spot.Spec.Tag))
        {
            return null;
        }

        var needs = spot.Within!.Kind switch
        {
            StructureKind.BerTlv => "upper-case hex of one whole tag, not 00",
            StructureKind.Datasets => "two upper-case hex digits",
            _ => $"{spot.Within.Size} {(spot.Within.Form is ElementForm.Binary ? "bytes as upper-case hex" : spot.Within.Form is ElementForm.Bcd ? "upper-case digits" : "characters")}",
        };
        return new LintFinding(
            LintKinds.TagImpossible, spot.Path, $"A tag here is {needs}; this one is never met.",
            new LintProof($"'{spot.Spec.Tag}' as characters.", [Convert.ToHexString(Encoding.UTF8.GetBytes(spot.Spec.Tag))]));
    }

    /// <summary>Whether a reader can ever meet a tag.</summary>
    internal static bool IsTag(Structure structure, string tag)
    {
        var isHex = structure.Kind != StructureKind.Tagged || structure.Form is ElementForm.Binary or ElementForm.Bcd;
        if (isHex && (tag.Any(char.IsAsciiLetterLower) || (structure.Kind == StructureKind.BerTlv && tag.StartsWith("00", StringComparison.Ordinal))))
        {
            return false;
        }

        try
        {
            CompositeBytes.Make(new Structure(structure.Kind, []) { Size = structure.Size, Form = structure.Form }, tag, [], StoredAs.Bytes);
            return tag.All(character => character <= '\u00FF');
        }
        catch (IsoValueException)
        {
            return false;
        }
    }

    private static LintFinding? Dataset(LintSpot spot)
    {
        if (spot.Within is not { Kind: StructureKind.Datasets } || spot.Spec.Inside is not { } inside || !IsTag(spot.Within, spot.Spec.Tag))
        {
            return null;
        }

        var isTags = string.CompareOrdinal(spot.Spec.Tag, "70") <= 0;
        return isTags == inside.Kind is StructureKind.BerTlv ? null
            : new LintFinding(
                LintKinds.DatasetKind, spot.Path, $"ISO 8583:2003 puts {(isTags ? "tags" : "a bitmap")} into a dataset of this identifier.",
                new LintProof("The identifier alone says which of the two follows.", [spot.Spec.Tag]));
    }

    private static LintFinding? Letters(LintSpot spot)
        => spot is { Container: { } container, Spec.Content: not ElementContent.Numeric, Within.Kind: StructureKind.Positional or StructureKind.Bitmap }
            && spot.Spec.Content is not ElementContent.Binary
            ? NotDigits(container, $"part {spot.Spec.Key}", SampleValue.Of(spot.Spec, Math.Min(1, spot.Spec.Max)), spot.Path)
            : null;

    private static LintFinding? NotDigits(LintSpot container, string what, byte[] part, string? path = null)
    {
        if (container.Spec.Content != ElementContent.Numeric || container.Spec.Inside!.Kind is StructureKind.BerTlv)
        {
            return null;
        }

        byte[] value = part.Length > 0 ? part : [(byte)'C'];
        return new LintFinding(
            LintKinds.PartNotDigits, path ?? container.Path, $"The element is decimal digits, and {what} can be other characters.",
            new LintProof($"{SampleValue.Show(container.Spec, value)} is no value of digits.", [Convert.ToHexString(value)]));
    }
}
