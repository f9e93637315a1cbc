using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Tlv;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>One row of a dialect where it stands: an element, the header, or a part at any depth.</summary>
/// <param name="Dialect">Whose row.</param>
/// <param name="Spec">The row.</param>
/// <param name="Container">Where the element is that holds it; null at the top.</param>
internal sealed record LintSpot(Dialect Dialect, ElementSpec Spec, LintSpot? Container)
{
    /// <summary>The path of the header.</summary>
    internal const string HeaderPath = "h";

    /// <summary>Path for people and rules.</summary>
    internal string Path => Container is null ? IsHeader ? HeaderPath : Spec.Key : $"{Container.Path}.{Spec.Key}";

    /// <summary>The structure that the part is one of; null at the top.</summary>
    internal Structure? Within => Container?.Spec.Inside;

    internal bool IsHeader => ReferenceEquals(Spec, Dialect.HeaderSpec);

    /// <summary>Whether the length stands behind a tag instead of belonging to the row.</summary>
    internal bool IsTagged => Within is { Kind: StructureKind.BerTlv or StructureKind.Tagged or StructureKind.Datasets };

    internal CountRule Rule => Counts.RuleOf(Spec);

    /// <summary>Whether a value may have an odd number of packed digits.</summary>
    internal bool CanBeOdd
        => Spec.IsPacked && Spec.Max > 0 && (Spec.IsFixed ? Spec.Max % 2 == 1 : Spec.Min < Spec.Max || Spec.Max % 2 == 1);

    /// <summary>The highest number that the length can say.</summary>
    internal int HighestLength => Within switch
    {
        { Kind: StructureKind.BerTlv } => BerTlv.MaxLength,
        { Kind: StructureKind.Datasets } => ushort.MaxValue,
        { Kind: StructureKind.Tagged } tagged => LengthField.Highest(StructureLayout.Of(tagged).LengthBytes, tagged.LengthForm),
        _ => Spec.IsFixed ? int.MaxValue : LengthField.Highest(Spec.LengthBytes, Spec.LengthForm),
    };

    /// <summary>The number that the length says for a value of so many units.</summary>
    internal long LengthOf(int units)
    {
        var count = Counts.OfValue(Rule, units);
        return IsTagged || Spec.IsFixed ? count : ValueEncoder.Prefix(new Layout(Spec), count);
    }

    /// <summary>All rows of a dialect, parts behind the row that holds them.</summary>
    internal static IEnumerable<LintSpot> All(Dialect dialect)
    {
        IEnumerable<ElementSpec> top = dialect.HeaderSpec is { } header ? [header, .. dialect.Elements] : dialect.Elements;
        return top.SelectMany(spec => WithParts(new LintSpot(dialect, spec, Container: null)));
    }

    private static IEnumerable<LintSpot> WithParts(LintSpot spot)
        => (spot.Spec.Inside?.Parts ?? []).SelectMany(part => WithParts(new LintSpot(spot.Dialect, part, spot))).Prepend(spot);
}
