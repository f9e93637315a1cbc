using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Pins;
using NUnit.Framework.Constraints;

namespace Gateway.Tests.Security.Dukpt;

[TestFixture]
internal sealed class TdesDukptTests
{
    private const string Topic = "tdes-dukpt";

    private static readonly byte[] _key = Convert.FromHexString("5B19C8D32F6E8AE6A1B0254C7F9D3E68");

    private static readonly Dictionary<string, Func<JsonElement, object?>> _operations = new()
    {
        ["derive_ik"] = given => InitialKey(given),
        ["derive_txn_key"] = given => TransactionKey(given.Hex("ik"), given),
        ["pin_key"] = given => WorkingKey(given, DukptPurpose.Pin),
        ["ksn_next"] = given => Ksn(given).Next()?.ToString() ?? (object)true,
        ["ksn_valid"] = given => Ksn(given).IsValid,
        ["mac_request"] = given => Mac(given, DukptPurpose.MacRequest, 4),
        ["mac_response"] = given => Mac(given, DukptPurpose.MacResponse, 4),
        ["mac_request_full"] = given => Mac(given, DukptPurpose.MacRequest, 8),
        ["mac_response_full"] = given => Mac(given, DukptPurpose.MacResponse, 8),
        ["cmac_request"] = given => Cmac(given, DukptPurpose.MacRequest),
        ["cmac_response"] = given => Cmac(given, DukptPurpose.MacResponse),
        ["pin_encrypt_iso0"] = given => EncryptPin(given),
        ["pin_decrypt_iso0"] = given => DecryptPin(given),
        ["data_encrypt_request"] = given => EncryptData(given, DukptPurpose.DataRequest),
        ["data_encrypt_response"] = given => EncryptData(given, DukptPurpose.DataResponse),
    };

    private static IEnumerable<TestCaseData> Cases => CryptoCases.Of(Topic, [.. _operations.Keys]);

    [TestCaseSource(nameof(Cases))]
    public void Known_answers_are_given(JsonElement known)
    {
        var answer = _operations[known.Text("op")](known.In());
        foreach (var expected in known.Out().EnumerateObject().Where(part => part.Name != "clear_block"))
        {
            object? value = expected.Value.ValueKind is JsonValueKind.String ? expected.Value.GetString() : expected.Value.GetBoolean();
            Assert.That(answer is byte[] bytes ? Convert.ToHexString(bytes) : answer, Is.EqualTo(value));
        }

        if (known.Out().TryGetProperty("clear_block", out var clear))
        {
            var block = PinBlock.Encode(PinBlockFormat.Iso0, known.In().Text("pin"), known.In().Text("pan"));
            Assert.That(Convert.ToHexString(block), Is.EqualTo(clear.GetString()));
        }
    }

    [Test]
    public void No_operation_of_the_known_answers_is_left_out()
        => Assert.That(CryptoCases.Operations(Topic), Is.EquivalentTo(_operations.Keys));

    [Test]
    public void Encrypted_data_is_decrypted_again_in_place()
    {
        foreach (var known in CryptoCases.Of(Topic, "data_encrypt_request").Select(data => (JsonElement)data.Arguments[0]!))
        {
            var data = known.Out().Hex("ciphertext");
            TdesDukpt.DecryptData(TransactionKey(known.In()), DukptPurpose.DataRequest, known.In().Hex("iv"), data, data);
            Assert.That(data, Is.EqualTo(known.In().Hex("data")), known.Text("id"));
        }
    }

    [Test]
    public void Keys_of_one_transaction_differ_by_purpose_and_none_is_the_transaction_key()
    {
        var keys = Enum.GetValues<DukptPurpose>().Select(purpose =>
        {
            var key = new byte[TdesDukpt.KeyBytes];
            TdesDukpt.WorkingKey(_key, purpose, key);
            return Convert.ToHexString(key);
        });
        Assert.That(keys.Append(Convert.ToHexString(_key)), Is.Unique);
    }

