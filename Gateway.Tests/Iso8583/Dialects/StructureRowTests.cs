using Gateway.Iso8583.Dialects;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Dialects;

/// <summary>What is inside an element, and rules, as data: read, and every fault named with its place.</summary>
[TestFixture]
public sealed class StructureRowTests
{
    // element 48, what is inside, fault
    [TestCase("b", """{ "kind": "tree", "elements": [] }""", "'kind' is not one of positional, tagged, ber-tlv, bitmap, datasets")]
    [TestCase("ans", """{ "kind": "ber-tlv", "elements": [] }""", "this kind is for content 'b'")]
    [TestCase("ans", """{ "kind": "datasets", "elements": [] }""", "this kind is for content 'b'")]
    [TestCase("b", """{ "kind": "bitmap", "bytes": 0, "elements": [] }""", "'bytes' is not 1 to 16")]
    [TestCase("b", """{ "kind": "bitmap", "bytes": 17, "elements": [] }""", "'bytes' is not 1 to 16")]
    [TestCase("ans", """{ "kind": "tagged", "tag": { "size": 0 }, "length": "LLVAR", "elements": [] }""", "'size' is not 1 to 16")]
    [TestCase("ans", """{ "kind": "tagged", "tag": { "size": 2, "form": "gbk" }, "length": "LLVAR", "elements": [] }""", "'form' is not one of ascii, latin1")]
    [TestCase("ans", """{ "kind": "tagged", "tag": { "size": 2 }, "length": "FIXED", "elements": [] }""", "a tagged part has a length")]
    [TestCase("ans", """{ "kind": "positional", "elements": [] }""", "'elements' is missing or is not a list")]
    [TestCase("ans", """{ "kind": "positional", "colour": 1, "elements": [ { "n": 1, "name": "a", "content": "n", "max": 1 } ] }""", "'colour' is not known")]
    [TestCase("ans", """{ "kind": "positional", "elements": [ { "n": 0, "name": "a", "content": "n", "max": 1 } ] }""", "element 0, the number is not 1 to 256")]
    [TestCase("ans", """{ "kind": "positional", "elements": [ { "n": 1, "name": "a", "content": "n", "max": 1 }, { "n": 1, "name": "b", "content": "n", "max": 1 } ] }""",
        "part 1 is described twice")]
    [TestCase("b", """{ "kind": "ber-tlv", "elements": [ { "n": 1, "name": "a", "content": "b", "max": 1 } ] }""", "'tag' is missing")]
    [TestCase("b", """{ "kind": "ber-tlv", "elements": [ { "tag": "5A", "name": "a", "content": "b", "max": 10, "trace": true } ] }""", "never traced in clear")]
    [TestCase("b", """{ "kind": "ber-tlv", "tags": "visa" }""", "'tags' names no list of tags")]
    public void Fault_of_a_structure_is_named(string content, string inside, string fault)
    {
        var refusal = Assert.Throws<DialectException>(() => TestDialect.Of($"{content} length=LLLVAR max=999", inside));
        Assert.That(refusal!.Faults, Has.Some.Contains(fault));
    }

    [TestCase("""{ "mti": "02", "mandatory": [2] }""", "'mti' is not four digits")]
    [TestCase("""{ "mti": "0200", "mandatory": 2 }""", "'mandatory' is not a list of elements")]
    [TestCase("""{ "mti": "0200", "mandatory": ["DE2"] }""", "an element is neither a number nor a path")]
    [TestCase("""{ "mti": "0200", "conditional": [ { "element": 2 } ] }""", "'when' is missing")]
    [TestCase("""{ "mti": "0200", "conditional": [ { "element": 2, "when": { "moon": "full" } } ] }""", "there is no condition")]
    [TestCase("""{ "mti": "0200", "echoes": [2] }""", "'echoes' is not known")]
    [TestCase("""{ "mti": "0200", "values": { "39": "00" } }""", "'39' is missing or is not a list of texts")]
    public void Fault_of_a_rule_is_named(string rule, string fault)
    {
        var refusal = Assert.Throws<DialectException>(() => TestDialect.Rows(
            """{ "n": 2, "name": "a", "content": "n", "max": 1 }""", more: $"\"rules\": [ {rule} ],"));
        Assert.That(refusal!.Faults, Has.Some.Contains(fault));
    }

    [Test]
    public void Structure_is_read_two_deep()
    {
        const string inside =
            """
            { "kind": "tagged", "tag": { "size": 2 }, "length": "LLLVAR", "strict": false, "elements": [ { "tag": "A2", "name": "a", "content": "ans", "max": 99,
              "inside": { "kind": "positional", "open": true, "elements": [ { "n": 1, "name": "b", "content": "n", "max": 2, "trace": true } ] } } ] }
            """;
        var structure = TestDialect.Of("ans length=LLLVAR max=999", inside).Element(2)!.Inside!;
        var inner = structure.Part("A2")!.Inside!;

        Assert.That((structure.Kind, structure.IsStrict, structure.Size, structure.Length), Is.EqualTo((StructureKind.Tagged, false, 2, LengthKind.LllVar)));
        Assert.That((inner.Kind, inner.IsStrict, inner.IsOpen, inner.Part("1")!.Trace), Is.EqualTo((StructureKind.Positional, true, true, TraceRule.Clear)));
        Assert.That(structure.Part("A3"), Is.Null);
    }
}
