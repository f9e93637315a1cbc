using System.Text.Json.Nodes;

namespace Gateway.Tests.Iso8583.Dialects.Importing;

[TestFixture]
public sealed class J8583Tests
{
    [TestCase("NUMERIC", 20, "n FIXED 20 ascii")]
    [TestCase("ALPHA", 20, "ans FIXED 20 latin1 filler=right")]
    [TestCase("BINARY", 20, "b FIXED 20 hex")]
    [TestCase("AMOUNT", null, "n FIXED 12 ascii")]
    [TestCase("DATE14", null, "n FIXED 14 ascii")]
    [TestCase("DATE12", null, "n FIXED 12 ascii")]
    [TestCase("DATE10", null, "n FIXED 10 ascii")]
    [TestCase("DATE6", null, "n FIXED 6 ascii")]
    [TestCase("DATE4", null, "n FIXED 4 ascii")]
    [TestCase("DATE_EXP", null, "n FIXED 4 ascii")]
    [TestCase("TIME", null, "n FIXED 6 ascii")]
    [TestCase("LLVAR", null, "ans LLVAR 99 latin1/ascii")]
    [TestCase("LLLVAR", null, "ans LLLVAR 999 latin1/ascii")]
    [TestCase("LLLLVAR", null, "ans LLLLVAR 9999 latin1/ascii")]
    [TestCase("LLLVAR", 40, "ans LLLVAR 40 latin1/ascii")]
    [TestCase("LLBIN", null, "b LLVAR 49 hex/ascii")]
    [TestCase("LLLBIN", null, "b LLLVAR 499 hex/ascii")]
    [TestCase("LLLLBIN", null, "b LLLLVAR 4999 hex/ascii")]
    [TestCase("LLBCDBIN", null, "b LLVAR 49 hex/ascii")]
    [TestCase("LLLBCDBIN", null, "b LLLVAR 499 hex/ascii")]
    [TestCase("LLLLBCDBIN", null, "b LLLLVAR 4999 hex/ascii")]
    public void A_type_becomes(string type, int? length, string row)
    {
        var attribute = length is { } given ? $"length=\"{given}\"" : "";
        var imported = ImportedFile.J8583($"""<parse type="0200"><field num="63" type="{type}" {attribute}/></parse>""");
        Assert.That(imported.Short(63), Is.EqualTo(row));
        Assert.That(imported.NotesOn("63"), Is.Empty);
    }

    [TestCase("n8583-config")]
    [TestCase("j8583-config")]
    public void Both_roots_are_read_and_what_the_file_does_not_say_is_noted(string root)
    {
        var imported = ImportedFile.J8583("""<parse type="0200"><field num="11" type="NUMERIC" length="6"/></parse>""", root);
        Assert.That(imported.Short(11), Is.EqualTo("n FIXED 6 ascii trace=true"));
        Assert.That(imported.Root["bitmap"]!.ToJsonString(), Is.EqualTo("""{"form":"hex","secondary":true}"""));
        Assert.That(imported.Notes.Single().Sentence, Does.Contain("does not say whether messages are binary"));
    }

