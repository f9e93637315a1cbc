using Gateway.Security.Keys;
using Gateway.Security.Pins;
using Gateway.Simulator.Issuing;
using Org.BouncyCastle.Crypto;

namespace Gateway.Tests.Security.Pins;

[TestFixture]
public sealed class PinReencryptionTests
{
    private const string Pan = SecurityBench.Pan;

    // A wrong key or account number shows in the filler of these, so that next to no garbage passes for another PIN.
    private static readonly PinBlockFormat[] _tied =
        [PinBlockFormat.Iso0, PinBlockFormat.Iso3, PinBlockFormat.Iso4, PinBlockFormat.UnionPaySm4];

    private static readonly (KeyAlgorithm Algorithm, int Bytes)[] _ciphers =
        [(KeyAlgorithm.Des, 8), (KeyAlgorithm.Tdes, 16), (KeyAlgorithm.Aes, 16), (KeyAlgorithm.Sm4, 16)];

    private static IEnumerable<object[]> Allowed =>
        from source in Enum.GetValues<PinBlockFormat>()
        from wanted in Enum.GetValues<PinBlockFormat>()
        where PinTranslationRules.Of(source, wanted) == PinTranslationRule.Allowed
        select new object[] { source, wanted };

    [TestCaseSource(nameof(Allowed))]
    public void A_PIN_of_every_length_arrives_as_it_was(PinBlockFormat from, PinBlockFormat to)
    {
        for (var length = 4; length <= 12; length++)
        {
            var pin = PinBench.Pin[..length];
            var (fault, target) = Translate(from, to, EncryptedPinBlock.Encrypt(from, PinBench.Key(from), pin, Pan));
            Assert.That(fault, Is.EqualTo(PinFault.None));
            Assert.That(ClearPin.Decrypt(to, PinBench.TargetKey(to), target, Pan, out var arrived), Is.Null);
            Assert.That(arrived, Is.EqualTo(pin));
        }
    }

    [TestCaseSource(nameof(Allowed))]
    public void Random_filler_is_drawn_anew(PinBlockFormat from, PinBlockFormat to)
    {
        var block = EncryptedPinBlock.Encrypt(from, PinBench.Key(from), "1234", Pan);
        var targets = Enumerable.Range(0, 4).Select(_ => Convert.ToHexString(Translate(from, to, block).Target)).Distinct();
        Assert.That(targets.Count(), to is PinBlockFormat.Iso0 or PinBlockFormat.UnionPaySm4 ? Is.EqualTo(1) : Is.GreaterThan(1));
    }

    [TestCaseSource(nameof(_tied))]
    public void One_bit_of_block_or_key_and_nothing_is_sent(PinBlockFormat from)
    {
        var block = EncryptedPinBlock.Encrypt(from, PinBench.Key(from), "1234", Pan);
        var key = PinBench.Key(from);
        var isDes = PinBlock.CipherOf(from) == KeyAlgorithm.Tdes;
        Assert.Multiple(() =>
        {
            foreach (var changed in Flipped(block))
            {
                Rejects(from, key, Pan, changed);
            }

            // The lowest bit of each byte is parity to DES.
            foreach (var changed in Flipped(key).Where((_, bit) => !isDes || bit % 8 != 0))
            {
                Rejects(from, changed, Pan, block);
            }
        });
    }

    // The first two of the twelve digits meet the last two of a PIN of 4; random filler hides many a changed digit.
    [TestCase(PinBlockFormat.Iso0, 2)]
    [TestCase(PinBlockFormat.Iso4, 0)]
    [TestCase(PinBlockFormat.UnionPaySm4, 0)]
    public void One_digit_of_the_account_number_and_nothing_is_sent(PinBlockFormat from, int firstInFiller)
    {
        var block = EncryptedPinBlock.Encrypt(from, PinBench.Key(from), "1234", Pan);
        for (var at = Pan.Length - 13 + firstInFiller; at < Pan.Length - 1; at++)
        {
            var digit = (char)('0' + ((Pan[at] - '0' + 1) % 10));
            Rejects(from, PinBench.Key(from), $"{Pan[..at]}{digit}{Pan[(at + 1)..]}", block);
        }
    }

    [TestCaseSource(nameof(Allowed))]
    public void An_unreadable_block_costs_the_same_steps_as_a_good_one(PinBlockFormat from, PinBlockFormat to)
    {
        var block = EncryptedPinBlock.Encrypt(from, PinBench.Key(from), "1234", Pan);
        Assert.That(Steps(from, to, block, out var good), Is.EqualTo(Steps(from, to, Garbage(from), out var bad)));
        Assert.That((good, bad), Is.EqualTo((PinFault.None, PinFault.BadFormat)));
    }

    [TestCaseSource(nameof(Allowed))]
    public void Nothing_is_allocated(PinBlockFormat from, PinBlockFormat to)
    {
        var block = EncryptedPinBlock.Encrypt(from, PinBench.Key(from), "1234", Pan);
        var decrypting = BlockCiphers.Engine(PinBlock.CipherOf(from), PinBench.Key(from), encrypt: false);
        var encrypting = BlockCiphers.Engine(PinBlock.CipherOf(to), PinBench.TargetKey(to), encrypt: true);
        var target = new byte[PinBlock.BytesOf(to)];
        var garbage = Garbage(from);
        long spent = 0;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            PinReencryption.Translate(from, decrypting, to, encrypting, Pan, block, target);
            PinReencryption.Translate(from, decrypting, to, encrypting, Pan, garbage, target);
            spent = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(spent, Is.Zero);
    }

