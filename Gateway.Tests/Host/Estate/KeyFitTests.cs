using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Pins;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Estate;

/// <summary>A key for what it cannot do is refused when it comes, whichever way it comes.</summary>
[TestFixture]
public sealed class KeyFitTests
{
    private const string LongKey = KeyA + KeyB;

    [TestCase(KeyAlgorithm.Tdes, PinBlockFormat.Iso0, null)]
    [TestCase(KeyAlgorithm.Tdes, PinBlockFormat.Iso3, null)]
    [TestCase(KeyAlgorithm.Aes, PinBlockFormat.Iso4, null)]
    [TestCase(KeyAlgorithm.Aes, PinBlockFormat.Iso0, "PINs go to acquirer acquirer as iso-0, under a key for Tdes; this is one for Aes.")]
    [TestCase(KeyAlgorithm.Aes, PinBlockFormat.Iso3, "PINs go to acquirer acquirer as iso-3, under a key for Tdes; this is one for Aes.")]
    [TestCase(KeyAlgorithm.Tdes, PinBlockFormat.Iso4, "PINs go to acquirer acquirer as iso-4, under a key for Aes; this is one for Tdes.")]
    public async Task A_zone_PIN_key_is_of_its_formats_cipher(KeyAlgorithm cipher, PinBlockFormat format, string? sentence)
    {
        using var bench = await Opened();
        var made = await Keys(bench, format).Generate(KeyUsage.ZonePin, "acquirer", cipher, 16, "op");

        Assert.That((made.Outcome, made.Sentence), Is.EqualTo((sentence is null ? CommandOutcome.Done : CommandOutcome.Invalid, sentence ?? "")));
        Assert.That(bench.State.Key("acquirer", KeyUsage.ZonePin) is null, Is.EqualTo(sentence is not null));
    }

    [TestCase(PinBlockFormat.Iso3, KeyA, KeyAlgorithm.Tdes)]
    [TestCase(PinBlockFormat.Iso4, KeyA, KeyAlgorithm.Aes)]
    [TestCase(PinBlockFormat.Iso4, LongKey, KeyAlgorithm.Aes)]
    public async Task A_configured_key_is_read_as_one_of_its_formats_cipher(PinBlockFormat format, string hex, KeyAlgorithm cipher)
    {
        using var bench = await Opened();
        var loaded = await Keys(bench, format).LoadZonePinKey("acquirer", hex, "configuration");

        Assert.That(loaded.Value?.Key.For("acquirer").Algorithm, Is.EqualTo(cipher), loaded.Sentence);
        Assert.That(loaded.Value!.Key.Kcv, Is.EqualTo(KeyCheckValue.Compute(cipher, Convert.FromHexString(hex))));
    }

    [Test]
    public async Task A_configured_key_that_its_formats_cipher_does_not_have_is_refused()
    {
        using var bench = await Opened();
        Assert.That((await Keys(bench, PinBlockFormat.Iso0).LoadZonePinKey("acquirer", LongKey, "configuration")).Outcome, Is.EqualTo(CommandOutcome.Invalid));
    }

    [Test]
    public async Task An_exchanged_key_gives_way_to_the_configuration_when_the_format_was_changed()
    {
        using var bench = await Opened();
        await Keys(bench, PinBlockFormat.Iso0).Generate(KeyUsage.ZonePin, "acquirer", KeyAlgorithm.Tdes, 16, "ann");
        var before = bench.State.Key("acquirer", KeyUsage.ZonePin);

        Assert.That((await Keys(bench, PinBlockFormat.Iso3).LoadZonePinKey("acquirer", KeyA, "configuration")).Value, Is.EqualTo(before), "of the same cipher");
        Assert.That((await Keys(bench, PinBlockFormat.Iso4).LoadZonePinKey("acquirer", KeyA, "configuration")).Outcome, Is.EqualTo(CommandOutcome.Done));
        Assert.That(bench.State.Key("acquirer", KeyUsage.ZonePin)!.Key.For("acquirer").Algorithm, Is.EqualTo(KeyAlgorithm.Aes));
    }

    [Test]
    public async Task A_key_of_the_other_cipher_that_comes_over_the_link_is_refused_however_often_and_the_old_one_stays()
    {
        using var bench = await Opened();
        await bench.Keys.Generate(KeyUsage.ZoneMaster, "acquirer", KeyAlgorithm.Tdes, 16, "ann");
        var known = (await bench.Keys.Generate(KeyUsage.ZonePin, "acquirer", KeyAlgorithm.Tdes, 16, "ann")).Value!;
        var changed = Keys(bench, PinBlockFormat.Iso4);

        var another = await changed.Exchange(KeyUsage.ZonePin, "acquirer", _ => bench.Module.GenerateKey(KeyUsage.ZonePin, KeyAlgorithm.Tdes, 16, "acquirer", default));
        var same = await changed.Exchange(KeyUsage.ZonePin, "acquirer", _ => ValueTask.FromResult(known.Key.For("acquirer")));
        Assert.That((another.Outcome, same.Outcome), Is.EqualTo((CommandOutcome.Invalid, CommandOutcome.Invalid)), "the one it has is of no use to it either");
        Assert.That(bench.Audits.Count(entry => entry.Kind == "key-refused" && entry.Detail.Contains("as iso-4, under a key for Aes", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(bench.State.Key("acquirer", KeyUsage.ZonePin), Is.EqualTo(known));

        var fitting = await changed.Exchange(KeyUsage.ZonePin, "acquirer", _ => bench.Module.GenerateKey(KeyUsage.ZonePin, KeyAlgorithm.Aes, 32, "acquirer", default));
        Assert.That(fitting.Outcome, Is.EqualTo(CommandOutcome.Done), fitting.Sentence);
    }

    [TestCase(KeyUsage.ZoneMac, KeyAlgorithm.Aes, false)]
    [TestCase(KeyUsage.ZoneMac, KeyAlgorithm.Tdes, true)]
    [TestCase(KeyUsage.TerminalMaster, KeyAlgorithm.Aes, false)]
    public async Task So_are_the_others(KeyUsage usage, KeyAlgorithm algorithm, bool fits)
    {
        using var bench = await Opened();
        var key = await bench.Module.GenerateKey(usage, algorithm, 16, "acquirer", default);
        Assert.That(Fit(PinBlockFormat.Iso0).Fault(key), fits ? Is.Null : Does.Contain("acquirer"));
    }

    private static KeyFit Fit(PinBlockFormat format) => new(_ => MacProfiles.Named("x9.19"), _ => format);

    private static KeyCommands Keys(EstateBench bench, PinBlockFormat format) => bench.KeysFor(Fit(format));
}
