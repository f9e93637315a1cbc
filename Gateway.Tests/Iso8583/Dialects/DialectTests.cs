using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Dialects;

[TestFixture]
public sealed class DialectTests
{
    private const string Head =
        """
        "name": "x", "title": "X", "source": ["made up"], "mti": { "form": "bcd" }, "bitmap": { "form": "binary", "secondary": false },
        "lengths": { "form": "bcd" }, "numbers": { "form": "bcd" }, "binaries": { "form": "binary" },
        """;

    [Test]
    public void Every_embedded_dialect_loads_once_under_its_own_name()
    {
        foreach (var name in Dialect.EmbeddedNames)
        {
            var first = Dialect.Embedded(name);
            var second = Dialect.Embedded(name);
            Assert.That(first.Name, Is.EqualTo(name));
            Assert.That(second, Is.SameAs(first));
        }
    }

    [Test]
    public void Embedded_names_are_the_embedded_files()
        => Assert.That(
            Dialect.EmbeddedNames.Select(name => $"dialects/{name}.json"),
            Is.EquivalentTo(typeof(Dialect).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("dialects/", StringComparison.Ordinal))));

    [Test]
    public void Unknown_name_is_refused_and_the_known_ones_are_named()
        => Assert.That(() => Dialect.Embedded("klingon"), Throws.ArgumentException.With.Message.Contains("unionpay-pos"));

    [Test]
    public void No_embedded_dialect_traces_card_pin_chip_or_key_data()
    {
        foreach (var dialect in Dialect.EmbeddedNames.Select(Dialect.Embedded))
        {
            foreach (var element in new[] { 14, 34, 35, 36, 45, 46, 47, 48, 52, 54, 55, 56, 57, 58, 59, 62, 63, 64, 96, 102, 103, 128 })
            {
                Assert.That(dialect.Element(element)?.Trace ?? TraceRule.Hidden, Is.EqualTo(TraceRule.Hidden), $"{dialect.Name} {element}");
            }

            Assert.That(dialect.Element(2)!.Trace, Is.EqualTo(TraceRule.Pan));
        }
    }

    [Test]
    public void Ascii_dialect_describes_every_element_of_the_standard()
        => Assert.That(
            Enumerable.Range(0, 200).Where(number => Dialect.Embedded("iso8583-1987-ascii").Element(number) is not null),
            Is.EqualTo(Enumerable.Range(2, 127).Where(number => number != 65)));

    //        rows                                                                                            fault
    [TestCase("""{ "n": 1, "name": "a", "content": "n", "max": 6 }""", "element 1, the number is not 2 to 64")]
    [TestCase("""{ "n": 70, "name": "a", "content": "n", "max": 3 }""", "element 70, the number is not 2 to 64")]
    [TestCase("""{ "name": "a", "content": "n", "max": 6 }""", "'n' is missing")]
    [TestCase("""{ "n": 3, "content": "n", "max": 6 }""", "'name' is missing")]
    [TestCase("""{ "n": 3, "name": "a", "content": "q", "max": 6 }""", "'content' is not one of n, h, x+n, xn, z, a, an, as, ans, b")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": "6" }""", "'max' is missing or is not a whole number")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": -1 }""", "'max' is not 0 to 999999")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 1000000 }""", "'max' is not 0 to 999999")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "min": 7 }""", "'min' is not 0 to 'max'")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "lenght": "LLVAR" }""", "'lenght' is not known")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "length": "VAR" }""", "'length' is not one of FIXED, LVAR, LLVAR, LLLVAR")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "form": "hex" }""", "content and form 'hex' do not go together")]
    [TestCase("""{ "n": 28, "name": "a", "content": "x+n", "max": 9, "form": "binary" }""", "content and form 'binary' do not go together")]
    [TestCase("""{ "n": 28, "name": "a", "content": "x+n", "max": 9, "form": "bcd", "length": "LVAR", "counts": "bytes" }""", "are counted as 'digits'")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "form": "ascii", "pad": "right" }""", "'pad' and 'fill' are for BCD")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "fill": "G" }""", "'fill' is not one of 0, 1, 2")]
    [TestCase("""{ "n": 43, "name": "a", "content": "ans", "max": 40, "length": "LLVAR", "filler": "right" }""", "'filler' is for fixed text")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "lengthForm": "bcd" }""", "'lengthForm' is for elements of variable length")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "includesItself": true }""", "'includesItself' is for elements of variable length")]
    [TestCase("""{ "n": 52, "name": "a", "content": "b", "max": 8, "counts": "halves" }""", "'counts' is not one of characters, digits, bytes, nibbles")]
    [TestCase("""{ "n": 35, "name": "a", "content": "z", "max": 37, "length": "LLVAR", "trace": true }""", "never traced in clear")]
    [TestCase("""{ "n": 62, "name": "a", "content": "b", "max": 99, "length": "LLVAR", "trace": true }""", "never traced in clear")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6, "trace": "yes" }""", "'trace' is neither true nor false")]
    [TestCase("""{ "n": 3, "name": "a", "content": "n", "max": 6 }, { "n": 3, "name": "b", "content": "n", "max": 4 }""",
        "Element 3 is described twice")]
    [TestCase("7", "'n' is missing")]
    public void Fault_is_named_with_its_place(string rows, string fault)
    {
        var refusal = Assert.Throws<DialectException>(() => Dialect.Parse($"{{ {Head} \"elements\": [ {rows} ] }}", "test"));
        Assert.That(refusal!.Faults, Has.Some.Contains(fault));
        Assert.That(refusal.Origin, Is.EqualTo("test"));
    }

    [Test]
    public void Every_fault_is_listed_at_once()
    {
        const string json =
            """
            { "name": "x", "mti": { "form": "ebcdic" }, "bitmap": { "form": "binary", "third": true }, "lengths": { "form": "bcd" },
              "numbers": { "form": "bcd" }, "binaries": { "form": "binary" }, "colour": "red",
              "elements": [ { "n": 3, "name": "a", "content": "n", "max": 6, "form": "hex" }, { "n": 4, "name": "b" } ] }
            """;
        var refusal = Assert.Throws<DialectException>(() => Dialect.Parse(json, "test"));

        string[] expected =
        [
            "'title' is missing", "'source' is missing", "'mti', 'form' is not one of bcd, ascii", "'third' is not known",
            "content and form 'hex'", "element 4, 'content'", "element 4, 'max'", "'colour' is not known",
        ];
        foreach (var fault in expected)
        {
            Assert.That(refusal!.Faults, Has.Exactly(1).Contains(fault));
        }

        Assert.That(refusal!.Faults, Has.Count.EqualTo(expected.Length));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("""{ "name": "x", "name": "y" }""")]
    public void Text_that_is_not_json_is_refused_with_the_place(string json)
        => Assert.That(() => Dialect.Parse(json, "test"), Throws.InstanceOf<DialectException>().With.Message.Contains("breaks at line"));

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    public void Json_of_another_shape_is_refused(string json)
        => Assert.That(() => Dialect.Parse(json, "test"), Throws.InstanceOf<DialectException>());

    [Test]
    public void Own_dialect_is_read()
    {
        var dialect = Dialect.Parse(
            $$"""{ {{Head}} "elements": [ { "n": 23, "name": "Card sequence", "content": "n", "max": 3, "pad": "right", "trace": true }] }""",
            "test");
        Assert.That(
            dialect.Element(23),
            Is.EqualTo(new ElementSpec(23, "Card sequence", ElementContent.Numeric, LengthKind.Fixed, 3, ElementForm.Bcd)
            {
                LengthForm = ElementForm.Bcd,
                Pad = PadSide.Right,
                Trace = TraceRule.Clear,
            }));
        foreach (var number in new[] { -1, 0, 1, 24, 65, 999 })
        {
            Assert.That(dialect.Element(number), Is.Null);
        }
    }
}
