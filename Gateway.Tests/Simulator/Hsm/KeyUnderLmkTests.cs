using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Simulator.Hsm;
using Gateway.Tests.Security;

namespace Gateway.Tests.Simulator.Hsm;

[TestFixture]
internal sealed class KeyUnderLmkTests
{
    private const string Topic = "key-management";

    private static readonly Dictionary<string, Action<JsonElement>> _checks = new()
    {
        ["thales_test_lmk_pair"] = known => Assert.That(TestLocalMasterKeys.Pair(known.In().Text("pair")), Is.EqualTo(known.Out().Hex("lmk"))),
        ["thales_variant_byte"] = known => Assert.That(
            KeyVariants.Thales(Number(known, "key_parts"), Number(known, "index")), Is.EqualTo(known.Out().Hex("byte")[0])),
        ["atalla_style_variant"] = known => Assert.That(
            KeyVariants.Atalla(known.In().Hex("key"), Number(known, "variant")), Is.EqualTo(known.Out().Hex("key"))),
        ["thales_lmk_decrypt"] = CheckDecrypt,
        ["thales_kcv_under_lmk"] = known => Assert.That(
            KeyUnderLmk.CheckValue(known.In().Text("key_under_lmk"), known.In().Text("key_type")), Is.EqualTo(known.Out().Text("kcv16"))),
        ["combine_components_under_lmk"] = CheckCombine,
    };

    private static IEnumerable<TestCaseData> Known => CryptoCases.Of(Topic, [.. _checks.Keys]);

    [TestCaseSource(nameof(Known))]
    public void Every_known_value_comes_out(JsonElement known) => _checks[known.Text("op")](known);

    [Test]
    public void Every_operation_that_belongs_here_is_run()
        => Assert.That(
            _checks.Keys,
            Is.EquivalentTo(CryptoCases.Operations(Topic).Where(name
                => name.StartsWith("thales", StringComparison.Ordinal)
                    || name.StartsWith("atalla", StringComparison.Ordinal)
                    || name.EndsWith("under_lmk", StringComparison.Ordinal))));

    [Test]
    public void What_was_encrypted_decrypts_for_every_type_and_scheme([Values] KeyScheme scheme)
    {
        var types = from variant in Enumerable.Range(0, 10) from pair in Enumerable.Range(0, 15) select $"{variant}0{pair:X}";
        byte[] key = [.. Enumerable.Range(1, scheme switch { KeyScheme.Z => 8, KeyScheme.U or KeyScheme.X => 16, _ => 24 }).Select(value => (byte)(value * 5))];
        foreach (var type in types)
        {
            Assert.That(KeyUnderLmk.Decrypt(KeyUnderLmk.Encrypt(key, type, scheme), type), Is.EqualTo(key), type);
        }
    }

    [Test]
    public void No_two_schemes_of_one_length_and_no_two_variants_agree()
    {
        byte[] key = [.. Enumerable.Range(1, 16).Select(value => (byte)value)];
        var texts = Enumerable.Range(0, 10).SelectMany(variant => new[] { KeyScheme.U, KeyScheme.X }
            .Select(scheme => KeyUnderLmk.Encrypt(key, $"{variant}02", scheme)[1..]));
        Assert.That(texts, Is.Unique);
    }

    [TestCase("2EC8A0412B5D0E86E3C1E5ABFA19B3F5", "X2EC8A0412B5D0E86E3C1E5ABFA19B3F5")]
    [TestCase("A5B0D60EF61D60AD", "ZA5B0D60EF61D60AD")]
    public void A_key_without_a_letter_is_in_the_plain_scheme_of_its_length(string bare, string lettered)
        => Assert.That(KeyUnderLmk.Decrypt(bare, "000"), Is.EqualTo(KeyUnderLmk.Decrypt(lettered, "000")));

    [Test]
    public void A_key_of_two_components_gets_odd_parity()
    {
        string[] components = [KeyUnderLmk.Encrypt(Odd(1), "000", KeyScheme.U), KeyUnderLmk.Encrypt(Odd(2), "000", KeyScheme.X)];

        var (key, check) = KeyUnderLmk.Combine(components, "000", KeyScheme.U);

        var clear = KeyUnderLmk.Decrypt(key, "000");
        Assert.That(clear.All(value => int.PopCount(value) % 2 == 1), Is.True);
        Assert.That(check, Is.EqualTo(KeyCheckValue.Compute(clear)[..6]));
    }