    [TestCase("FFFF9876543210E00000")]
    [TestCase("FFFF9876543210E007FF")]
    [TestCase("123456789012345600000001")]
    public void A_counter_that_is_no_transaction_gives_no_key(string ksn)
    {
        var key = new byte[TdesDukpt.KeyBytes];
        Assert.That(() => TdesDukpt.Derive(_key, KeySerialNumber.Parse(ksn), DukptPurpose.Pin, key), Throws.ArgumentException);
        Assert.That(key, Is.All.Zero);
    }

    [TestCase(0)]
    [TestCase(8)]
    [TestCase(15)]
    [TestCase(17)]
    [TestCase(24)]
    public void Keys_have_sixteen_bytes(int bytes)
    {
        var (key, wrong, ksn) = (new byte[16], new byte[bytes], KeySerialNumber.Parse("FFFF9876543210E00001"));
        Assert.Multiple(() =>
        {
            Assert.That(() => TdesDukpt.InitialKey(wrong, ksn, key), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.TransactionKey(wrong, ksn, key), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.WorkingKey(wrong, DukptPurpose.Pin, key), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.Mac(wrong, DukptPurpose.MacRequest, [], new byte[8]), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.Cmac(wrong, DukptPurpose.MacRequest, [], new byte[8]), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.EncryptPinBlock(wrong, new byte[8], new byte[8]), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.EncryptData(wrong, DukptPurpose.DataRequest, new byte[8], [], []), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.DecryptData(wrong, DukptPurpose.DataRequest, new byte[8], [], []), Throws.TypeOf<KeyException>());
            Assert.That(() => TdesDukpt.InitialKey(key, ksn, wrong), Throws.ArgumentException);
            Assert.That(() => TdesDukpt.TransactionKey(key, ksn, wrong), Throws.ArgumentException);
            Assert.That(() => TdesDukpt.WorkingKey(key, DukptPurpose.Pin, wrong), Throws.ArgumentException);
        });
    }

