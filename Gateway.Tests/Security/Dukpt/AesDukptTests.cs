using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using NUnit.Framework.Constraints;

namespace Gateway.Tests.Security.Dukpt;

[TestFixture]
internal sealed class AesDukptTests
{
    private const string Topic = "aes-dukpt";

    private static readonly byte[] _key = Convert.FromHexString("5B19C8D32F6E8AE6A1B0254C7F9D3E680E4C71F5B29A36D8C3671D8A90F2B54E");

    private static readonly KeySerialNumber _ksn = KeySerialNumber.Parse("123456789012345600000001");

    private static readonly Dictionary<string, DukptKeyType> _types = new()
    {
        ["2TDEA"] = DukptKeyType.Tdes2,
        ["3TDEA"] = DukptKeyType.Tdes3,
        ["AES128"] = DukptKeyType.Aes128,
        ["AES192"] = DukptKeyType.Aes192,
        ["AES256"] = DukptKeyType.Aes256,
        ["HMAC128"] = DukptKeyType.Hmac128,
        ["HMAC192"] = DukptKeyType.Hmac192,
        ["HMAC256"] = DukptKeyType.Hmac256,
    };

    private static readonly Dictionary<string, Func<JsonElement, object?>> _operations = new()
    {
        ["derive_ik"] = given => InitialKey(given, Id(given)),
        ["derive_txn_key"] = given => TransactionKey(given.Hex("ik"), Ksn(given)),
        ["working_key"] = given => WorkingKey(given, (AesDukptUsage)Convert.ToInt32(given.Text("usage"), 16)),
        ["update_key"] = given => UpdateKey(given.Hex("ik"), Id(given), Type(given)),
        ["ksn_next"] = given => Ksn(given).Next()?.ToString() ?? (object)true,
        ["ksn_valid"] = given => Ksn(given).IsValid,
        ["cmac_request"] = given => Mac(given, AesDukptUsage.MacGeneration),
        ["cmac_response"] = given => Mac(given, AesDukptUsage.MacVerification),
        ["hmac_request"] = given => Mac(given, AesDukptUsage.MacGeneration),
        ["hmac_response"] = given => Mac(given, AesDukptUsage.MacVerification),
        ["pin_encrypt_iso4"] = given => EncryptPin(given),
        ["pin_decrypt_iso4"] = given => DecryptPin(given),
        ["data_encrypt_request"] = given => EncryptData(given, AesDukptUsage.DataEncryption),
        ["data_encrypt_response"] = given => EncryptData(given, AesDukptUsage.DataDecryption),
    };

    private static IEnumerable<TestCaseData> Cases => CryptoCases.Of(Topic, [.. _operations.Keys]);

    [TestCaseSource(nameof(Cases))]
    public void Known_answers_are_given(JsonElement known)
    {
        var answer = _operations[known.Text("op")](known.In());
        foreach (var expected in known.Out().EnumerateObject().Where(part => part.Name != "derivation_data"))
        {
            object? value = expected.Value.ValueKind is JsonValueKind.String ? expected.Value.GetString() : expected.Value.GetBoolean();
            Assert.That(answer is byte[] bytes ? Convert.ToHexString(bytes) : answer, Is.EqualTo(value));
        }

        if (known.Out().TryGetProperty("derivation_data", out var data))
        {
            Assert.That(DerivationData(known.In()), Is.EqualTo(Convert.FromHexString(data.GetString()!)));
        }
    }

    [Test]
    public void No_operation_of_the_known_answers_is_left_out()
        => Assert.That(CryptoCases.Operations(Topic), Is.EquivalentTo(_operations.Keys));

    // ANSI X9.24-3:2017 supplement, AES-128 base key: weaker than its source although it is longer.
    [Test]
    public void A_triple_key_of_triple_des_comes_from_aes_of_128_bits()
    {
        var key = UpdateKey(
            Convert.FromHexString("1273671EA26AC29AFA4D1084127652A1"), _ksn, DukptKeyType.Tdes3);
        Assert.That(Convert.ToHexString(key), Is.EqualTo("AF82BE8533CFCA526DA71708667AD0BBC7A7517504C78C8A"));
    }

