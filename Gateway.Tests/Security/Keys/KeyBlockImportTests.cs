using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Tests.Security.Keys;

/// <summary>A key is only ever used for what its block says.</summary>
[TestFixture]
public sealed class KeyBlockImportTests
{
    [Test]
    public void Every_usage_takes_the_blocks_of_its_row([Values] KeyUsage usage)
    {
        foreach (var code in KeyUsages.Codes(usage))
        {
            foreach (var mode in KeyUsages.Modes(usage))
            {
                var algorithm = code == "M7" ? 'H' : KeyUsages.Allows(usage, KeyAlgorithm.Tdes) ? 'T' : 'A';
                var block = KeyBlockBench.Wrap(KeyBlockBench.Header('D', code, algorithm, mode), KeyBlockBench.DoubleKey);
                Assert.That(KeyBlockBench.Key(Import(usage, block)), Has.Length.EqualTo(16), $"{code} {mode}");
            }
        }
    }

    [Test]
    public void A_key_of_one_usage_is_none_of_another([Values] KeyUsage usage, [Values] KeyUsage other)
    {
        var code = KeyUsages.Codes(other)[0];
        if (KeyUsages.Codes(usage).Contains(code))
        {
            return;
        }

        var block = KeyBlockBench.Wrap(KeyBlockBench.Header('D', code, mode: KeyUsages.Modes(usage)[0]), KeyBlockBench.DoubleKey);
        Assert.That(Refused(usage, block), Does.StartWith($"The key block carries usage {code}; a {usage} key has "));
    }

    [Test]
    public void No_MAC_is_asked_of_a_PIN_key()
    {
        var block = KeyBlockBench.Wrap(KeyBlockBench.Header('D', "P0", mode: 'B'), KeyBlockBench.DoubleKey);
        Assert.That(
            Refused(KeyUsage.TerminalMac, block),
            Is.EqualTo("The key block carries usage P0; a TerminalMac key has M0, M1, M3, M5, M6, M7, M8."));
    }

    [Test]
    public void The_usage_is_looked_at_after_the_MAC()
    {
        var block = KeyBlockBench.Wrap(KeyBlockBench.Header('D', "P0", mode: 'B'), KeyBlockBench.DoubleKey);
        var renamed = block.Replace("P0TB", "M3TC", StringComparison.Ordinal);
        Assert.That(Refused(KeyUsage.TerminalMac, renamed), Does.Contain("MAC is not right"));
    }

    [TestCase(KeyUsage.TerminalPin, "P0", 'E')]
    [TestCase(KeyUsage.ZonePin, "P0", 'D')]
    [TestCase(KeyUsage.TerminalMac, "M3", 'G')]
    [TestCase(KeyUsage.ZoneMac, "M3", 'V')]
    [TestCase(KeyUsage.TerminalBaseDerivation, "B0", 'B')]
    public void A_mode_that_forbids_the_work_is_refused(KeyUsage usage, string code, char mode)
        => Assert.That(
            Refused(usage, KeyBlockBench.Wrap(KeyBlockBench.Header('D', code, mode: mode), KeyBlockBench.DoubleKey)),
            Does.StartWith($"The key block carries mode of use {mode}; "));

    [TestCase("M7", 'T')]
    [TestCase("M3", 'H')]
    [TestCase("M3", '7')]
    public void Keyed_hashes_and_ciphers_are_not_mixed(string code, char algorithm)
        => Assert.That(
            Refused(KeyUsage.TerminalMac, KeyBlockBench.Wrap(KeyBlockBench.Header('D', code, algorithm, 'C'), KeyBlockBench.DoubleKey)),
            Does.Contain("algorithm"));

    [Test]
    public void A_known_key_is_refused_unless_allowed()
    {
        var block = KeyBlockBench.Wrap(KeyBlockBench.Header('D'), Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210"));
        Assert.That(Refused(KeyUsage.TerminalPin, block), Is.EqualTo(KeyPolicy.Explain(KeyFault.TestKey)));
        Assert.That(
            () => KeyBlockReader.Import(KeyUsage.TerminalPin, KeyBlockBench.Aes, block, new() { AllowTestKeys = true }).Dispose(),
            Throws.Nothing);
    }

    [Test]
    public void A_single_length_key_is_for_terminal_MACs_only([Values('T', 'D')] char algorithm)
    {
        var block = KeyBlockBench.Wrap(KeyBlockBench.Header('D', "M3", algorithm, 'C'), KeyBlockBench.DoubleKey[..8]);
        Assert.That(KeyBlockBench.Key(Import(KeyUsage.TerminalMac, block)), Has.Length.EqualTo(8));
        Assert.That(Refused(KeyUsage.ZoneMac, block), Does.EndWith("."));
    }

    [Test]
    public void A_triple_DES_key_comes_out_with_odd_parity()
    {
        var key = KeyBlockBench.DoubleKey.ToArray();
        KeyPolicy.AdjustParity(key);
        var even = key.Select(value => (byte)(value ^ 1)).ToArray();
        Assert.That(
            KeyBlockBench.Key(Import(KeyUsage.TerminalPin, KeyBlockBench.Wrap(KeyBlockBench.Header('D'), even))), Is.EqualTo(key));
    }

    [Test]
    public void An_unknown_usage_takes_nothing()
        => Assert.That(Refused((KeyUsage)99, KeyBlockBench.Wrap(KeyBlockBench.Header('D'), KeyBlockBench.DoubleKey)), Does.EndWith("."));

    private static UnwrappedKey Import(KeyUsage usage, string block)
        => KeyBlockReader.Import(usage, KeyBlockBench.Aes, block, KeyBlockPolicy.Strict);

    private static string Refused(KeyUsage usage, string block)
        => Assert.Throws<KeyException>(() => Import(usage, block).Dispose())!.Message;
}
