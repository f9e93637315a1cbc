using System.Text;
using Gateway.Host.Cli;
using Gateway.Host.Cli.Decoding;
using Gateway.Iso8583.Tracing;

namespace Gateway.Tests.Host.Cli.Decoding;

[TestFixture]
public sealed class DecodeBatchTests
{
    private const string Card = "6212345678901234567";
    private const string Sale =
        """{"id":1,"mti":"0200","elements":{"2":"6212345678901234567","4":"000000012345","35":"6212345678901234567D29122011234567890","52":"0412AC89ABCDEF67","55":"9F26081122334455667788","63":"商户停用","64":"3635304341433741"}}""";

    // The line; kind, element, offset, length, offset in the bytes given.
    [TestCase("""{"hex":"0800 0020000000C00016"}""", "Truncated", "11", 10, 0, 10)]
    [TestCase("""{"hex":"ABCD"}""", "BadMessageType", "0", 0, 2, 0)]
    [TestCase("""{"hex":"08"}""", "Truncated", "0", 0, 1, 0)]
    [TestCase("""{"hex":"0800 8020000000C00016"}""", "BitmapNotAllowed", "1", 2, 8, 2)]
    [TestCase("""{"hex":"0800 0000000000000002"}""", "Truncated", "63", 10, 0, 10)]
    [TestCase("""{"hex":"0800 0800000000000000 00"}""", "UnknownElement", "5", 10, 0, 10)]
    [TestCase("""{"hex":"0800 0020000000000000 00000A"}""", "BadDigit", "11", 10, 3, 10)]
    [TestCase("""{"hex":"0800 0020000000000000 00000100"}""", "TrailingBytes", "11", 13, 1, 13)]
    [TestCase("""{"hex":"0200 0000000000000200 0003 9F2608"}""", "Truncated", "55.9F26", 15, 0, 15)]
    [TestCase("""{"framing":"length","hex":"000D 0800 0020000000000000 00000A"}""", "BadDigit", "11", 10, 3, 12)]
    [TestCase("""{"framing":"length+tpdu+header","hex":"0018 6000000000 603100310000 0800 0020000000000000 00000A"}""", "BadDigit", "11", 10, 3, 23)]
    [TestCase("""{"framing":"length","hex":"0005 0800"}""", "BadFrame", "frame", 0, 2, 0)]
    [TestCase("""{"framing":"length","hex":"00"}""", "BadFrame", "frame", 0, 1, 0)]
    [TestCase("""{"framing":"length","hex":"0000"}""", "BadFrame", "frame", 0, 2, 0)]
    [TestCase("""{"framing":"length","hex":"0002 0800 6212"}""", "BadFrame", "frame", 4, 2, 4)]
    [TestCase("""{"framing":"4-ascii","hex":"2B303031 0800"}""", "BadFrame", "frame", 0, 4, 0)]
    [TestCase("""{"framing":"tpdu+header","hex":"0000000000 603100310000 0800"}""", "BadFrame", "frame", 0, 11, 0)]
    [TestCase("""{"dialect":"none such","hex":"0800"}""", "UnknownDialect", "dialect", 0, 0, 0)]
    [TestCase("""{"framing":"none such","hex":"0800"}""", "UnknownFraming", "framing", 0, 0, 0)]
    [TestCase("""{"hex":"08x0"}""", "BadHex", "hex", 0, 0, 0)]
    [TestCase("""{"hex":"080"}""", "BadHex", "hex", 0, 0, 0)]
    [TestCase("""{"hex":800}""", "BadJson", "hex", 0, 0, 0)]
    [TestCase("""{"hex":"\ud800"}""", "BadJson", "hex", 0, 0, 0)]
    [TestCase("""{}""", "BadJson", "hex", 0, 0, 0)]
    [TestCase("""{"hex":"0800""", "BadJson", "line", 0, 0, 0)]
    [TestCase("""["0800"]""", "BadJson", "line", 0, 0, 0)]
    [TestCase("hello", "BadJson", "line", 0, 0, 0)]
    public void Bad_line_is_answered_with_its_fault_and_the_batch_goes_on(string line, string kind, string element, int offset, int length, int frameOffset)
    {
        var answers = Lines.Decoded($$"""{{line}}{{'\n'}}{"id":"next","hex":"0800 0020000000000000 000001"}""");
        var error = answers[0]["error"]!;
        Assert.That(
            ((string?)error["kind"], (string?)error["element"], (int)error["offset"]!, (int)error["length"]!, (int)error["frameOffset"]!),
            Is.EqualTo((kind, element, offset, length, frameOffset)), error.ToJsonString());
        Assert.That((string?)error["message"], Is.Not.Empty);
        Assert.That(answers[1].ToJsonString(), Is.EqualTo("""{"id":"next","mti":"0800","elements":{"11":"000001"}}"""));
        Assert.That(answers, Has.Length.EqualTo(2));
    }

