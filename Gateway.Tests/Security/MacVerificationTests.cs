using System.Text.Json;
using Gateway.Security.Keys;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class MacVerificationTests : IDisposable
{
    // The module has no SM4 keys and takes none with equal halves; CupEcbMacTests covers those values.
    private static readonly TestCaseData[] _usable =
    [
        .. CryptoVectors.Mac.Where(test => test.Arguments[0] is JsonElement vector
            && vector.Text("cipher") == "DES"
            && KeyPolicy.Check(KeyUsage.TerminalMac, vector.Hex("key"), allowTestKeys: true) is null),
    ];

    private readonly SecurityBench _bench = new();

    [TestCaseSource(nameof(_usable))]
    public async Task Every_published_value_verifies_and_no_mutation_of_it_does(JsonElement vector)
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, vector.Text("key"));
        var data = vector.Hex("data");
        var mac = vector.Hex("mac");
        Assert.That(await _bench.Module.GenerateMac(key, data, CancellationToken.None), Is.EqualTo(mac));
        Assert.That(await Verify(key, data, mac));
        for (var bit = 0; bit < 8 * mac.Length; bit++)
        {
            Assert.That(await Verify(key, data, Flipped(mac, bit)), Is.False, $"bit {bit} of the code");
        }

        for (var bit = 0; bit < 8 * data.Length; bit += 3)
        {
            Assert.That(await Verify(key, Flipped(data, bit), mac), Is.False, $"bit {bit} of the data");
        }

        for (var bit = 0; bit < 4 * vector.Text("key").Length; bit += 8)
        {
            var other = await _bench.Import(KeyUsage.TerminalMac, Convert.ToHexString(Flipped(vector.Hex("key"), bit)));
            Assert.That(await Verify(other, data, mac), Is.False, $"bit {bit} of the key");
        }
    }

    [Test]
    public async Task A_short_or_long_code_is_wrong([Values(0, 1, 4, 7, 9, 16)] int length)
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        var mac = await _bench.Module.GenerateMac(key, "0200"u8.ToArray(), CancellationToken.None);
        Array.Resize(ref mac, length);
        Assert.That(await Verify(key, "0200"u8.ToArray(), mac), Is.False);
    }

    [Test]
    public async Task A_code_in_small_letters_is_wrong()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        for (byte number = 0; number < 20; number++)
        {
            var mac = await _bench.Module.GenerateMac(key, new[] { number }, CancellationToken.None);
            var small = mac.Select(character => (byte)char.ToLowerInvariant((char)character)).ToArray();
            Assert.That(await Verify(key, [number], small), Is.EqualTo(small.SequenceEqual(mac)));
        }
    }

    [Test]
    public async Task Only_a_MAC_key_makes_or_checks_a_code(
        [ValueSource(typeof(SecurityBench), nameof(SecurityBench.UsagesButMac))] KeyUsage usage)
    {
        var key = await _bench.Import(usage, SecurityBench.MacKey);
        await Assert.ThrowsAsync<KeyException>(async () => await _bench.Module.GenerateMac(key, default, CancellationToken.None));
        await Assert.ThrowsAsync<KeyException>(async () => await Verify(key, [], new byte[8]));
    }

    public void Dispose() => _bench.Dispose();

    // Bits are counted from the highest, so that bit 7 of a byte, the parity of a DES key, is its last.
    private static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] copy = [.. bytes];
        copy[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        return copy;
    }

    private ValueTask<bool> Verify(WrappedKey key, byte[] data, byte[] mac)
        => _bench.Module.VerifyMac(key, data, mac, CancellationToken.None);
}