    [Test]
    public void A_key_is_never_stronger_than_its_source([Values(16, 24, 32)] int source, [Values] DukptKeyType type)
    {
        var key = new byte[AesDukpt.KeyBytes(type)];
        var derived = type is DukptKeyType.Tdes2 or DukptKeyType.Tdes3 || AesDukpt.KeyBytes(type) <= source;
        Action[] ways =
        [
            () => AesDukpt.Derive(new byte[source], _ksn, AesDukptUsage.MacBoth, type, key),
            () => AesDukpt.WorkingKey(new byte[source], _ksn, AesDukptUsage.MacBoth, type, key),
            () => AesDukpt.UpdateKey(new byte[source], _ksn, type, key),
        ];
        foreach (var way in ways)
        {
            Assert.That(() => way(), Refusal<KeyException>(derived));
        }
    }

    [Test]
    public void Keys_over_128_bits_go_on_with_a_second_block_and_end_in_no_zeros()
    {
        var ksn = KeySerialNumber.Parse("1234567890123456FFFF0000");
        foreach (var type in Enum.GetValues<DukptKeyType>().Where(type => AesDukpt.KeyBytes(type) > 16))
        {
            var key = new byte[AesDukpt.KeyBytes(type)];
            AesDukpt.Derive(_key, ksn, AesDukptUsage.MacBoth, type, key);
            Assert.That(key[16..], Has.Some.Not.Zero);
        }
    }