    [TestCaseSource(nameof(Allowed))]
    public void A_key_of_another_cipher_never_touches_a_block(PinBlockFormat from, PinBlockFormat to)
    {
        var target = new byte[PinBlock.BytesOf(to)];
        foreach (var (algorithm, bytes) in _ciphers)
        {
            var engine = BlockCiphers.Engine(algorithm, Convert.FromHexString(SecurityBench.MasterKey).AsSpan(0, bytes), encrypt: true);
            void Act() => PinReencryption.Translate(from, engine, to, engine, Pan, new byte[PinBlock.BytesOf(from)], target);
            if (algorithm != PinBlock.CipherOf(from) || algorithm != PinBlock.CipherOf(to))
            {
                Assert.Throws<KeyException>(Act);
            }
        }
    }

    [TestCaseSource(nameof(Allowed))]
    public void Shapes_are_refused_before_any_key(PinBlockFormat from, PinBlockFormat to)
    {
        var target = Enumerable.Repeat((byte)1, PinBlock.BytesOf(to)).ToArray();
        foreach (var bytes in (int[])[0, 7, 9, 15, 17, 24 - PinBlock.BytesOf(from)])
        {
            Assert.That(EncryptedPinBlock.Translate(from, [], to, [], Pan, new byte[bytes], target), Is.EqualTo(PinFault.BadLength));
        }

        Assert.That(target, Is.All.Zero);
        var isFree = from == PinBlockFormat.Iso1 && to == PinBlockFormat.Iso1;
        if (!isFree)
        {
            var block = new byte[PinBlock.BytesOf(from)];
            Assert.That(EncryptedPinBlock.Translate(from, [], to, [], "6212345=78901234", block, target), Is.EqualTo(PinFault.BadPan));
            Assert.That(EncryptedPinBlock.Translate(from, [], to, [], Pan + "8", block, target), Is.EqualTo(PinFault.BadPan));
        }
    }

    [Test]
    public void A_target_of_another_length_is_an_error_of_the_caller()
    {
        var block = EncryptedPinBlock.Encrypt(PinBlockFormat.Iso0, PinBench.Key(PinBlockFormat.Iso0), "1234", Pan);
        var (from, to) = (PinBench.Key(PinBlockFormat.Iso0), PinBench.Key(PinBlockFormat.Iso4));
        Assert.Throws<ArgumentException>(
            () => EncryptedPinBlock.Translate(PinBlockFormat.Iso0, from, PinBlockFormat.Iso4, to, Pan, block, new byte[8]));
    }

    [TestCaseSource(nameof(_tied))]
    public void A_block_may_be_translated_in_place(PinBlockFormat format)
    {
        var block = EncryptedPinBlock.Encrypt(format, PinBench.Key(format), "1234", Pan);
        var fault = EncryptedPinBlock.Translate(format, PinBench.Key(format), format, PinBench.TargetKey(format), Pan, block, block);
        Assert.That(fault, Is.EqualTo(PinFault.None));
        Assert.That(ClearPin.Decrypt(format, PinBench.TargetKey(format), block, Pan, out var pin), Is.Null);
        Assert.That(pin, Is.EqualTo("1234"));
    }

    private static (PinFault Fault, byte[] Target) Translate(PinBlockFormat from, PinBlockFormat to, byte[] block)
    {
        var target = new byte[PinBlock.BytesOf(to)];
        return (EncryptedPinBlock.Translate(from, PinBench.Key(from), to, PinBench.TargetKey(to), Pan, block, target), target);
    }

    private static void Rejects(PinBlockFormat from, byte[] key, string pan, byte[] block)
    {
        var target = new byte[8];
        var zone = PinBench.TargetKey(PinBlockFormat.Iso0);
        var fault = EncryptedPinBlock.Translate(from, key, PinBlockFormat.Iso0, zone, pan, block, target);
        Assert.That(fault, Is.EqualTo(PinFault.BadFormat));
        Assert.That(target, Is.All.Zero);
    }

    private static IEnumerable<byte[]> Flipped(byte[] bytes)
    {
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return changed;
        }
    }

    // Zeros decrypt to nonsense under every key of the bench.
    private static byte[] Garbage(PinBlockFormat format) => new byte[PinBlock.BytesOf(format)];

    private static (int Decrypted, int Encrypted) Steps(PinBlockFormat from, PinBlockFormat to, byte[] block, out PinFault fault)
    {
        var decrypting = new CountingCipher(BlockCiphers.Engine(PinBlock.CipherOf(from), PinBench.Key(from), encrypt: false));
        var encrypting = new CountingCipher(BlockCiphers.Engine(PinBlock.CipherOf(to), PinBench.TargetKey(to), encrypt: true));
        fault = PinReencryption.Translate(from, decrypting, to, encrypting, Pan, block, new byte[PinBlock.BytesOf(to)]);
        return (decrypting.Blocks, encrypting.Blocks);
    }

    private sealed class CountingCipher(IBlockCipher engine) : IBlockCipher
    {
        public int Blocks { get; private set; }

        public string AlgorithmName => engine.AlgorithmName;

        public void Init(bool forEncryption, ICipherParameters parameters) => engine.Init(forEncryption, parameters);

        public int GetBlockSize() => engine.GetBlockSize();

        public int ProcessBlock(byte[] inBuf, int inOff, byte[] outBuf, int outOff)
            => ProcessBlock(inBuf.AsSpan(inOff), outBuf.AsSpan(outOff));

        public int ProcessBlock(ReadOnlySpan<byte> input, Span<byte> output)
        {
            Blocks++;
            return engine.ProcessBlock(input, output);
        }
    }
}