    [Test]
    public void What_was_read_stands_beside_the_error()
    {
        var answer = Lines.Decoded("""{"framing":"tpdu+header","hex":"6000030000 603100310000 0800 0020000000C00000 000001 3030303030303031 31"}""").Single();
        Assert.That(answer["error"]!["element"]!.GetValue<string>(), Is.EqualTo("42"));
        answer.Remove("error");
        Assert.That(answer.ToJsonString(), Is.EqualTo(
            """{"id":null,"mti":"0800","tpdu":"6000030000","header":"603100310000","elements":{"11":"000001","41":"00000001"}}"""));
    }

    [TestCase("7")]
    [TestCase("1.50")]
    [TestCase("null")]
    [TestCase("true")]
    [TestCase("\"\\u00e9 \\ud800\"")]
    [TestCase("[1,{\"a\":\"b\"}]")]
    public void Id_comes_back_as_it_was_given_from_good_lines_and_bad_ones(string id)
    {
        var output = Lines.Decode($$"""{"hex":"0800 0020000000000000 000001","id":{{id}}}{{'\n'}}{"id":{{id}},"hex":"zz"}""").Split('\n');
        Assert.That(output[0], Does.StartWith($$"""{"id":{{id}},"mti":"0800","""));
        Assert.That(output[1], Does.StartWith($$"""{"id":{{id}},"error":{"kind":"BadHex","""));
    }

    [Test]
    public void Texts_are_texts_and_bytes_that_are_none_are_hex()
    {
        var encoded = (string)Lines.Encoded(Sale).Single()["hex"]!;
        var elements = Lines.Decoded($$"""{"hex":"{{encoded}}"}""").Single()["elements"]!;
        Assert.That((string?)elements["35"], Is.EqualTo("6212345678901234567D29122011234567890"));
        Assert.That((string?)elements["63"], Is.EqualTo("商户停用"));
        Assert.That(Lines.Decode($$"""{"hex":"{{encoded}}"}"""), Does.Contain("\"63\":\"商户停用\""));
        Assert.That(
            Lines.Decoded("""{"hex":"0210 0000000000000002 0002 4181"}""").Single()["elements"]!["63"]!.ToJsonString(), Is.EqualTo("""{"hex":"4181"}"""));
    }

    [Test]
    public void Nothing_secret_is_in_the_output_without_reveal()
    {
        var encoded = (string)Lines.Encoded(Sale).Single()["hex"]!;
        var lines = new StringBuilder();
        for (var cut = 2; cut <= encoded.Length; cut += 2)
        {
            lines.Append("{\"hex\":\"").Append(encoded, 0, cut).Append("\"}\n");
            lines.Append("{\"hex\":\"").Append(encoded, 0, cut - 1).Append("\"}\n{\"hex\":\"").Append(encoded, 0, cut).Append('\n');
        }

        var output = Lines.Decode(lines.ToString(), Showing.Masked);
        Assert.That(output.Split('\n'), Has.Length.EqualTo((3 * encoded.Length / 2) + 1));
        foreach (var secret in new[] { Card, Card[6..15], "29122011234567890", "0412AC89ABCDEF67", "1122334455667788", "3635304341433741", "650CAC7A" })
        {
            Assert.That(output, Does.Not.Contain(secret));
        }
    }

    [Test]
    public void Dialects_of_a_folder_are_found_and_faulty_ones_named()
    {
        var folder = Directory.CreateTempSubdirectory("dialects").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "file.json"), """{ "name": "mine", "title": "Mine", "source": ["A test."], "extends": "iso8583-1987-ascii", "elements": [] }""");
            var batch = new DecodeBatch(Lines.Fields(folder), Showing.Everything);
            var answer = Lines.Answers(Lines.Run(batch, """{"dialect":"mine","hex":"30383030 30303230303030303030303030303030 303030303031"}""")).Single();
            Assert.That((string?)answer["elements"]!["11"], Is.EqualTo("000001"), answer.ToJsonString());

            File.WriteAllText(Path.Combine(folder, "bad.json"), "{");
            Assert.That(() => new DialectShelf(folder), Throws.InstanceOf<CommandFailedException>().With.Message.Contains("bad.json"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Empty_lines_byte_order_mark_and_carriage_returns_are_passed_over()
        => Assert.That(
            Lines.Decode("\uFEFF{\"id\":1,\"hex\":\"0800 0020000000000000 000001\"}\r\n\r\n   \n\n{\"id\":2,\"hex\":\"0800 0020000000000000 000001\"}"),
            Is.EqualTo("{\"id\":1,\"mti\":\"0800\",\"elements\":{\"11\":\"000001\"}}\n{\"id\":2,\"mti\":\"0800\",\"elements\":{\"11\":\"000001\"}}\n"));
}
