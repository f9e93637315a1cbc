using System.Globalization;
using Gateway.Iso8583.Codec;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Lengths that cannot say what they have to, and messages that no frame can hold.</summary>
internal static class LengthChecks
{
    /// <summary>The most that two bytes of length in front of a message can say.</summary>
    private const int LongestFrame = ushort.MaxValue;

    internal static IEnumerable<LintFinding> Of(LintSpot spot)
        => new[] { Nothing(spot), TooSmall(spot), Mixed(spot), BeyondFrame(spot) }.OfType<LintFinding>();

    /// <summary>The whole message.</summary>
    internal static IEnumerable<LintFinding> Of(Dialect dialect)
    {
        var longest = dialect.Elements.Sum(WireBytes)
            + (dialect.HeaderSpec is { } header ? WireBytes(header) : 0)
            + ProofBench.Front(dialect, dialect.HasTertiary ? 192 : dialect.HasSecondary ? 128 : 64).Length;
        if (longest > LongestFrame)
        {
            yield return new LintFinding(
                LintKinds.MessageBeyondFrame, "message", "A message with all elements at their longest does not fit a frame with two bytes of length.",
                new LintProof(string.Create(CultureInfo.InvariantCulture, $"It would have {longest} bytes; FFFF says {LongestFrame}."), ["FFFF"]));
        }
    }

    private static LintFinding? Nothing(LintSpot spot)
        => spot.Spec.Max > 0 ? null
            : new LintFinding(LintKinds.NeverAValue, spot.Path, "At most 0 means that no value fits.", new LintProof("This is all it can be.", ProofBench.Hex(spot, [])));

    private static LintFinding? TooSmall(LintSpot spot)
    {
        var (spec, highest) = (spot.Spec, spot.HighestLength);
        if (spot.LengthOf(spec.Max) <= highest)
        {
            return null;
        }

        var fits = LongestFitting(spot);
        var value = SampleValue.Of(spec, fits + 1);
        var shows = $"{fits} is the most; one more is refused: {ProofBench.Refusal(spot, value) ?? "its length does not fit"}.";
        return new LintFinding(
            LintKinds.LengthTooSmall, spot.Path,
            $"A value of {spec.Max} needs a length of {spot.LengthOf(spec.Max)}{Why(spot)}, and the length can say {highest} at most.",
            new LintProof(shows, ProofBench.Hex(spot, SampleValue.Of(spec, fits))));
    }

    private static string Why(LintSpot spot)
        => spot.Spec.CountsItself && Counts.OfValue(spot.Rule, spot.Spec.Max) <= spot.HighestLength ? " because it counts itself too"
            : spot.Rule == CountRule.HexCharacters ? " because it counts hex characters, two a byte"
            : spot.Rule == CountRule.HalfBytes ? " because it counts half bytes"
            : "";

    private static int LongestFitting(LintSpot spot)
    {
        var (low, high) = (0, spot.Spec.Max);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = spot.LengthOf(middle) <= spot.HighestLength ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static LintFinding? Mixed(LintSpot spot)
        => spot.Spec.CountsItself && spot.Rule is CountRule.PackedDigits or CountRule.SignedPacked or CountRule.HexBytes && !spot.IsTagged
            ? new LintFinding(
                LintKinds.MixedUnits, spot.Path, $"The length counts its own {spot.Spec.LengthBytes} bytes and the {spot.Spec.Unit} of the value, which are not bytes on the wire.",
                new LintProof($"The length of this says {spot.LengthOf(SampleValue.Of(spot.Spec).Length)}.", ProofBench.Hex(spot, SampleValue.Of(spot.Spec))))
            : null;

    private static LintFinding? BeyondFrame(LintSpot spot)
        => spot.Container is not null || WireBytes(spot.Spec) <= LongestFrame ? null
            : new LintFinding(
                LintKinds.ElementBeyondFrame, spot.Path, $"At its longest it takes {WireBytes(spot.Spec)} bytes, and two bytes of length in front of a message say {LongestFrame}.",
                new LintProof($"FFFF says {LongestFrame}.", ["FFFF"]));

    private static long WireBytes(ElementSpec spec)
    {
        var layout = new Layout(spec);
        return layout.LengthBytes + (long)Counts.WireBytes(layout.Rule, layout.MaxCount);
    }
}