    [Test]
    public void Guides_of_all_message_types_come_together_and_differences_are_noted()
    {
        var imported = ImportedFile.J8583("""
            <parse type="0200"><field num="3" type="NUMERIC" length="6"/><field num="4" type="AMOUNT"/></parse>
            <parse type="0210" extends="0200"><field num="4" type="exclude"/><field num="39" type="ALPHA" length="2"/></parse>
            <parse type="800"><field num="3" type="NUMERIC" length="2"/></parse>
            """);
        Assert.That(ImportedFile.Numbers(imported.Root), Is.EqualTo("3 4 39"));
        Assert.That(imported.Short(3), Is.EqualTo("n FIXED 6 ascii trace=true"));
        Assert.That(imported.NotesOn("3"), Has.One.Contains("guide for 0800").And.One.Contains("first description"));
        Assert.That(imported.Notes, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_template_describes_what_no_guide_does_and_its_values_stay_where_they_are()
    {
        var imported = ImportedFile.J8583("""
            <template type="0200"><field num="60" type="LLLVAR">SECRET-VALUE</field><field num="3" type="NUMERIC" length="4">9999</field></template>
            <parse type="0200"><field num="3" type="NUMERIC" length="6"/></parse>
            """);
        Assert.That((imported.Short(3), imported.Short(60)), Is.EqualTo(("n FIXED 6 ascii trace=true", "ans LLLVAR 999 latin1/ascii")));
        Assert.That(imported.NotesOn("file"), Has.One.Contains("template for 0200"));
        Assert.That(imported.Json + string.Concat(imported.Notes), Does.Not.Contain("SECRET").And.Not.Contain("9999"));
    }

    [Test]
    public void Parts_stand_in_the_order_of_the_file()
    {
        var imported = ImportedFile.J8583("""
            <parse type="0200"><field num="10" type="LLLVAR">
              <field num="7" type="ALPHA" length="5"/>
              <field num="3" type="LLVAR"><field num="1" type="NUMERIC" length="3"/></field>
            </field></parse>
            """);
        var inside = imported.Element(10)!["inside"]!;
        Assert.That(JsonNode.DeepEquals(inside, JsonNode.Parse("""
            { "kind": "positional", "open": true, "elements": [
              { "n": 1, "name": "Element 10.1", "content": "ans", "max": 5, "form": "latin1", "filler": "right" },
              { "n": 2, "name": "Element 10.2", "content": "ans", "length": "LLVAR", "max": 99, "form": "latin1", "lengthForm": "ascii", "inside":
                { "kind": "positional", "open": true, "elements": [ { "n": 1, "name": "Element 10.2.1", "content": "n", "max": 3, "form": "ascii" } ] } } ] }
            """)), Is.True, () => inside.ToJsonString());
    }

    [TestCase("""<field num="10" type="LLLBIN"><field num="1" type="ALPHA" length="5"/></field>""", "is no text")]
    [TestCase("""<field num="10" type="LLLVAR"><field num="1" type="BINARY" length="5"/></field>""", "inside a text")]
    public void Parts_that_cannot_be_carried_leave_the_container_in_one_piece(string field, string why)
    {
        var imported = ImportedFile.J8583($"""<parse type="0200">{field}</parse>""");
        Assert.That(imported.Element(10)!["inside"], Is.Null);
        Assert.That(imported.NotesOn("10"), Has.One.Contains(why));
    }

    [TestCase("KLINGON", "not one that is known")]
    [TestCase("NUMERIC", "no length")]
    public void A_type_that_is_none_and_a_size_that_is_missing_leave_the_field_out(string type, string why)
    {
        var imported = ImportedFile.J8583($"""<parse type="0200"><field num="3" type="NUMERIC" length="6"/><field num="63" type="{type}"/></parse>""");
        Assert.That(imported.Element(63), Is.Null);
        Assert.That(imported.NotesOn("63"), Has.One.Contains(why));
    }

    [TestCase("""<header type="0200">ISO015000050</header>""", "ans", 12, "latin1")]
    [TestCase("""<header type="0200">ISO015000050</header><header type="0210" ref="0200"/>""", "ans", 12, "latin1")]
    [TestCase("""<header type="0200" binary="true">ffFF00aa</header>""", "b", 4, "binary")]
    public void Headers_of_one_size_are_a_header(string headers, string content, int max, string form)
    {
        var imported = ImportedFile.J8583($"""{headers}<parse type="0200"><field num="3" type="NUMERIC" length="6"/></parse>""");
        Assert.That(imported.Root["header"]!.ToJsonString(), Is.EqualTo($$"""{"content":"{{content}}","length":"FIXED","max":{{max}},"form":"{{form}}"}"""));
        Assert.That(imported.NotesOn("h").Single(), Does.Contain("values are not"));
    }

    [TestCase("""<header type="0200">ISO0</header><header type="0210">ISO00</header>""", "different sizes", false)]
    [TestCase("""<header type="0800">ISO0</header>""", "no header for 0200", true)]
    public void Headers_of_some_messages_only_or_of_several_sizes_are_noted(string headers, string why, bool isCarried)
    {
        var imported = ImportedFile.J8583($"""{headers}<parse type="0200"><field num="3" type="NUMERIC" length="6"/></parse>""");
        Assert.That(imported.Root["header"] is not null, Is.EqualTo(isCarried));
        Assert.That(imported.NotesOn("h"), Has.One.Contains(why));
    }
}