    [Test]
    public void Keys_of_one_transaction_differ_by_usage_and_type()
    {
        var keys =
            from usage in Enum.GetValues<AesDukptUsage>()
            from type in Enum.GetValues<DukptKeyType>()
            select Derived(_ksn, usage, type)[..32];
        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Encrypted_data_is_decrypted_again_in_place()
    {
        foreach (var known in CryptoCases.Of(Topic, "data_encrypt_response").Select(data => (JsonElement)data.Arguments[0]!))
        {
            var data = known.Out().Hex("ciphertext");
            var key = TransactionKey(known.In());
            AesDukpt.DecryptData(key, Ksn(known.In()), AesDukptUsage.DataDecryption, Type(known.In()), known.In().Hex("iv"), data, data);
            Assert.That(data, Is.EqualTo(known.In().Hex("data")), known.Text("id"));
        }
    }

    [TestCase("123456789012345600000000")]
    [TestCase("12345678901234560001FFFF")]
    [TestCase("1234567890123456FFFFFFFF")]
    [TestCase("FFFF9876543210E00001")]
    public void A_counter_that_is_no_transaction_gives_no_key(string ksn)
    {
        var key = new byte[16];
        Assert.That(
            () => AesDukpt.Derive(new byte[16], KeySerialNumber.Parse(ksn), AesDukptUsage.Pin, DukptKeyType.Aes128, key),
            Throws.ArgumentException);
        Assert.That(key, Is.All.Zero);
    }

    [Test]
    public void What_has_the_wrong_length_or_form_is_refused() => Assert.Multiple(() =>
    {
        var old = KeySerialNumber.Parse("FFFF9876543210E00001");
        Assert.That(() => AesDukpt.InitialKey(new byte[17], _ksn, new byte[16]), Throws.TypeOf<KeyException>());
        Assert.That(() => AesDukpt.InitialKey(new byte[16], _ksn, new byte[32]), Throws.ArgumentException);
        Assert.That(() => AesDukpt.InitialKey(new byte[16], old, new byte[16]), Throws.ArgumentException);
        Assert.That(() => AesDukpt.TransactionKey(new byte[8], _ksn, new byte[16]), Throws.TypeOf<KeyException>());
        Assert.That(() => AesDukpt.TransactionKey(new byte[24], _ksn, new byte[16]), Throws.ArgumentException);
        Assert.That(() => AesDukpt.UpdateKey(new byte[16], old, DukptKeyType.Aes128, new byte[16]), Throws.ArgumentException);
        Assert.That(() => AesDukpt.KeyBytes((DukptKeyType)8), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Derived(_ksn, (AesDukptUsage)1, DukptKeyType.Aes128), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => AesDukpt.DerivationData(AesDukptUsage.Pin, DukptKeyType.Aes128, _ksn, new byte[15]), Throws.ArgumentException);
        Assert.That(() => Mac(DukptKeyType.Aes128, 17), Throws.ArgumentException);
        Assert.That(() => Mac(DukptKeyType.Tdes2, 9), Throws.ArgumentException);
        Assert.That(() => Mac(DukptKeyType.Hmac128, 33), Throws.ArgumentException);
        Assert.That(() => Mac(DukptKeyType.Hmac128, 3), Throws.ArgumentException);
        Assert.That(() => EncryptData(DukptKeyType.Hmac128, 16, 16), Throws.ArgumentException);
        Assert.That(() => EncryptData(DukptKeyType.Tdes3, 16, 16), Throws.ArgumentException);
        Assert.That(() => EncryptData(DukptKeyType.Aes128, 16, 17), Throws.ArgumentException);
        Assert.That(() => EncryptPin(DukptKeyType.Tdes2, 16, "4111111111111111"), Throws.ArgumentException);
        Assert.That(() => EncryptPin(DukptKeyType.Aes128, 8, "4111111111111111"), Throws.ArgumentException);
        Assert.That(() => EncryptPin(DukptKeyType.Aes128, 16, "41111111111"), Throws.ArgumentException);
        Assert.That(() => EncryptPin(DukptKeyType.Aes128, 16, "41111111111111111111"), Throws.ArgumentException);
        Assert.That(() => EncryptPin(DukptKeyType.Aes128, 16, "411111111111111A"), Throws.ArgumentException);
    });

    [Test]
    public void A_key_serves_no_other_usage_than_its_own([Values] AesDukptUsage usage)
    {
        var authenticates = usage is AesDukptUsage.MacGeneration or AesDukptUsage.MacVerification or AesDukptUsage.MacBoth;
        var encrypts = usage is AesDukptUsage.DataEncryption or AesDukptUsage.DataDecryption or AesDukptUsage.DataBoth;
        var (type, block) = (DukptKeyType.Aes128, new byte[16]);
        Assert.Multiple(() =>
        {
            Assert.That(() => AesDukpt.Mac(_key, _ksn, usage, type, block, block), Refusal<ArgumentException>(authenticates));
            Assert.That(() => AesDukpt.EncryptData(_key, _ksn, usage, type, block, block, block), Refusal<ArgumentException>(encrypts));
            Assert.That(() => AesDukpt.DecryptData(_key, _ksn, usage, type, block, block, block), Refusal<ArgumentException>(encrypts));
        });
    }

    private static void Mac(DukptKeyType type, int bytes)
        => AesDukpt.Mac(_key, _ksn, AesDukptUsage.MacBoth, type, [], new byte[bytes]);

    private static void EncryptData(DukptKeyType type, int iv, int data) => AesDukpt.EncryptData(
        _key, _ksn, AesDukptUsage.DataBoth, type, new byte[iv], new byte[data], new byte[data]);

    private static void EncryptPin(DukptKeyType type, int bytes, string pan)
        => AesDukpt.EncryptPinBlock(_key, _ksn, type, new byte[bytes], pan, new byte[bytes]);

    private static IResolveConstraint Refusal<TException>(bool allowed)
        where TException : Exception
        => allowed ? Throws.Nothing : Throws.TypeOf<TException>();

    private static KeySerialNumber Ksn(JsonElement given) => KeySerialNumber.Parse(given.Text("ksn"));

    private static KeySerialNumber Id(JsonElement given) => KeySerialNumber.Parse(given.Text("ik_id") + "00000000");

    private static DukptKeyType Type(JsonElement given) => _types[given.Text("key_type")];

    private static byte[] InitialKey(JsonElement given, KeySerialNumber ksn)
    {
        var bdk = given.Hex("bdk");
        AesDukpt.InitialKey(bdk, ksn, bdk);
        return bdk;
    }

    private static byte[] TransactionKey(byte[] initialKey, KeySerialNumber ksn)
    {
        AesDukpt.TransactionKey(initialKey, ksn, initialKey);
        return initialKey;
    }

    private static byte[] TransactionKey(JsonElement given) => TransactionKey(InitialKey(given, Ksn(given)), Ksn(given));

    private static byte[] WorkingKey(JsonElement given, AesDukptUsage usage)
    {
        var key = new byte[AesDukpt.KeyBytes(Type(given))];
        AesDukpt.Derive(InitialKey(given, Ksn(given)), Ksn(given), usage, Type(given), key);
        return key;
    }

    private static string Derived(KeySerialNumber ksn, AesDukptUsage usage, DukptKeyType type)
    {
        var key = new byte[AesDukpt.KeyBytes(type)];
        AesDukpt.Derive(_key, ksn, usage, type, key);
        return Convert.ToHexString(key);
    }

    private static byte[] UpdateKey(byte[] initialKey, KeySerialNumber ksn, DukptKeyType type)
    {
        var key = new byte[AesDukpt.KeyBytes(type)];
        AesDukpt.UpdateKey(initialKey, ksn, type, key);
        return key;
    }

    private static byte[] DerivationData(JsonElement given)
    {
        var data = new byte[AesDukpt.DerivationDataBytes];
        AesDukpt.DerivationData((AesDukptUsage)Convert.ToInt32(given.Text("usage"), 16), Type(given), Ksn(given), data);
        return data;
    }

    private static byte[] Mac(JsonElement given, AesDukptUsage usage)
    {
        var bytes = Type(given) switch
        {
            DukptKeyType.Tdes2 or DukptKeyType.Tdes3 => 8,
            DukptKeyType.Aes128 or DukptKeyType.Aes192 or DukptKeyType.Aes256 => 16,
            _ => 32,
        };
        var mac = new byte[bytes];
        AesDukpt.Mac(TransactionKey(given), Ksn(given), usage, Type(given), given.Hex("data"), mac);
        return mac;
    }

    private static byte[] EncryptData(JsonElement given, AesDukptUsage usage)
    {
        var data = given.Hex("data");
        AesDukpt.EncryptData(TransactionKey(given), Ksn(given), usage, Type(given), given.Hex("iv"), data, data);
        return data;
    }

    private static byte[] EncryptPin(JsonElement given)
    {
        var block = given.Hex("pin_field");
        AesDukpt.EncryptPinBlock(TransactionKey(given), Ksn(given), Type(given), block, given.Text("pan"), block);
        return block;
    }

    // The house has no way back to a PIN, so the platform's cipher opens the block here.
    private static string DecryptPin(JsonElement given)
    {
        using var cipher = Aes.Create();
        cipher.Key = WorkingKey(given, AesDukptUsage.Pin);
        var pan = given.Text("pan");
        var account = Convert.FromHexString($"{pan.Length - 12}{pan}".PadRight(32, '0'));
        var block = cipher.DecryptEcb(given.Hex("encrypted"), PaddingMode.None);
        for (var at = 0; at < block.Length; at++)
        {
            block[at] ^= account[at];
        }

        var field = Convert.ToHexString(cipher.DecryptEcb(block, PaddingMode.None));
        Assert.That(field, Does.Match("^4[4-9A-C][0-9]{4,12}A*[0-9A-F]{16}$"));
        return field.Substring(2, Convert.ToInt32(field[1..2], 16));
    }
}
