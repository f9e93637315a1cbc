using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Iso8583.Dialects.Comparing;

/// <summary>Looks for a value that two rows, or two dialects, write differently.</summary>
internal static class ProofPair
{
    private const int MostBytes = 512;

    /// <summary>The first value that both write, to different bytes; else the first that one of them refuses.</summary>
    internal static DifferenceProof? Of(LintSpot old, LintSpot now)
    {
        DifferenceProof? refused = null;
        foreach (var value in Candidates(old.Spec, now.Spec).Concat(Candidates(now.Spec, old.Spec)))
        {
            var (before, after) = (Write(old, value), Write(now, value));
            if (before == after || before.Length + after.Length > 4 * MostBytes)
            {
                continue;
            }

            var proof = new DifferenceProof(SampleValue.Show(old.Spec, value), before, after);
            if (IsRefused(before) || IsRefused(after))
            {
                refused ??= IsRefused(before) && IsRefused(after) ? null : proof;
                continue;
            }

            return proof;
        }

        return refused;
    }

    /// <summary>A message of nothing but the message type and the bitmaps.</summary>
    internal static DifferenceProof? Front(Dialect old, Dialect now)
    {
        var element = old.HasSecondary && now.HasSecondary ? 70 : 11;
        var (before, after) = (Without(old, element), Without(now, element));
        return before == after ? null : new DifferenceProof($"0800 with element {element} announced", before, after);
    }

    private static string Without(Dialect dialect, int element)
    {
        var front = ProofBench.Front(dialect, element);
        var header = dialect.HeaderSpec is { } spec ? ProofBench.Alone(new LintSpot(dialect, spec, Container: null), spec, SampleValue.Of(spec)).Length : 0;
        return Convert.ToHexString(front.AsSpan(header));
    }

    // An odd and an even number of units, as short as can be; one more than the other row takes; for texts a character beyond ASCII.
    private static IEnumerable<byte[]> Candidates(ElementSpec spec, ElementSpec other)
    {
        var shortest = spec.IsFixed ? spec.Max : Math.Min(spec.Max, Math.Max(1, spec.Min));
        var values = new[] { shortest, shortest + 1, other.Max + 1, spec.Max }
            .Where(units => units > 0 && units <= spec.Max && units <= MostBytes).Distinct()
            .Select(units => SampleValue.Of(spec, units)).Prepend(SampleValue.Of(spec));
        return spec.Content == ElementContent.Text && shortest > 0 ? values.Append([.. SampleValue.Of(spec, shortest - 1), 0xE9]) : values;
    }

    private static string Write(LintSpot spot, byte[] value)
    {
        try
        {
            return Convert.ToHexString(ProofBench.Alone(spot, spot.Spec, value));
        }
        catch (IsoValueException refused)
        {
            return $"refused: {refused.Expected}";
        }
    }

    private static bool IsRefused(string text) => text.StartsWith("refused", StringComparison.Ordinal);
}