    [TestCase("", "000")]
    [TestCase("U", "000")]
    [TestCase("S34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "001")]
    [TestCase("U34E2FC8EAD7CD07BFA2B7ED5FE4D82", "001")]
    [TestCase("T34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "001")]
    [TestCase("Z34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "001")]
    [TestCase("U34E2FC8EAD7CD07BFA2B7ED5FE4D821G", "001")]
    [TestCase("U34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "")]
    [TestCase("U34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "00F")]
    [TestCase("U34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "A01")]
    [TestCase("U34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "0 1")]
    [TestCase("U34E2FC8EAD7CD07BFA2B7ED5FE4D8212", "010")]
    public void What_is_written_otherwise_is_refused_and_not_repeated(string key, string type)
        => Assert.That(() => KeyUnderLmk.Decrypt(key, type), Throws.TypeOf<KeyException>().With.Message.Not.Contain("34E2"));

    [Test]
    public void Lengths_and_numbers_that_do_not_fit_are_refused()
    {
        var single = KeyUnderLmk.Encrypt(new byte[8], "000", KeyScheme.Z);
        Assert.That(() => KeyUnderLmk.Encrypt(new byte[8], "000", KeyScheme.U), Throws.TypeOf<KeyException>());
        Assert.That(() => KeyUnderLmk.Combine([single, single], "000", KeyScheme.X), Throws.TypeOf<KeyException>());
        Assert.That(() => KeyUnderLmk.Combine([single], "000", KeyScheme.Z), Throws.TypeOf<KeyException>());
        Assert.That(() => TestLocalMasterKeys.Pair("40-41"), Throws.TypeOf<KeyException>());
        Assert.That(() => KeyVariants.Thales(1, 0), Throws.ArgumentException);
        Assert.That(() => KeyVariants.Thales(2, 3), Throws.ArgumentException);
        Assert.That(() => KeyVariants.Thales(4, 1), Throws.ArgumentException);
        Assert.That(() => KeyVariants.Atalla(new byte[16], 32), Throws.ArgumentException);
        Assert.That(() => KeyVariants.Atalla(new byte[9], 1), Throws.ArgumentException);
    }

    [Test]
    public void There_are_twenty_pairs_and_production_refuses_them_all()
    {
        Assert.That(TestLocalMasterKeys.Names, Has.Count.EqualTo(20));
        foreach (var pair in TestLocalMasterKeys.Names.Select(TestLocalMasterKeys.Pair))
        {
            Assert.That(KeyPolicy.Check(KeyUsage.ZonePin, pair, allowTestKeys: false), Is.Not.Null);
        }
    }

    private static void CheckDecrypt(JsonElement known)
    {
        // Answers of one source have even parity in places where the stored key was given odd parity.
        var clear = KeyUnderLmk.Decrypt(known.In().Text("key_under_lmk"), known.In().Text("key_type"));
        var expected = known.Out().Hex("clear_key");
        KeyPolicy.AdjustParity(expected);
        Assert.That(clear, Is.EqualTo(expected));
        if (known.Out().TryGetProperty("kcv", out var check))
        {
            Assert.That(KeyUnderLmk.CheckValue(known.In().Text("key_under_lmk"), known.In().Text("key_type")), Does.StartWith(check.GetString()!));
        }
    }

    private static void CheckCombine(JsonElement known)
    {
        string[] components = [.. known.In().GetProperty("components").EnumerateArray().Select(component => component.GetString()!)];
        var formed = KeyUnderLmk.Combine(components, known.In().Text("type"), Enum.Parse<KeyScheme>(known.In().Text("scheme_out")));
        Assert.That(formed, Is.EqualTo((known.Out().Text("key"), known.Out().Text("kcv"))));
    }

    private static int Number(JsonElement known, string name) => known.In().GetProperty(name).GetInt32();

    private static byte[] Odd(byte seed)
    {
        byte[] key = [.. Enumerable.Range(0, 16).Select(at => (byte)((seed * 37) + (at * 11)))];
        KeyPolicy.AdjustParity(key);
        return key;
    }
}
