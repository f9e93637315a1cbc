using Gateway.Iso8583.Codec;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>What a path of a rule leads to in a dialect.</summary>
/// <param name="Path">The path.</param>
/// <param name="IsKnown">Whether a message can ever have something there.</param>
/// <param name="Spot">The row; null when the dialect lets unknown tags pass there, or has nothing there.</param>
internal sealed record RulePath(string Path, bool IsKnown, LintSpot? Spot)
{
    /// <summary>The element that the path begins with; 0 when it is none.</summary>
    internal int Element { get; private init; }

    internal static RulePath Find(Dialect dialect, string path)
    {
        var keys = path.Split('.').Select(key => key.Split('[')[0]).ToList();
        var element = int.TryParse(keys[0], System.Globalization.NumberStyles.None, null, out var number) && number is >= 2 and <= 192 and not (65 or 129) ? number : 0;
        if (dialect.Element(element) is not { } spec)
        {
            return new RulePath(path, IsKnown: false, null) { Element = element };
        }

        var spot = new LintSpot(dialect, spec, Container: null);
        var structure = spec.Inside;
        foreach (var key in keys.Skip(1))
        {
            var part = structure?.Part(key);
            if (part is null && !(structure is { Kind: StructureKind.BerTlv or StructureKind.Tagged or StructureKind.Datasets } && StructureChecks.IsTag(structure, key)))
            {
                return new RulePath(path, IsKnown: false, null) { Element = element };
            }

            spot = part is null || spot is null ? null : new LintSpot(dialect, part, spot);
            structure = part?.Inside ?? structure!.Implied(key);
        }

        return new RulePath(path, IsKnown: true, spot) { Element = element };
    }

    /// <summary>Why the element can never have a value; null when it can.</summary>
    internal string? WhyNot(string value)
    {
        if (Spot is not { } spot)
        {
            return null;
        }

        try
        {
            var row = spot.IsTagged ? spot.Spec with { LengthForm = ElementForm.Binary } : spot.Spec;
            var layout = new Layout(row with { Inside = null });
            var bytes = System.Text.Encoding.Latin1.GetBytes(value);
            if (CodePages.WideText(row.Form) is not null)
            {
                return null;
            }

            var count = ValueEncoder.Count(layout, bytes, Messages.StoredAs.Characters);
            var wire = new byte[Counts.WireBytes(layout.Rule, count)];
            ValueEncoder.Write(layout, bytes, Messages.StoredAs.Characters, wire);
            var decoded = new byte[2 * wire.Length];
            var read = ValueDecoder.Trim(row, decoded.AsSpan(0, ValueDecoder.Decode(layout, wire, count, decoded)));
            var text = row.Content == ElementContent.Binary ? Convert.ToHexString(read) : System.Text.Encoding.Latin1.GetString(read);
            return text == value ? null : $"it is read as '{text}'";
        }
        catch (IsoValueException refused)
        {
            return refused.Expected;
        }
    }

    /// <summary>A message with something at the path, to look at; none when none can be made.</summary>
    internal IReadOnlyList<string> Sample(Dialect dialect)
        => Spot is { } spot ? ProofBench.Hex(spot, SampleValue.Of(spot.Spec))
            : Element > 0 ? [Convert.ToHexString(ProofBench.Front(dialect, Element))]
            : [];
}
