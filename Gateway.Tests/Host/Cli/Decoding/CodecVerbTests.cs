using Gateway.Tests.Iso8583;

namespace Gateway.Tests.Host.Cli.Decoding;

/// <summary>The real program, once for each way to use it.</summary>
[TestFixture]
public sealed class CodecVerbTests
{
    private static readonly RecordedMessage _sale = RecordedMessage.All.Single(recorded => recorded.Id == "ipn-0210-sale");
    private static readonly string _hex = Convert.ToHexString(_sale.Wire);
    private static readonly Dictionary<string, string?> _nothing = [];

    [Test]
    public async Task Message_is_shown_for_people_without_its_secrets()
    {
        var ended = await HostProcess.Run("decode", _hex[..20], _hex[20..], "--check");
        Assert.That((ended.Code, ended.Faults), Is.EqualTo((0, "")));
        Assert.That(ended.Output, Does.StartWith("unionpay-pos, length+tpdu+header, 161 bytes\nlength  159\nTPDU    6000000006: to 0000, from 0006\nheader  603100999999: class 60"));
        Assert.That(ended.Output, Does.Contain("    2  Primary account number: 629260*********1090").And.Contain("62 92 60 ·· ·· ·· ·· ·1 09 00"));
        Assert.That(ended.Output, Does.Contain("       55.9F36  Application transaction counter: 0047").And.Contain("No rule of unionpay-pos is broken."));
        Assert.That(ended.Output, Does.Not.Contain(_sale.Fields[2]).And.Not.Contain(_sale.Fields[64]).And.Not.Contain("36 35 30"));
    }

    [Test]
    public async Task Damage_is_one_sentence_a_mark_on_the_ruler_and_exit_code_1()
    {
        var ended = await HostProcess.Run(_nothing, $"{_hex[30..100]}\n", "decode", "--framing", "none", "--dialect", "unionpay-pos");
        Assert.That(ended.Code, Is.EqualTo(1));
        Assert.That(ended.Faults, Does.Contain("in element").And.Not.Contain("\n"));
        Assert.That(ended.Output, Does.Contain("<=="));
    }

    [TestCase("decode 60000000", 1, "This is no frame of length+tpdu+header: A frame of 24576 bytes is announced and 2 are there.")]
    [TestCase("decode 60g0", 2, "Character 3 is no hexadecimal digit. There is no file of that name either.")]
    [TestCase("decode --dialect no 60", 2, "There is no such dialect; there are iso8583-1987-ascii")]
    [TestCase("decode --framing no 60", 2, "A framing is none, or")]
    [TestCase("decode --dialects /nowhere 60", 2, "The folder cannot be read")]
    [TestCase("decode --jsonl /nowhere", 2, "The file of lines cannot be read.")]
    [TestCase("decode --jsonl --check", 2, "--check is for one message")]
    [TestCase("encode", 2, "encode works on lines")]
    public async Task What_cannot_be_done_is_one_sentence_and_an_exit_code(string command, int code, string sentence)
    {
        var ended = await HostProcess.Run(command.Split(' '));
        Assert.That((ended.Code, ended.Output), Is.EqualTo((code, "")), ended.Faults);
        Assert.That(ended.Faults, Does.StartWith(sentence).And.Not.Contain("\n"));
    }

    [Test]
    public async Task Lines_go_through_decode_and_encode_and_come_back()
    {
        var decoded = await HostProcess.Run(_nothing, Lines.Request(_sale) + "\n", "decode", "--jsonl", "--reveal");
        Assert.That((decoded.Code, decoded.Faults), Is.EqualTo((0, "")));
        var request = Lines.Answers(decoded.Output).Single();
        request["framing"] = "length+tpdu+header";

        var encoded = await HostProcess.Run(_nothing, request.ToJsonString() + "\n", "encode", "--jsonl");
        Assert.That((encoded.Code, encoded.Output, encoded.Faults), Is.EqualTo((0, $$"""{"id":"{{_sale.Id}}","hex":"{{_hex}}"}""", "")));
    }

    [Test]
    public async Task Doctor_says_what_the_first_bytes_look_like()
    {
        var ended = await HostProcess.Run("doctor", "30383030 8220000000000000", "--framing", "length");
        Assert.That((ended.Code, ended.Faults), Is.EqualTo((0, "")));
        Assert.That(ended.Output, Does.Contain("ASCII '08': this peer sends no length prefix"));
    }
}
