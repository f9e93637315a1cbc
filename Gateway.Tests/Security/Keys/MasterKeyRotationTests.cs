using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security.Keys;

[TestFixture]
public sealed class MasterKeyRotationTests : IDisposable
{
    private readonly LocalMasterKey _old = LocalMasterKey.Generate();
    private readonly LocalMasterKey _new = LocalMasterKey.Generate();
    private readonly SoftwareSecurityModule _before;
    private readonly SoftwareSecurityModule _after;
    private readonly MasterKeyRotation _rotation;

    public MasterKeyRotationTests()
    {
        _before = new SoftwareSecurityModule(_old, allowTestKeys: false);
        _after = new SoftwareSecurityModule(_new, allowTestKeys: false);
        _rotation = new MasterKeyRotation(_old, _new);
    }

    public void Dispose()
    {
        _rotation.Dispose();
        _before.Dispose();
        _after.Dispose();
        _old.Dispose();
        _new.Dispose();
    }

    [TestCase(KeyUsage.TerminalMaster, KeyAlgorithm.Tdes, 16)]
    [TestCase(KeyUsage.TerminalMaster, KeyAlgorithm.Tdes, 24)]
    [TestCase(KeyUsage.TerminalMac, KeyAlgorithm.Des, 8)]
    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Sm4, 16)]
    [TestCase(KeyUsage.ZoneMaster, KeyAlgorithm.Aes, 32)]
    [TestCase(KeyUsage.ZoneMac, KeyAlgorithm.Hmac, 32)]
    [TestCase(KeyUsage.TerminalBaseDerivation, KeyAlgorithm.Aes, 16)]
    public async Task A_key_goes_from_one_master_key_to_the_next_and_keeps_all_else(KeyUsage usage, KeyAlgorithm algorithm, int bytes)
    {
        var key = await _before.GenerateKey(usage, algorithm, bytes, "owner", CancellationToken.None);

        var moved = key with { Block = Rewrap(key)! };

        Assert.That(await _after.AreSameKey(moved, moved, CancellationToken.None), Is.True);
        Assert.That(moved.Algorithm, Is.EqualTo(key.Algorithm));
        Assert.That(() => _before.AreSameKey(moved, moved, CancellationToken.None), Throws.TypeOf<KeyException>());
        Assert.That(moved.Block, Has.Length.EqualTo(key.Block.Length));
        Assert.That(Rewrap(moved), Is.Null, "done is done");
    }

    [Test]
    public async Task Cards_are_known_and_opened_under_the_next_master_key()
    {
        const string pan = "6212345678901234567";
        var keys = await _before.CardKeys(CancellationToken.None);
        var mark = await _before.Fingerprint(pan, CancellationToken.None);
        var sealedCard = await _before.SealCard(pan, "record", CancellationToken.None);
        Assert.That(await _after.Fingerprint(pan, CancellationToken.None), Is.Not.EqualTo(mark));

        var moved = new CardKeys(keys.Data with { Block = Rewrap(keys.Data)! }, keys.Fingerprint with { Block = Rewrap(keys.Fingerprint)! });
        await _after.UseCardKeys(moved, CancellationToken.None);

        Assert.That(await _after.Fingerprint(pan, CancellationToken.None), Is.EqualTo(mark));
        Assert.That(await _after.OpenCard(sealedCard, "record", CancellationToken.None), Is.EqualTo(pan));
    }

    [Test]
    public async Task What_opens_under_neither_is_refused_and_named_without_its_block()
    {
        var key = await _before.GenerateKey(KeyUsage.TerminalMaster, KeyAlgorithm.Tdes, 16, "T1", CancellationToken.None);
        var done = key with { Block = Rewrap(key)! };
        using var other = LocalMasterKey.Generate();
        using var third = new SoftwareSecurityModule(other, allowTestKeys: false);
        WrappedKey[] wrong =
        [
            key with { Owner = "T2" }, key with { Usage = KeyUsage.TerminalPin }, key with { Kcv = "00000000" }, key with { Block = Flipped(key.Block) }, key with { Block = [] },
            done with { Owner = "T2" }, done with { Block = Flipped(done.Block) },
            await third.GenerateKey(KeyUsage.TerminalMaster, KeyAlgorithm.Tdes, 16, "T1", CancellationToken.None),
        ];
        foreach (var row in wrong)
        {
            Assert.That(() => Rewrap(row), Throws.TypeOf<KeyException>().With.Message.Contains($"The stored {row.Usage} key of {row.Owner} does not open"));
        }
    }

    [Test]
    public void The_present_master_key_is_no_new_one()
        => Assert.That(() => new MasterKeyRotation(_old, _old), Throws.TypeOf<KeyException>().With.Message.Contains("is the present one"));

    private byte[]? Rewrap(WrappedKey key) => _rotation.Rewrap(key.Usage, key.Owner, key.Kcv, key.Block);

    private static byte[] Flipped(byte[] block) => [.. block[..^1], (byte)(block[^1] == '0' ? '1' : '0')];
}
