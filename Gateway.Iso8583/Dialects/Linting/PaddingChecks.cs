using Gateway.Iso8583.Codec;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Filling nibbles and filling spaces: where two values look the same, or one value looks like two.</summary>
internal static class PaddingChecks
{
    internal static IEnumerable<LintFinding> Of(LintSpot spot)
    {
        LintFinding?[] found = spot.Spec.Filler != PadSide.None ? [Spaces(spot)]
            : spot.Spec.Form != ElementForm.Bcd ? []
            : spot.CanBeOdd ? [Ambiguous(spot), AnyFill(spot), Never(spot), Assumed(spot), LeftVariable(spot)]
            : [];
        return found.OfType<LintFinding>();
    }

    private static LintFinding? Ambiguous(LintSpot spot)
    {
        var spec = spot.Spec;
        var fill = spec.Fill.Nibble;
        var couldBeDigit = fill <= 9 || spec.Content == ElementContent.Hexadecimal;
        if (spot.Rule != CountRule.PackedBytes || spec.Pad == PadSide.None || !couldBeDigit)
        {
            return null;
        }

        var odd = SampleValue.Of(spec, OddUnits(spec));
        var digit = (byte)fill.ToString("X", null)[0];
        byte[] even = spec.Pad == PadSide.Left ? [digit, .. odd] : [.. odd, digit];
        var row = spec with { Max = spec.IsFixed ? even.Length : Math.Max(spec.Max, even.Length) };
        var shows = $"{SampleValue.Show(spec, odd)} and {SampleValue.Show(spec, even)} are the same bytes; the codec refuses to write one of them.";
        return new LintFinding(
            LintKinds.AmbiguousPad, spot.Path,
            $"The length counts bytes and an odd number of digits is filled with {fill:X}, which is a digit here: say \"fill\": \"F\", or count digits.",
            new LintProof(shows, Shown(Variant(spot, row, even) ?? Variant(spot, row, odd))));
    }

    private static LintFinding? AnyFill(LintSpot spot)
    {
        var (spec, odd) = (spot.Spec, SampleValue.Of(spot.Spec, OddUnits(spot.Spec)));
        if (spec.Fill != Filling.Any || spec.Pad == PadSide.None)
        {
            return null;
        }

        var proof = Shown(Variant(spot, spec, odd), Variant(spot, spec with { Fill = Filling.Only(spot.Rule == CountRule.PackedBytes ? (byte)15 : (byte)7) }, odd));
        return new LintFinding(
            LintKinds.FillAny, spot.Path, "Every filling nibble is accepted; damage in it, or digits shifted by one, go unnoticed.",
            new LintProof($"These are all read as {SampleValue.Show(spec, odd)}.", proof));
    }

    private static LintFinding? Never(LintSpot spot)
    {
        var spec = spot.Spec;
        if (spec.Pad != PadSide.None || spec.Max % 2 == 0)
        {
            return null;
        }

        var longest = SampleValue.Of(spec, spec.Max);
        var shows = $"{SampleValue.Show(spec, longest)} is refused: {ProofBench.Refusal(spot, longest)}.";
        return spec.IsFixed
            ? new LintFinding(LintKinds.OddNever, spot.Path, $"A fixed {spec.Max} packed digits need a filling nibble, and 'pad' is none.", new LintProof(shows, []))
            : new LintFinding(
                LintKinds.OddMaximum, spot.Path, $"Of at most {spec.Max} packed digits without filling only {spec.Max - 1} can be used.",
                new LintProof(shows, ProofBench.Hex(spot, SampleValue.Of(spec, spec.Max - 1))));
    }

    private static LintFinding? Assumed(LintSpot spot)
    {
        if (!spot.Dialect.AssumedPads.Any(row => ReferenceEquals(row, spot.Spec)) || spot.Spec.Pad == PadSide.None)
        {
            return null;
        }

        var value = SampleValue.Of(spot.Spec, spot.Spec.Max);
        return new LintFinding(
            LintKinds.PadAssumed, spot.Path, $"{spot.Spec.Max} packed digits are filled on the left because nothing is said; many links fill on the right.",
            new LintProof(
                $"{SampleValue.Show(spot.Spec, value)} filled on the left, and as a peer that fills on the right sends it.",
                Shown(Variant(spot, spot.Spec, value), Variant(spot, spot.Spec with { Pad = PadSide.Right }, value))));
    }

    private static LintFinding? LeftVariable(LintSpot spot)
    {
        var spec = spot.Spec;
        if (spec.IsFixed || spec.Pad != PadSide.Left)
        {
            return null;
        }

        var value = SampleValue.Of(spec, OddUnits(spec));
        return new LintFinding(
            LintKinds.PadLeftVariable, spot.Path, "Variable digits are filled on the left, as fixed ones are; most links fill them on the right.",
            new LintProof(
                $"{SampleValue.Show(spec, value)} filled on the left, and as a peer that fills on the right sends it.",
                Shown(Variant(spot, spec, value), Variant(spot, spec with { Pad = PadSide.Right }, value))));
    }

    private static LintFinding Spaces(LintSpot spot)
    {
        var spec = spot.Spec;
        byte[] bare = spec.Max > 1 ? "A"u8.ToArray() : [];
        byte[] spaced = spec.Filler == PadSide.Left ? [(byte)' ', .. bare] : [.. bare, (byte)' '];
        var side = spec.Filler == PadSide.Left ? "left" : "right";
        return new LintFinding(
            LintKinds.FillerHidesSpaces, spot.Path, $"Spaces on the {side} are filling: a value that has them there loses them, and one of spaces alone reads as empty.",
            new LintProof($"{SampleValue.Show(spec, bare)} and {SampleValue.Show(spec, spaced)} are the same bytes.", ProofBench.Hex(spot, bare, spaced)));
    }

    private static int OddUnits(ElementSpec spec) => spec.IsFixed ? spec.Max : Math.Max(1, spec.Min % 2 == 1 ? spec.Min : spec.Min + 1);

    /// <summary>A message in which the value stands as another row would write it.</summary>
    private static byte[]? Variant(LintSpot spot, ElementSpec row, byte[] value)
        => ProofBench.Try(() => ProofBench.Wrap(spot, ProofBench.Alone(spot, row, value)));

    private static IReadOnlyList<string> Shown(params byte[]?[] messages)
        => [.. messages.OfType<byte[]>().Where(bytes => bytes.Length <= ProofBench.MostBytes).Select(Convert.ToHexString)];
}
