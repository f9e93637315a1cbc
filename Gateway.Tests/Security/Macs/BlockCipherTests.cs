using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security.Macs;

[TestFixture]
public sealed class BlockCipherTests
{
    private static readonly string[] _operations =
        ["cbc_encrypt", "cbc_pkcs7_encrypt", "ecb_encrypt", "ecb_encrypt_iterated", "hash"];

    private static readonly (KeyAlgorithm Algorithm, int KeyBytes)[] _ciphers =
    [
        (KeyAlgorithm.Des, 8), (KeyAlgorithm.Tdes, 16), (KeyAlgorithm.Tdes, 24), (KeyAlgorithm.Aes, 16), (KeyAlgorithm.Aes, 24),
        (KeyAlgorithm.Aes, 32), (KeyAlgorithm.Sm4, 16),
    ];

    private static IEnumerable<TestCaseData> Ecb => CryptoCases.Of("block-cipher", "ecb_encrypt", "ecb_encrypt_iterated");

    private static IEnumerable<TestCaseData> Cbc => CryptoCases.Of("block-cipher", "cbc_encrypt", "cbc_pkcs7_encrypt");

    private static IEnumerable<TestCaseData> Hashes => CryptoCases.Of("block-cipher", "hash");

    [Test]
    public void No_operation_of_the_known_answers_is_left_out()
        => Assert.That(CryptoCases.Operations("block-cipher"), Is.EquivalentTo(_operations));

    [TestCaseSource(nameof(Ecb))]
    public void Every_known_block_comes_out_and_back(JsonElement vector)
    {
        var (given, cipher) = (vector.In(), Cipher(vector.In()));
        var times = given.TryGetProperty("iterations", out var iterations) ? iterations.GetInt32() : 1;
        var block = given.Hex("data");
        for (var time = 0; time < times; time++)
        {
            cipher.EncryptEcb(block, block);
        }

        Assert.That(block, Is.EqualTo(vector.Out().Hex("data")));
        for (var time = 0; time < times; time++)
        {
            cipher.DecryptEcb(block, block);
        }

        Assert.That(block, Is.EqualTo(given.Hex("data")));
    }

    [TestCaseSource(nameof(Cbc))]
    public void Every_known_chain_comes_out_and_back(JsonElement vector)
    {
        var (given, cipher) = (vector.In(), Cipher(vector.In()));
        var padding = vector.Text("op") == "cbc_encrypt" ? DataPadding.None : DataPadding.Pkcs7;
        var encrypted = cipher.EncryptCbc(given.Hex("iv"), given.Hex("data"), padding);
        Assert.That(encrypted, Is.EqualTo(vector.Out().Hex("data")));
        Assert.That(cipher.DecryptCbc(given.Hex("iv"), encrypted, padding), Is.EqualTo(given.Hex("data")));
    }

    [TestCaseSource(nameof(Hashes))]
    public void Every_known_hash_comes_out(JsonElement vector)
    {
        var function = Enum.Parse<HashFunction>(vector.In().Text("hash").Replace("-", ""), ignoreCase: true);
        Assert.That(MessageDigest.Compute(function, vector.In().Hex("data")), Is.EqualTo(vector.Out().Hex("digest")));
    }

    [TestCaseSource(nameof(_ciphers))]
    public void Data_of_any_length_comes_back((KeyAlgorithm Algorithm, int KeyBytes) row)
    {
        var cipher = new DataCipher(row.Algorithm, MacKeys.Of(row.KeyBytes));
        var iv = MacKeys.Of(cipher.BlockBytes);
        for (var length = 0; length <= 3 * cipher.BlockBytes; length++)
        {
            var data = MacKeys.Of(length);
            var padded = cipher.EncryptCbc(iv, data, DataPadding.Pkcs7);
            var filled = cipher.DecryptCbc(iv, cipher.EncryptCbc(iv, data, DataPadding.Zeros), DataPadding.Zeros);
            Assert.That(padded.Length, Is.EqualTo(((length / cipher.BlockBytes) + 1) * cipher.BlockBytes));
            Assert.That(cipher.DecryptCbc(iv, padded, DataPadding.Pkcs7), Is.EqualTo(data));
            Assert.That(filled[..length], Is.EqualTo(data));
            Assert.That(filled[length..], Is.All.Zero);
            Assert.That(filled.Length, Is.EqualTo((length + cipher.BlockBytes - 1) / cipher.BlockBytes * cipher.BlockBytes));
        }
    }

    [TestCase("", Description = "nothing")]
    [TestCase("00000000000000000000000000000000", Description = "no bytes of padding")]
    [TestCase("11111111111111111111111111111111", Description = "more than a block")]
    [TestCase("00000000000000000000000000000002", Description = "one of two bytes wrong")]
    [TestCase("10101010101010100010101010101010", Description = "one of sixteen bytes wrong")]
    public void A_wrong_padding_is_refused(string decrypted)
    {
        var cipher = new DataCipher(KeyAlgorithm.Aes, MacKeys.Of(16));
        var encrypted = cipher.EncryptCbc(new byte[16], Convert.FromHexString(decrypted), DataPadding.None);
        Assert.Throws<KeyException>(() => cipher.DecryptCbc(new byte[16], encrypted, DataPadding.Pkcs7));
    }

    [Test]
    public void Anything_but_whole_blocks_is_refused()
    {
        var cipher = new DataCipher(KeyAlgorithm.Tdes, MacKeys.Of(16));
        Assert.Throws<ArgumentException>(() => cipher.EncryptEcb(new byte[7], new byte[8]));
        Assert.Throws<ArgumentException>(() => cipher.DecryptEcb(new byte[16], new byte[8]));
        Assert.Throws<ArgumentException>(() => cipher.EncryptCbc(new byte[7], new byte[8], DataPadding.None));
        Assert.Throws<ArgumentException>(() => cipher.EncryptCbc(new byte[8], new byte[9], DataPadding.None));
        Assert.Throws<ArgumentException>(() => cipher.DecryptCbc(new byte[8], new byte[9], DataPadding.Pkcs7));
        Assert.Throws<ArgumentOutOfRangeException>(() => cipher.EncryptCbc(new byte[8], new byte[8], (DataPadding)3));
        Assert.Throws<ArgumentOutOfRangeException>(() => cipher.DecryptCbc(new byte[8], new byte[8], (DataPadding)3));
        Assert.Throws<KeyException>(() => _ = new DataCipher(KeyAlgorithm.Hmac, MacKeys.Of(16)));
        Assert.Throws<KeyException>(() => _ = new DataCipher(KeyAlgorithm.Aes, MacKeys.Of(8)));
    }

    private static DataCipher Cipher(JsonElement given)
        => new(Enum.Parse<KeyAlgorithm>(given.Text("cipher"), ignoreCase: true), given.Hex("key"));
}
