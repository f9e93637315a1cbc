using System.Text;
using System.Text.RegularExpressions;
using Gateway.Iso8583.Codec;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Forms that lose something, words without effect, and rows that others count on.</summary>
internal static partial class FormChecks
{
    private static readonly int[] _expected = [11, 39, 41];

    internal static IEnumerable<LintFinding> Of(LintSpot spot)
        => new[] { Characters(spot), WideText(spot), Strict(spot), Mac(spot), Trace(spot) }.OfType<LintFinding>();

    /// <summary>Elements by which a host matches and answers messages.</summary>
    internal static IEnumerable<LintFinding> Of(Dialect dialect)
        => from element in _expected
           where dialect.Element(element) is null
           select new LintFinding(
               LintKinds.ElementMissing, $"{element}", $"There is no element {element}: a host could not match or answer messages that have none.",
               new LintProof("A message that announces it is refused.", [Convert.ToHexString(ProofBench.Front(dialect, element))]));

    private static LintFinding? Characters(LintSpot spot)
    {
        if (spot.Container is not { Spec.Content: not ElementContent.Binary })
        {
            return null;
        }

        var isForm = IsCharacters(spot.Spec.Form) && (spot.Spec.IsFixed || spot.IsTagged || IsCharacters(spot.Spec.LengthForm));
        return isForm ? null
            : new LintFinding(
                LintKinds.PartForm, spot.Path, "Parts of a text are read from its characters, whatever its form on the wire: they are ascii, latin1 or hex, and so are their lengths.",
                new LintProof(
                    $"{SampleValue.Show(spot.Spec, SampleValue.Of(spot.Spec))} would stand as these characters.",
                    [.. new[] { ProofBench.Try(() => ProofBench.Alone(spot, spot.Spec, SampleValue.Of(spot.Spec))) }.OfType<byte[]>().Select(Convert.ToHexString)]));
    }

    private static bool IsCharacters(ElementForm form)
        => form is ElementForm.Ascii or ElementForm.Latin1 or ElementForm.Hex or ElementForm.Gbk or ElementForm.Utf8;

    private static LintFinding? WideText(LintSpot spot)
    {
        var spec = spot.Spec;
        if (spec.IsStrict || spec.Max == 0 || CodePages.WideText(spec.Form) is not { } encoding || LostPair(encoding) is not var (one, other))
        {
            return null;
        }

        var raw = spec with { Form = ElementForm.Latin1 };
        var before = SampleValue.Of(spec, spec.IsFixed ? spec.Max - 1 : Math.Max(0, spec.Min - 1));
        return new LintFinding(
            LintKinds.TextNotAlways, spot.Path,
            $"Bytes that are no {Words.Of(Words.Forms, spec.Form)} pass, and all show as the same mark; \"strict\": true refuses them.",
            new LintProof("Both are read, and show the same text.", [.. new[] { one, other }
                .Select(value => ProofBench.Try(() => ProofBench.Wrap(spot, ProofBench.Alone(spot, raw, [.. before, value]))))
                .OfType<byte[]>().Where(bytes => bytes.Length <= ProofBench.MostBytes).Select(Convert.ToHexString)]));
    }

    private static (byte One, byte Other)? LostPair(Encoding encoding)
    {
        var lost = Enumerable.Range(0x80, 0x80).Select(value => (byte)value).Where(value => encoding.GetString([value]) == encoding.GetString([0x81])).ToList();
        return lost.Count > 1 ? (lost[0], lost[1]) : null;
    }

    private static LintFinding? Strict(LintSpot spot)
        => !spot.Spec.IsStrict || spot.Spec.Content == ElementContent.Text ? null
            : new LintFinding(
                LintKinds.StrictWithoutEffect, spot.Path, "Digits and bytes are always held against their content; 'strict' adds nothing.",
                new LintProof("With it and without, this is what is read.", ProofBench.Hex(spot, SampleValue.Of(spot.Spec))));

    private static LintFinding? Mac(LintSpot spot)
        => spot.Container is not null || spot.Spec.Number is not (64 or 128) || spot.Spec is { Content: ElementContent.Binary, IsFixed: true, Max: 8 } ? null
            : new LintFinding(
                LintKinds.MacNotEightBytes, spot.Path, "A message authentication code is 8 bytes, fixed, as the last element.",
                new LintProof("This is how it would stand.", ProofBench.Hex(spot, SampleValue.Of(spot.Spec))));

    private static LintFinding? Trace(LintSpot spot)
    {
        var name = spot.Spec.Name;
        if (spot.Spec.Trace != TraceRule.Clear || !Risky().IsMatch(name) || Harmless().IsMatch(name))
        {
            return null;
        }

        var value = SampleValue.Of(spot.Spec);
        return new LintFinding(
            LintKinds.TraceRisky, spot.Path, $"'{name}' is traced in clear.",
            new LintProof($"A trace shows {SampleValue.Show(spot.Spec, value)} of this message.", ProofBench.Hex(spot, value)));
    }

    [GeneratedRegex(
        @"account number|card number|\bPAN\b|\bPIN\b|\btrack\b|\bCV[VCN]\d?\b|verification value|security code|cardholder name|expir|cryptogram|password|\bkeys\b|\b(working|master|session|transport|zone|MAC) key\b|\bkey (block|data|management)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Risky();

    // What is about such data and not the data.
    [GeneratedRegex(@"countr|capab|capture|indicator|mode\b|method|length|result|type\b|format|limit", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();
}