    [Test]
    public void What_has_the_wrong_length_or_purpose_is_refused() => Assert.Multiple(() =>
    {
        const DukptPurpose Data = DukptPurpose.DataRequest;
        const DukptPurpose Authentic = DukptPurpose.MacRequest;
        var key = new byte[16];
        Assert.That(() => TdesDukpt.WorkingKey(key, (DukptPurpose)5, new byte[16]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => TdesDukpt.Mac(key, Authentic, [], new byte[3]), Throws.ArgumentException);
        Assert.That(() => TdesDukpt.Mac(key, Authentic, [], new byte[9]), Throws.ArgumentException);
        Assert.That(() => TdesDukpt.Cmac(key, Authentic, [], new byte[9]), Throws.ArgumentException);
        Assert.That(() => TdesDukpt.EncryptPinBlock(key, new byte[7], new byte[8]), Throws.ArgumentException);
        Assert.That(() => TdesDukpt.EncryptPinBlock(key, new byte[8], new byte[16]), Throws.ArgumentException);
        Assert.That(() => TdesDukpt.EncryptData(key, Data, new byte[16], new byte[8], new byte[8]), Throws.ArgumentException);
        Assert.That(() => TdesDukpt.EncryptData(key, Data, new byte[8], new byte[9], new byte[9]), Throws.ArgumentException);
        Assert.That(() => TdesDukpt.DecryptData(key, Data, new byte[8], new byte[16], new byte[8]), Throws.ArgumentException);
    });

    [Test]
    public void A_key_serves_no_other_purpose_than_its_own([Values] DukptPurpose purpose)
    {
        var authenticates = purpose is DukptPurpose.MacRequest or DukptPurpose.MacResponse;
        var encrypts = purpose is DukptPurpose.DataRequest or DukptPurpose.DataResponse;
        var block = new byte[8];
        Assert.Multiple(() =>
        {
            Assert.That(() => TdesDukpt.Mac(_key, purpose, block, block), Refusal(authenticates));
            Assert.That(() => TdesDukpt.Cmac(_key, purpose, block, block), Refusal(authenticates));
            Assert.That(() => TdesDukpt.EncryptData(_key, purpose, block, block, block), Refusal(encrypts));
            Assert.That(() => TdesDukpt.DecryptData(_key, purpose, block, block, block), Refusal(encrypts));
        });
    }

    [Test]
    public void No_data_has_the_retail_code_of_one_block_of_zeros()
    {
        var (none, zeros) = (new byte[8], new byte[8]);
        TdesDukpt.Mac(_key, DukptPurpose.MacRequest, [], none);
        TdesDukpt.Mac(_key, DukptPurpose.MacRequest, new byte[8], zeros);
        Assert.That(none, Is.EqualTo(zeros));
    }

    private static IResolveConstraint Refusal(bool allowed) => allowed ? Throws.Nothing : Throws.ArgumentException;

    private static KeySerialNumber Ksn(JsonElement given) => KeySerialNumber.Parse(given.Text("ksn"));

    private static byte[] InitialKey(JsonElement given)
    {
        var key = new byte[TdesDukpt.KeyBytes];
        TdesDukpt.InitialKey(given.Hex("bdk"), Ksn(given), key);
        return key;
    }

    private static byte[] TransactionKey(byte[] initialKey, JsonElement given)
    {
        var key = new byte[TdesDukpt.KeyBytes];
        TdesDukpt.TransactionKey(initialKey, Ksn(given), key);
        return key;
    }

    private static byte[] TransactionKey(JsonElement given) => TransactionKey(InitialKey(given), given);

    private static byte[] WorkingKey(JsonElement given, DukptPurpose purpose)
    {
        var key = new byte[TdesDukpt.KeyBytes];
        TdesDukpt.Derive(InitialKey(given), Ksn(given), purpose, key);
        return key;
    }

    private static byte[] Mac(JsonElement given, DukptPurpose purpose, int bytes)
    {
        var mac = new byte[bytes];
        TdesDukpt.Mac(TransactionKey(given), purpose, given.Hex("data"), mac);
        return mac;
    }

    private static byte[] Cmac(JsonElement given, DukptPurpose purpose)
    {
        var mac = new byte[8];
        TdesDukpt.Cmac(TransactionKey(given), purpose, given.Hex("data"), mac);
        return mac;
    }

    private static byte[] EncryptData(JsonElement given, DukptPurpose purpose)
    {
        var data = given.Hex("data");
        TdesDukpt.EncryptData(TransactionKey(given), purpose, given.Hex("iv"), data, data);
        return data;
    }

    private static byte[] EncryptPin(JsonElement given)
    {
        var block = PinBlock.Encode(PinBlockFormat.Iso0, given.Text("pin"), given.Text("pan"));
        TdesDukpt.EncryptPinBlock(TransactionKey(given), block, block);
        return block;
    }

    // The house has no way back to a PIN, so the platform's cipher opens the block here.
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "PIN blocks are encrypted so.")]
    private static string DecryptPin(JsonElement given)
    {
        var key = WorkingKey(given, DukptPurpose.Pin);
        using var cipher = TripleDES.Create();
        cipher.Key = [.. key, .. key[..8]];
        var account = Convert.FromHexString("0000" + given.Text("pan")[..^1][^12..]);
        var block = cipher.DecryptEcb(given.Hex("encrypted"), PaddingMode.None);
        for (var at = 0; at < block.Length; at++)
        {
            block[at] ^= account[at];
        }

        var field = Convert.ToHexString(block);
        Assert.That(field, Does.Match("^0[4-9A-C][0-9]{4,12}F*$"));
        return field.Substring(2, Convert.ToInt32(field[1..2], 16));
    }
}
