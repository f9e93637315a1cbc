using System.Text.Json.Nodes;
using Gateway.Host.Cli;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Importing;

namespace Gateway.Tests.Host.Cli;

[TestFixture]
public sealed class MoovYamlTests
{
    [Test]
    public void A_specification_in_yaml_is_the_same_as_in_json()
    {
        const string Yaml = """
            # made up
            name: Made up
            fields:
                "0": { type: String, length: 4, enc: ASCII, prefix: ASCII.Fixed }
                1:
                    type: Bitmap
                    enc: HexToASCII
                    prefix: Hex.Fixed
                    disableAutoExpand: false
                "4":
                    type: Numeric
                    length: 12
                    description: 'Amount: of it'
                    enc: ASCII
                    prefix: ASCII.Fixed
                    padding:
                        type: Left
                        pad: "0"
            """;
        const string Json = """
            { "name": "Made up", "fields": {
              "0": { "type": "String", "length": 4, "enc": "ASCII", "prefix": "ASCII.Fixed" },
              "1": { "type": "Bitmap", "enc": "HexToASCII", "prefix": "Hex.Fixed", "disableAutoExpand": false },
              "4": { "type": "Numeric", "length": 12, "description": "Amount: of it", "enc": "ASCII", "prefix": "ASCII.Fixed",
                "padding": { "type": "Left", "pad": "0" } } } }
            """;
        var turned = MoovYaml.ToJson(Yaml, "made-up");
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(turned), JsonNode.Parse(Json)), Is.True, turned);
        Assert.That(DialectImport.FromMoov(turned, "made-up").Json, Is.EqualTo(DialectImport.FromMoov(Json, "made-up").Json));
    }

    [TestCase("a: 12", """{"a":12}""")]
    [TestCase("a: \"12\"", """{"a":"12"}""")]
    [TestCase("a: true", """{"a":true}""")]
    [TestCase("a: yes", """{"a":"yes"}""")]
    [TestCase("a: ~", """{"a":null}""")]
    [TestCase("a:", """{"a":null}""")]
    [TestCase("a: 99999999999", """{"a":"99999999999"}""")]
    [TestCase("a: [1, b, {c: d}]", """{"a":[1,"b",{"c":"d"}]}""")]
    public void A_plain_number_is_a_number_and_what_is_quoted_is_a_text(string yaml, string json)
        => Assert.That(MoovYaml.ToJson(yaml, "made-up"), Is.EqualTo(json));

    [TestCase("a: [1", "line 2, column 1")]
    [TestCase("a: 1\n  b: 2", "line 2")]
    [TestCase("a: &x 1\nb: *x", "line 1, column 4")]
    [TestCase("a: 1\nb: *x", "line 2, column 4")]
    [TestCase("a: 1\na: 2", "stands twice")]
    [TestCase("[1]: 2", "name is not a text")]
    [TestCase("a: 1\n---\nb: 2", "second document")]
    [TestCase("", "not YAML")]
    [TestCase("\"\\uD800\": 1", "")]
    public void What_is_not_one_plain_document_is_refused_with_its_place(string yaml, string named)
        => Assert.That(() => MoovYaml.ToJson(yaml, "made-up"), Throws.TypeOf<DialectException>().With.Message.Contains(named));

    [Test]
    public void Nesting_without_end_is_refused()
        => Assert.That(() => MoovYaml.ToJson(new string('[', 100_000), "made-up"), Throws.TypeOf<DialectException>());
}
