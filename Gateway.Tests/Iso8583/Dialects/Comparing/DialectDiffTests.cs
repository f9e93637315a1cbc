using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Comparing;

namespace Gateway.Tests.Iso8583.Dialects.Comparing;

/// <summary>Two dialects: what is different on the wire, shown with bytes, and what is not.</summary>
[TestFixture]
public sealed class DialectDiffTests
{
    // Row 60 before and after, property, old, new, value, bytes before and after.
    private static readonly object?[][] _changes =
    [
        [""" "content": "n", "max": 3 """, """ "content": "n", "max": 3, "pad": "right" """, "pad", "left", "right", "'111'", "0111", "1110"],
        [""" "content": "n", "max": 3 """, """ "content": "n", "max": 3, "form": "ascii" """, "form", "bcd", "ascii", "'111'", "0111", "313131"],
        [""" "content": "n", "max": 4 """, """ "content": "n", "max": 6 """, "max", "4", "6", "'1111'", "1111", "refused: the value is shorter than 6"],
        [""" "content": "n", "length": "LLVAR", "max": 19 """, """ "content": "n", "length": "LLVAR", "max": 19, "fill": "F" """, "fill", "0", "F", "'1'", "0110", "011F"],
        [""" "content": "n", "length": "LLVAR", "max": 9, "fill": "F" """, """ "content": "n", "length": "LLVAR", "max": 9, "fill": "F", "counts": "bytes" """, "counts", "digits", "bytes", "'11'", "0211", "0111"],
        [""" "content": "ans", "length": "LLVAR", "max": 9 """, """ "content": "ans", "length": "LLVAR", "max": 9, "lengthForm": "binary" """, "length", "1 bytes bcd", "2 bytes binary", "'A'", "0141", "000141"],
        [""" "content": "ans", "length": "LLVAR", "max": 9 """, """ "content": "ans", "length": "LLVAR", "max": 9, "includesItself": true """, "includesItself", "", "true", "'A'", "0141", "0241"],
        [""" "content": "ans", "length": "LLVAR", "max": 9 """, """ "content": "ans", "length": "LLVAR", "max": 9, "form": "gbk" """, "form", "latin1", "gbk", "'é'", "01E9", "02A8A6"],
        [""" "content": "ans", "max": 2 """, """ "content": "ans", "max": 2, "filler": "right" """, "filler", "", "right", null, null, null],
        [""" "content": "b", "max": 2 """, """ "content": "b", "max": 2, "form": "hex" """, "form", "binary", "hex", "'1111'", "1111", "31313131"],
        [""" "content": "x+n", "max": 8 """, """ "content": "xn", "max": 8 """, "max", "9", "8", "'C11111111'", "4311111111", "refused: the value is longer than 8"],
    ];

    [TestCaseSource(nameof(_changes))]
    public void A_changed_row_is_shown_with_a_value_in_both(string old, string now, string property, string before, string after, string? value, string? oldHex, string? newHex)
    {
        var found = DialectDiff.Compare(With(old), With(now));

        Assert.That(found.Select(difference => (difference.Kind, difference.Path, difference.Name)), Is.EqualTo(new[] { (DifferenceKind.Changed, "60", "Sixty") }));
        Assert.That(found[0].Changes, Does.Contain(new PropertyChange(property, before, after)));
        Assert.That(found[0].Proof, Is.EqualTo(value is null ? null : new DifferenceProof(value, oldHex!, newHex!)));
    }

    [TestCase(""" "content": "n", "max": 4 """, """ "content": "n", "max": 4, "pad": "right", "fill": "F" """)]
    [TestCase(""" "content": "n", "max": 3 """, """ "content": "n", "max": 3, "pad": "left", "fill": "0", "form": "bcd", "length": "FIXED" """)]
    [TestCase(""" "content": "an", "max": 4 """, """ "content": "ans", "max": 4, "trace": true """)]
    [TestCase(""" "content": "x+n", "max": 8 """, """ "content": "xn", "max": 9 """)]
    [TestCase(""" "content": "ans", "length": "LLLVAR", "max": 99 """, """ "content": "ans", "length": "LLLLVAR", "max": 99 """)]
    public void What_makes_no_difference_on_the_wire_is_none(string old, string now)
        => Assert.That(DialectDiff.Compare(With(old), With(now)), Is.Empty);

    [Test]
    public void Added_and_removed_elements_and_parts_are_named()
    {
        var old = MadeUpDialect.With($$"""{ "n": 3, "name": "Three", "content": "n", "max": 6 }, {{Parts(1, 2)}}""");
        var now = MadeUpDialect.With($$"""{ "n": 4, "name": "Four", "content": "n", "max": 12 }, {{Parts(1, 3)}}""");

        string[] expected = ["Removed 3", "Added 4", "Removed 48.2", "Added 48.3"];
        Assert.That(DialectDiff.Compare(old, now).Select(difference => $"{difference.Kind} {difference.Path}"), Is.EqualTo(expected));
    }

    [Test]
    public void Message_type_and_bitmap_are_compared()
    {
        var found = DialectDiff.Compare(Dialect.Embedded("iso8583-1987-bcd"), Dialect.Embedded("iso8583-1987-ascii")).Take(2).ToList();

        Assert.That(string.Join(" ", found.Select(difference => difference.Path)), Is.EqualTo("mti bitmap"));
        Assert.That(found[0].Proof!.Old, Does.StartWith("080080000000"));
        Assert.That(found[0].Proof!.New, Does.StartWith("303830303830"));
    }

    [Test]
    public void Rules_are_compared_whatever_the_order()
    {
        var old = MadeUpDialect.With("", """{ "mti": "0200", "mandatory": [41, 11] }, { "mti": "0210", "echo": [11] }, { "mti": "0400", "mandatory": [11] }""");
        var now = MadeUpDialect.With("", """{ "mti": "0200", "mandatory": [11, 41] }, { "mti": "0210", "echo": [11, 41] }, { "mti": "0800", "mandatory": [11] }""");

        string[] expected =
        [
            "Changed rule 0210: PropertyChange { Property = echo, Old = 11, New = 11, 41 }",
            "Removed rule 0400: PropertyChange { Property = mandatory, Old = 11, New =  }",
            "Added rule 0800: PropertyChange { Property = mandatory, Old = , New = 11 }",
        ];
        Assert.That(
            DialectDiff.Compare(old, now).Select(difference => $"{difference.Kind} {difference.Path}: {string.Join("; ", difference.Changes)}"),
            Is.EqualTo(expected));
    }

    [Test]
    public void A_dialect_does_not_differ_from_itself()
    {
        foreach (var dialect in Dialect.EmbeddedNames.Select(Dialect.Embedded))
        {
            Assert.That(DialectDiff.Compare(dialect, dialect), Is.Empty, dialect.Name);
        }
    }

    private static Dialect With(string row) => MadeUpDialect.With($$"""{ "n": 60, "name": "Sixty", {{row}} }""");

    private static string Parts(params int[] numbers)
        => """{ "n": 48, "name": "Private", "content": "ans", "length": "LLLVAR", "max": 99, "inside": { "kind": "positional", "open": true, "elements": [ """
            + string.Join(", ", numbers.Select(number => $$"""{ "n": {{number}}, "name": "p", "content": "ans", "max": 2 }""")) + " ] } }";
}
