using CsCheck;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Tests.Iso8583.Dialects;

/// <summary>Any text is a dialect or a <see cref="DialectException"/>, and what is a dialect can be looked at. A failure prints its seed.</summary>
[TestFixture]
public sealed class DialectFuzzTests
{
    private static readonly string[] _texts =
    [
        .. Directory.GetFiles(Path.Combine(MadeUpDialect.Repository(), "Gateway.Iso8583", "Dialects"), "*.json").Concat(
            Directory.GetFiles(Path.Combine(MadeUpDialect.Repository(), "docs", "dialects"), "*.json")).Order(StringComparer.Ordinal).Select(File.ReadAllText),
    ];

    // What stands for a value, so that damage gets past the JSON parser.
    private static readonly Gen<string> _values = Of(
        "0", "-1", "1", "2", "64", "65", "128", "129", "192", "999999", "2147483647", "1e9", "0.5", "null", "true", "false", "\"\"", "\"x\"", "\"\\ud800\"", "\"9F\"", "[]", "{}",
        "\"bcd\"", "\"ascii\"", "\"hex\"", "\"gbk\"", "\"utf-8\"", "\"ebcdic-037\"", "\"binary\"", "\"n\"", "\"h\"", "\"x+n\"", "\"z\"", "\"b\"", "\"ans\"", "\"FIXED\"", "\"LVAR\"", "\"LLLLLLVAR\"",
        "\"none\"", "\"left\"", "\"any\"", "\"F\"", "\"bytes\"", "\"nibbles\"", "\"ber-tlv\"", "\"tagged\"", "\"bitmap\"", "\"datasets\"", "\"dataset-bitmap\"", "\"positional\"", "\"unionpay-pos\"");

    private static readonly Gen<string> _names = Of(
        "n", "tag", "name", "content", "length", "max", "min", "form", "lengthForm", "counts", "includesItself", "pad", "fill", "filler", "strict", "trace", "inside", "kind", "elements",
        "bytes", "open", "firstIsData", "size", "tags", "absent", "extends", "mti", "bitmap", "secondary", "tertiary", "rules", "mandatory", "values", "when", "is");

    [Test]
    public void Damaged_files_are_dialects_or_faults()
        => Gen.Select(Gen.Int[0, _texts.Length - 1], Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], _names, _values, Gen.Char[' ', '~']).Array[1, 4], (which, wounds) => (which, wounds))
            .Sample(
                damage => IsDialectOrFault(damage.wounds.Aggregate(_texts[damage.which], (text, wound) => Wound(text, wound.Item1, wound.Item2, wound.Item3, wound.Item4, wound.Item5))),
                iter: 3_000,
                print: damage => string.Join(" ", damage.wounds.Prepend((damage.which, 0, "", "", ' '))));

    [Test]
    public void Noise_is_a_fault()
        => Gen.String[0, 200].Sample(text => IsDialectOrFault(text), iter: 5_000);

    [Test]
    public void Half_a_character_is_a_fault([Values] bool isEscaped)
        => Assert.That(
            () => Dialect.Parse(MadeUpDialect.Json(MadeUpDialect.Usual, name: isEscaped ? "\\ud800" : ((char)0xD800).ToString()), "test"),
            Throws.InstanceOf<DialectException>().With.Message.Contains("half a character"));

    private static Gen<string> Of(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    private static string Wound(string text, int kind, double where, string name, string value, char character)
    {
        var at = (int)(where * text.Length);
        switch (kind)
        {
            case 0:
                return text[..at] + character + text[at..];
            case 1:
                return text.Remove(Math.Min(at, text.Length - 1), 1);
            case 2:
                // One more property, in front of another.
                var brace = text.IndexOf("{ \"n\"", at, StringComparison.Ordinal);
                return brace < 0 ? text : $"{text[..(brace + 1)]} \"{name}\": {value}, {text[(brace + 1)..]}";
            case 3:
                // Another value for a property of that name.
                var colon = text.IndexOf($"\"{name}\": ", at, StringComparison.Ordinal);
                var end = colon < 0 ? -1 : text.IndexOfAny([',', '}', ']'], colon);
                return end < 0 ? text : $"{text[..colon]}\"{name}\": {value}{text[end..]}";
            default:
                // Another name for the next property.
                var quote = text.IndexOf("\": ", at, StringComparison.Ordinal);
                var start = quote < 0 ? -1 : text.LastIndexOf('"', Math.Max(0, quote - 1));
                return start < 0 ? text : text[..(start + 1)] + name + text[quote..];
        }
    }

    private static bool IsDialectOrFault(string json)
    {
        Dialect dialect;
        try
        {
            dialect = Dialect.Parse(json, "fuzz");
        }
        catch (DialectException refused)
        {
            return refused.Faults.Count > 0;
        }

        return DialectLinter.Lint(dialect).All(finding => finding.Sentence.Length > 0);
    }
}
