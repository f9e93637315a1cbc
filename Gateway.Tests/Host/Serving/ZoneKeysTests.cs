using Gateway.Host.Configuration;
using Gateway.Host.Estate;
using Gateway.Host.Serving;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Gateway.Tests.Host.Estate;

namespace Gateway.Tests.Host.Serving;

/// <summary>What the terminal side is given to put a PIN under: key and format together, or nothing.</summary>
[TestFixture]
public sealed class ZoneKeysTests
{
    [TestCase("iso-0", PinBlockFormat.Iso0)]
    [TestCase("iso-3", PinBlockFormat.Iso3)]
    [TestCase("iso-4", null)]
    public async Task A_triple_DES_key_comes_with_the_configured_format_and_not_with_one_it_cannot_make(string name, PinBlockFormat? format)
    {
        using var bench = await EstateBench.Opened();
        var keys = new ZoneKeys(bench.State, [new AcquirerOptions { PinFormat = name }]);
        Assert.That(keys.PinKey("acquirer"), Is.Null, "none is loaded");
        await bench.Keys.Generate(KeyUsage.ZonePin, "acquirer", KeyAlgorithm.Tdes, 16, "op");
        await bench.Keys.Generate(KeyUsage.ZonePin, "stranger", KeyAlgorithm.Tdes, 16, "op");

        var key = bench.State.Key("acquirer", KeyUsage.ZonePin)!.Key.For("acquirer");
        Assert.That(keys.PinKey("acquirer"), Is.EqualTo(format is { } known ? new PinKey(key, known) : (PinKey?)null));
        Assert.That(keys.PinKey("stranger"), Is.Null, "nothing is configured for it");
    }
}
