using Gateway.Simulator.Commands;
using Gateway.Simulator.Issuing;

namespace Gateway.Tests.Simulator.Issuing;

[TestFixture]
internal sealed class IssuerKeyFileTests : IDisposable
{
    private const string Key = "0123456789ABCDEFFEDCBA9876543210";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Test]
    public void Every_member_is_read()
    {
        var keys = Read($$"""
            {
              "imk": "{{Key}}", "cryptogram": "CVN10", "option": "B", // comments are allowed
              "cvk": "{{Key}}", "cvvAt": 0, "pvk": "{{Key}}", "pvki": "3", "pvvs": { "1122334455667788": "8523" }
            }
            """);

        Assert.That((keys.Version, keys.Option, keys.CvvPosition, keys.PinKeyIndex), Is.EqualTo((CryptogramVersion.Cvn10, IccMasterKeyOption.B, 0, '3')));
        Assert.That(new[] { keys.MasterKey, keys.CardVerificationKey, keys.PinVerificationKey }, Has.All.EqualTo(Convert.FromHexString(Key)));
        Assert.That(keys.PinVerificationValues["1122334455667788"], Is.EqualTo("8523"));
        Assert.That(keys.ToString(), Does.Not.Contain("0123").And.Not.Contain("8523"));
    }

    [Test]
    public void Every_member_may_be_left_out()
    {
        var keys = Read("{}");
        Assert.That((keys.MasterKey, keys.CardVerificationKey, keys.PinVerificationKey, keys.Version), Is.EqualTo(((byte[]?)null, (byte[]?)null, (byte[]?)null, CryptogramVersion.Cvn18)));
    }

    [TestCase("")]
    [TestCase("null 0123")]
    [TestCase("[]")]
    [TestCase("{\"imc\":\"0123456789ABCDEFFEDCBA9876543210\"}")]
    [TestCase("{\"imk\":\"0123456789ABCDEF\"}")]
    [TestCase("{\"cvk\":\"0123456789ABCDEFFEDCBA987654321G\"}")]
    [TestCase("{\"pvk\":5678}")]
    [TestCase("{\"cryptogram\":\"CVN17\"}")]
    [TestCase("{\"cryptogram\":null}")]
    [TestCase("{\"option\":\"0\"}")]
    [TestCase("{\"cvvAt\":14}")]
    [TestCase("{\"pvki\":\"A\"}")]
    [TestCase("{\"pvki\":null}")]
    [TestCase("{\"pvvs\":null}")]
    [TestCase("{\"pvvs\":{\"1122334455667788\":\"85\"}}")]
    [TestCase("{\"pvvs\":{\"1122334455667788\":null}}")]
    [TestCase("{\"pvvs\":{\"11223344556677\\u00b2\":\"8523\"}}")]
    public void A_wrong_file_gets_one_sentence_that_quotes_no_key_and_no_card(string content)
        => Assert.That(() => Read(content), Throws.TypeOf<UsageException>().With.Message.Not.Contain("0123").And.Message.Not.Contain("1122"));

    [Test]
    public async Task A_pin_verification_key_without_the_zone_key_and_a_missing_file_are_wrong_usage()
    {
        await File.WriteAllTextAsync(_file, $$"""{ "pvk": "{{Key}}" }""");

        Assert.That(await AcquirerAsync(_file), Is.EqualTo(ExitCode.Usage));
        Assert.That(await AcquirerAsync("/nowhere/keys"), Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task The_acquirer_runs_with_issuer_keys_and_says_in_its_help_what_they_do()
    {
        await File.WriteAllTextAsync(_file, $$"""{ "imk": "{{Key}}" }""");

        Assert.That(await AcquirerAsync(_file), Is.EqualTo(ExitCode.Ok));
        using var help = new StringWriter();
        await CommandTree.RunAsync(["acquirer", "--help"], help, TextWriter.Null);
        Assert.That(help.ToString(), Does.Contain("--issuer-keys").And.Contain("tag 91"));
    }

    private static Task<int> AcquirerAsync(string keys)
        => CommandTree.RunAsync(["acquirer", "--port", "0", "--for", "1s", "--issuer-keys", keys], TextWriter.Null, TextWriter.Null);

    private IssuerKeys Read(string content)
    {
        File.WriteAllText(_file, content);
        return IssuerKeyFile.Read(_file);
    }
}
