using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Tests.Security.Keys;

[TestFixture]
public sealed class KeyBlockWriterTests
{
    [Test]
    public void What_was_wrapped_comes_out_again(
        [Values('B', 'D', 'E')] char version,
        [Values(8, 16, 24)] int bytes,
        [Values(0, 16, 24, 32)] int masked,
        [Values(0, 1, 8, 300)] int label)
    {
        var key = KeyBlockBench.TripleDes[..bytes];
        var header = KeyBlockBench.Header(
            version, algorithm: bytes == 8 ? 'D' : 'T', blocks: new OptionalBlock(OptionalBlock.Label, new string('~', label)));
        using var unwrapped = KeyBlockReader.Unwrap(
            KeyBlockBench.ProtectionKey(version), KeyBlockBench.Wrap(header, key, masked), KeyBlockPolicy.Strict);
        Assert.That(unwrapped.Key.ToArray(), Is.EqualTo(key));
        Assert.That(unwrapped.Header.Find(OptionalBlock.Label), Is.EqualTo(new string('~', label)));
        Assert.That(unwrapped.ToString(), Does.Not.Contain(Convert.ToHexString(key)));
    }

    [Test]
    public void Two_blocks_of_one_key_differ()
        => Assert.That(
            KeyBlockBench.Wrap(KeyBlockBench.Header('D'), KeyBlockBench.DoubleKey),
            Is.Not.EqualTo(KeyBlockBench.Wrap(KeyBlockBench.Header('D'), KeyBlockBench.DoubleKey)));

    [Test]
    public void A_masked_length_makes_keys_look_alike()
        => Assert.That(
            KeyBlockBench.Wrap(KeyBlockBench.Header('D'), KeyBlockBench.TripleDes, 32),
            Has.Length.EqualTo(KeyBlockBench.Wrap(KeyBlockBench.Header('D'), KeyBlockBench.DoubleKey, 32).Length));

    [TestCase('A')]
    [TestCase('C')]
    public void Deprecated_versions_are_not_written_under_any_policy(char version)
    {
        var fault = Assert.Throws<KeyException>(() => KeyBlockWriter.Wrap(
            KeyBlockBench.TripleDes, KeyBlockBench.Header(version), KeyBlockBench.DoubleKey, KeyBlockBench.Lenient));
        Assert.That(fault!.Message, Is.EqualTo($"Key blocks of version {version} are deprecated and not written any more."));
    }

    [TestCase("A0072P0TE00E0000F5161ED902807AF26F1D62263644BD24192FDB3193C730301CEE8701")]
    [TestCase("C0088M3TC00E00009BC6306FC31891BF87B3148463627B1D68C603D9FAB9074E4A0D2E78D40B29905A826F5C")]
    public void Deprecated_versions_are_read_only_where_a_profile_says_so(string block)
    {
        var fault = Assert.Throws<KeyException>(() => KeyBlockReader.Unwrap(KeyBlockBench.DoubleKey, block, KeyBlockPolicy.Strict));
        Assert.That(fault!.Message, Does.Contain("deprecated"));
    }

    [TestCase('B', 16, 'T', 24)]
    [TestCase('B', 16, 'A', 16)]
    [TestCase('B', 24, 'A', 16)]
    [TestCase('D', 16, 'A', 24)]
    [TestCase('E', 24, 'A', 32)]
    [TestCase('D', 16, 'H', 32)]
    public void A_weaker_key_protects_none_unless_allowed(char version, int protecting, char algorithm, int bytes)
    {
        var kbpk = KeyBlockBench.ProtectionKey(version)[..protecting];
        var key = KeyBlockBench.Aes[^bytes..];
        var header = KeyBlockBench.Header(version, algorithm: algorithm);
        Assert.Throws<KeyException>(() => KeyBlockWriter.Wrap(kbpk, header, key, KeyBlockPolicy.Strict));

        var block = KeyBlockWriter.Wrap(kbpk, header, key, KeyBlockBench.Lenient);
        var fault = Assert.Throws<KeyException>(() => KeyBlockReader.Unwrap(kbpk, block, KeyBlockPolicy.Strict));
        Assert.That(fault!.Message, Does.Contain("weaker"));
        Assert.That(KeyBlockBench.Key(KeyBlockReader.Unwrap(kbpk, block, KeyBlockBench.Lenient)), Is.EqualTo(key));
    }

    [Test]
    public void Random_bytes_are_as_many_as_the_block_needs()
    {
        Assert.That(KeyBlockWriter.FillingBytes('D', 16, 0), Is.EqualTo(14));
        Assert.That(KeyBlockWriter.FillingBytes('B', 16, 24), Is.EqualTo(14));
        Assert.That(KeyBlockWriter.FillingBytes('E', 16, 24), Is.EqualTo(8));
        Assert.Throws<ArgumentException>(() => KeyBlockWriter.Wrap(
            KeyBlockBench.Aes, KeyBlockBench.Header('D'), KeyBlockBench.DoubleKey, KeyBlockPolicy.Strict, 0, new byte[13]));
    }

    [TestCase(15)]
    [TestCase(17)]
    [TestCase(8)]
    [TestCase(0)]
    public void A_protection_key_has_a_length_of_its_cipher(int bytes)
        => Assert.Throws<KeyException>(() => KeyBlockWriter.Wrap(
            new byte[bytes], KeyBlockBench.Header('D'), KeyBlockBench.DoubleKey, KeyBlockBench.Lenient));

    [Test]
    public void A_header_says_nothing_that_means_nothing()
    {
        var header = KeyBlockBench.Header('D');
        KeyBlockHeader[] wrong =
        [
            header with { Usage = "Q0" }, header with { Usage = "P2" }, header with { Usage = "P" }, header with { Usage = "0A" },
            header with { Algorithm = 'Z' }, header with { Mode = 'A' },
            header with { KeyVersion = "1" }, header with { KeyVersion = "1 " },
            header with { Exportability = 'X' }, header with { Context = '3' },
            header with { OptionalBlocks = [new("L", "x")] }, header with { OptionalBlocks = [new("L-", "x")] },
            header with { OptionalBlocks = [new("LB", "é")] }, header with { OptionalBlocks = [new("LB", "\n")] },
            header with { OptionalBlocks = [.. Enumerable.Repeat(new OptionalBlock("LB", "x"), 100)] },
            header with { OptionalBlocks = [new("LB", new string('x', 9999))] },
        ];
        Assert.That(
            wrong.Select(bad => Assert.Throws<KeyException>(() => KeyBlockBench.Wrap(bad, KeyBlockBench.DoubleKey))!.Message),
            Has.All.EndsWith("."));
    }

    [Test]
    public void An_extended_length_counts_characters()
    {
        var header = KeyBlockBench.Header('D', blocks: new OptionalBlock("CT", new string('x', 0x500 - 10)));
        Assert.That(header.Format(), Does.Contain("CT00040500xxx"));
        Assert.Throws<KeyException>(() => KeyBlockHeader.Parse("D0000P0TB00N0100CT00020500" + new string('x', 0x500)));
    }
}
