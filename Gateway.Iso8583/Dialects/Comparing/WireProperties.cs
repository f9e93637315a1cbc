using System.Globalization;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Iso8583.Dialects.Comparing;

/// <summary>What a row or a rule comes to on the wire, every default filled in and everything left out that makes no difference there.</summary>
internal static class WireProperties
{
    /// <summary>The properties of a row, by name; names, sources and traces are none.</summary>
    internal static Dictionary<string, string> Of(LintSpot spot)
    {
        var spec = spot.Spec;
        var rule = spot.Rule;
        var said = new Dictionary<string, string>
        {
            ["content"] = Content(spec),
            ["length"] = spec.IsFixed ? "FIXED" : spot.IsTagged ? "behind the tag" : $"{spec.LengthBytes} bytes {Words.Of(Words.Forms, spec.LengthForm)}",
            ["max"] = Number(spec.Max),
            ["form"] = Words.Of(Words.Forms, spec.Form),
        };
        Add(said, !spec.IsFixed && spec.Min > 0, "min", Number(spec.Min));
        Add(said, !spec.IsFixed, "counts", Counted(spec, rule));
        Add(said, spec.CountsItself, "includesItself", "true");
        Add(said, spot.CanBeOdd, "pad", Words.Of(Words.Pads, spec.Pad));
        Add(said, spot.CanBeOdd && spec.Pad != PadSide.None, "fill", Words.Of(Words.Fills, spec.Fill));
        Add(said, spec.Filler != PadSide.None, "filler", Words.Of(Words.Pads, spec.Filler));
        if (spec.Inside is { } inside)
        {
            Inside(said, inside);
        }

        return said;
    }

    /// <summary>The properties of all rules of one type together.</summary>
    internal static Dictionary<string, string> Of(IEnumerable<DialectRule> rules)
    {
        var all = rules.ToList();
        var said = new Dictionary<string, string>();
        List("mandatory", all.SelectMany(rule => rule.Mandatory));
        List("conditional", all.SelectMany(rule => rule.Conditional).Select(row => $"{row.Path} when {row.When}"));
        List("forbidden", all.SelectMany(rule => rule.Forbidden));
        List("values", all.SelectMany(rule => rule.Values).Select(row => $"{row.Key} {string.Join("/", row.Value.Order(StringComparer.Ordinal))}"));
        List("echo", all.SelectMany(rule => rule.Echo));
        return said;

        void List(string name, IEnumerable<string> entries)
        {
            var sorted = entries.Distinct().OrderBy(entry => entry.Length).ThenBy(entry => entry, StringComparer.Ordinal).ToList();
            Add(said, sorted.Count > 0, name, string.Join(", ", sorted));
        }
    }

    /// <summary>What is different; empty when nothing is.</summary>
    internal static IReadOnlyList<PropertyChange> Compare(Dictionary<string, string> old, Dictionary<string, string> now)
        => [.. old.Keys.Union(now.Keys)
            .Select(name => new PropertyChange(name, old.GetValueOrDefault(name, ""), now.GetValueOrDefault(name, "")))
            .Where(change => change.Old != change.New)];

    // A class of characters that nobody checks is not on the wire.
    private static string Content(ElementSpec spec) => spec.Content switch
    {
        ElementContent.Text => spec.IsStrict ? $"{ValueCheck.Words(spec.Characters)}, strict" : "characters",
        ElementContent.SignedNumeric => "xn",
        _ => Words.Contents.First(word => word.Value.Content == spec.Content).Key,
    };

    private static string Counted(ElementSpec spec, CountRule rule) => rule switch
    {
        CountRule.PackedBytes or CountRule.HexBytes => "bytes",
        CountRule.HalfBytes => "nibbles",
        CountRule.HexCharacters => "characters",
        CountRule.Same => "bytes",
        _ => spec.Content == ElementContent.SignedNumeric ? "sign and digits" : "digits",
    };

    private static void Inside(Dictionary<string, string> said, Structure inside)
    {
        said["inside"] = Words.Of(Words.Structures, inside.Kind);
        Add(said, !inside.IsStrict, "inside strict", "false");
        Add(said, inside.IsOpen, "inside open", "true");
        switch (inside.Kind)
        {
            case StructureKind.Tagged:
                said["inside tag"] = $"{inside.Size} {Words.Of(Words.Forms, inside.Form)}";
                said["inside length"] = $"{StructureLayout.Of(inside).LengthBytes} bytes {Words.Of(Words.Forms, inside.LengthForm)}";
                break;
            case StructureKind.Bitmap:
                said["inside bitmap"] = $"{inside.Size} bytes {Words.Of(Words.Forms, inside.Form)}";
                said["inside firstIsData"] = inside.FirstBitIsData ? "true" : "false";
                break;
            default:
                break;
        }
    }

    private static void Add(Dictionary<string, string> said, bool matters, string name, string value)
    {
        if (matters)
        {
            said[name] = value;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
