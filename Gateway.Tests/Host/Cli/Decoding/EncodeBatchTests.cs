using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Host.Cli.Decoding;

[TestFixture]
public sealed class EncodeBatchTests
{
    private static readonly string[] _answerNames = ["id", "hex"];
    private static readonly string[] _errorNames = ["kind", "element", "message"];

    [TestCase("""{"mti":"0800","elements":{"11":"000001"}}""", "0800" + "0020000000000000" + "000001")]
    [TestCase("""{"mti":"0800"}""", "0800" + "0000000000000000")]
    [TestCase("""{"mti":"0800","framing":"length","elements":{}}""", "000A" + "0800" + "0000000000000000")]
    [TestCase("""{"mti":"0800","framing":"length+tpdu+header","elements":{}}""", "0015" + "6000000000" + "603100310000" + "0800" + "0000000000000000")]
    [TestCase("""{"mti":"0800","framing":"tpdu+header","tpdu":"6000030004","header":"612233445566","elements":{}}""", "6000030004" + "612233445566" + "0800" + "0000000000000000")]
    [TestCase("""{"mti":"0800","framing":"4-ascii+fixed-2","header":"abcd","elements":{}}""", "30303132" + "ABCD" + "0800" + "0000000000000000")]
    [TestCase("""{"mti":"0800","framing":"fixed:49534F","elements":{}}""", "49534F" + "0800" + "0000000000000000")]
    [TestCase("""{"mti":"0200","elements":{"35":"6212D29"}}""", "0200" + "0000000020000000" + "076212D290")]
    [TestCase("""{"mti":"0200","elements":{"35":"6212=29"}}""", "0200" + "0000000020000000" + "076212D290")]
    [TestCase("""{"dialect":"iso8583-1987-ascii","mti":"0200","elements":{"35":"6212D29"}}""", "30323030" + "30303030303030303230303030303030" + "3037363231323D3239")]
    [TestCase("""{"mti":"0210","elements":{"63":"停用"}}""", "0210" + "0000000000000002" + "0004CDA3D3C3")]
    [TestCase("""{"mti":"0210","elements":{"63":{"hex":"cd"}}}""", "0210" + "0000000000000002" + "0001CD")]
    [TestCase("""{"mti":"0200","elements":{"55":{"9F36":"0047","9F26":["1122","33"],"DF01":{"hex":"aa"}}}}""", "0200" + "0000000000000200" + "0018" + "9F36020047" + "9F26021122" + "9F260133" + "DF0101AA")]
    [TestCase("""{"mti":"0200","elements":{"59":{"A2":{"01":"04","05":"7"}}}}""", "0200" + "0000000000000020" + "0018" + "41323031333031303032303430353030" + "3137")]
    [TestCase("""{"mti":"0800","unknown":1,"elements":{"60":{"1":"00","2":"000001","3":"003"}}}""", "0800" + "0000000000000010" + "0011" + "000000010030")]
    public void Line_becomes_a_message(string line, string hex)
    {
        var answer = Lines.Encoded(line).Single();
        Assert.That((string?)answer["hex"], Is.EqualTo(hex), answer.ToJsonString());
        Assert.That(answer.Select(property => property.Key), Is.EqualTo(_answerNames));
    }

    [TestCase("""{"mti":"02","elements":{}}""", "BadMessageType", "0")]
    [TestCase("""{"elements":{}}""", "BadMessageType", "0")]
    [TestCase("""{"mti":"0200","elements":{"4":"12345"}}""", "TooShort", "4")]
    [TestCase("""{"mti":"0200","elements":{"4":"1234567890123"}}""", "TooLong", "4")]
    [TestCase("""{"mti":"0200","elements":{"4":"00000000123x"}}""", "BadDigit", "4")]
    [TestCase("""{"mti":"0200","elements":{"41":"停用停用停用停用"}}""", "BadCharacter", "41")]
    [TestCase("""{"mti":"0200","elements":{"5":"1"}}""", "UnknownElement", "5")]
    [TestCase("""{"mti":"0200","elements":{"200":"1"}}""", "UnknownElement", "elements")]
    [TestCase("""{"mti":"0200","elements":{"1":"1"}}""", "UnknownElement", "elements")]
    [TestCase("""{"mti":"0200","elements":{"amount":"1"}}""", "UnknownElement", "elements")]
    [TestCase("""{"mti":"0200","elements":{"4":1}}""", "BadJson", "4")]
    [TestCase("""{"mti":"0200","elements":[]}""", "BadJson", "elements")]
    [TestCase("""{"mti":"0200","elements":{"4":{"1":"1"}}}""", "BadTag", "4")]
    [TestCase("""{"mti":"0200","elements":{"52":{"hex":"0x"}}}""", "BadHex", "52")]
    [TestCase("""{"mti":"0200","elements":{"55":{"9F":"00"}}}""", "BadTag", "55.9F")]
    [TestCase("""{"mti":"0200","elements":{"55":{"9F36":"0"}}}""", "BadLength", "55.9F36")]
    [TestCase("""{"mti":"0200","elements":{"55":{"9F36":{"1":"0"}}}}""", "BadTag", "55.9F36")]
    [TestCase("""{"mti":"0200","elements":{"60":{"1":["00","01"]}}}""", "BadTag", "60.1")]
    [TestCase("""{"mti":"0200","framing":"tpdu","tpdu":"12"}""", "BadFrame", "frame")]
    [TestCase("""{"mti":"0200","framing":"header","header":"12"}""", "BadFrame", "frame")]
    [TestCase("""{"mti":"0200","framing":"fixed-3"}""", "BadFrame", "frame")]
    [TestCase("""{"mti":"0200","framing":"no"}""", "UnknownFraming", "framing")]
    [TestCase("""{"mti":"0200","dialect":"no"}""", "UnknownDialect", "dialect")]
    [TestCase("nothing", "BadJson", "line")]
    public void Line_that_cannot_be_written_says_which_element_and_why(string line, string kind, string element)
    {
        var answers = Lines.Encoded(line + "\n{\"id\":\"next\",\"mti\":\"0800\"}");
        var error = answers[0]["error"]!.AsObject();
        Assert.That(((string?)error["kind"], (string?)error["element"]), Is.EqualTo((kind, element)), error.ToJsonString());
        Assert.That(error.Select(property => property.Key), Is.EqualTo(_errorNames));
        Assert.That((string?)answers[1]["id"], Is.EqualTo("next"));
    }

    [Test]
    public void Message_longer_than_its_length_can_say_is_a_bad_frame()
    {
        var longest = Dialect.Embedded("iso8583-1987-ascii").Elements
            .Where(element => element is { Content: ElementContent.Text, Max: 999, Inside: null })
            .Select(element => $"\"{element.Number}\":\"{new string('x', 999)}\"").ToList();
        Assert.That(longest, Has.Count.GreaterThan(10));
        var line = """{"dialect":"iso8583-1987-ascii","mti":"0800","framing":"2-bcd","elements":{LONGEST}}""".Replace("LONGEST", string.Join(',', longest), StringComparison.Ordinal);
        var error = Lines.Encoded(line).Single()["error"];
        Assert.That((string?)error?["kind"], Is.EqualTo("BadFrame"), error?.ToJsonString());
    }
}
