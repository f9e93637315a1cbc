using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Tests.Security.Keys;

/// <summary>The known answers about key blocks.</summary>
[TestFixture]
public sealed class KeyBlockCasesTests
{
    private const string Topic = "key-block";

    private static readonly string[] _operations = ["derive_kbek_kbak", "normalise_header", "parse_header", "unwrap", "wrap"];

    [Test]
    public void No_operation_is_left_out()
        => Assert.That(CryptoCases.Operations(Topic), Is.EquivalentTo(_operations));

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "derive_kbek_kbak" } })]
    public void Encryption_and_authentication_keys_come_from_the_protection_key(JsonElement known)
    {
        foreach (var version in known.In().Text("block_version").Where(char.IsAsciiLetter))
        {
            using var keys = KeyBlockKeys.Derive(version, known.In().Hex("kbpk"));
            Assert.That(keys.Encryption.ToArray(), Is.EqualTo(known.Out().Hex("kbek")));
            Assert.That(keys.Authentication.ToArray(), Is.EqualTo(known.Out().Hex("kbak")));
        }
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "normalise_header" } })]
    public void A_header_is_padded_to_whole_cipher_blocks(JsonElement known)
        => Assert.That(
            KeyBlockHeader.Parse(known.In().Text("header")).Normalised().Format(), Is.EqualTo(known.Out().Text("header")));

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "parse_header" } })]
    public void A_header_is_read_or_refused(JsonElement known)
    {
        if (!known.IsRefused())
        {
            Assert.That(() => KeyBlockHeader.Parse(known.In().Text("header")), Throws.Nothing);
            return;
        }

        var fault = Assert.Throws<KeyException>(() => KeyBlockHeader.Parse(known.In().Text("header")));
        Assert.That(fault!.Message, Does.Match(@"^The key block's .* at offset \d+ .*\.$"));
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "unwrap" } })]
    public void A_block_opens_or_is_refused(JsonElement known)
    {
        var (kbpk, block) = (known.In().Hex("kbpk"), known.In().Text("block"));
        if (known.IsRefused())
        {
            Assert.Throws<KeyException>(() => KeyBlockReader.Unwrap(kbpk, block, KeyBlockBench.Lenient).Dispose());
            return;
        }

        using var unwrapped = KeyBlockReader.Unwrap(kbpk, block, KeyBlockBench.Lenient);
        Assert.That(Convert.ToHexString(unwrapped.Key), Is.EqualTo(known.Out().Text("key")));
        Attribute(known, "usage", unwrapped.Header.Usage);
        Attribute(known, "algorithm", unwrapped.Header.Algorithm.ToString());
        Attribute(known, "mode", unwrapped.Header.Mode.ToString());
        Attribute(known, "exportability", unwrapped.Header.Exportability.ToString());
        if (known.Out().TryGetProperty("kcv", out var kcv))
        {
            Assert.That(KeyCheckValue.Matches(unwrapped.Algorithm!.Value, unwrapped.Key, kcv.GetString()!));
        }
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "wrap" } })]
    public void A_key_is_wrapped_to_the_last_character(JsonElement known)
    {
        var header = KeyBlockHeader.Parse(known.In().Text("header"));
        var (kbpk, key) = (known.In().Hex("kbpk"), known.In().Hex("key"));
        var masked = known.In().GetProperty("masked_key_length").GetInt32();
        var block = KeyBlockWriter.Wrap(kbpk, header, key, KeyBlockBench.Lenient, masked, known.In().Hex("random"));
        Assert.That(block, Is.EqualTo(known.Out().Text("block")));
        Assert.That(KeyBlockBench.Key(KeyBlockReader.Unwrap(kbpk, block, KeyBlockBench.Lenient)), Is.EqualTo(key));
    }

    private static void Attribute(JsonElement known, string name, string actual)
    {
        if (known.Out().TryGetProperty(name, out var expected))
        {
            Assert.That(actual, Is.EqualTo(expected.GetString()), name);
        }
    }
}
