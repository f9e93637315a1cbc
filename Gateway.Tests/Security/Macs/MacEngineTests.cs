using System.Text;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security.Macs;

[TestFixture]
public sealed class MacEngineTests
{
    private static readonly byte[] _data = [.. Enumerable.Range(1, 317).Select(value => (byte)(value * 7))];

    private static IEnumerable<string> Names => MacProfiles.Names;

    [TestCaseSource(nameof(Names))]
    public void No_code_costs_an_allocation(string name)
    {
        var profile = MacProfiles.Named(name);
        using var engine = new MacEngine(profile, MacKeys.For(profile));
        var mac = new byte[profile.SentBytes];
        Assert.That(Work(engine, mac), Is.EqualTo(200));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var right = Work(engine, mac);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.Zero);
        Assert.That(right, Is.EqualTo(200));
    }

    [TestCaseSource(nameof(Names))]
    public void Many_threads_may_use_one_engine(string name)
    {
        var profile = MacProfiles.Named(name);
        using var engine = new MacEngine(profile, MacKeys.For(profile));
        var macs = Enumerable.Range(0, _data.Length)
            .Select(length => Mac.Compute(profile, MacKeys.For(profile), _data.AsSpan(0, length))).ToArray();
        Parallel.For(0, 8 * macs.Length, turn =>
            Assert.That(engine.Verify(_data.AsSpan(0, turn % macs.Length), macs[turn % macs.Length])));
    }

    [TestCaseSource(nameof(Names))]
    public void Nothing_is_computed_after_disposal(string name)
    {
        var profile = MacProfiles.Named(name);
        var engine = new MacEngine(profile, MacKeys.For(profile));
        engine.Dispose();
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Compute(_data, new byte[profile.SentBytes]));
        Assert.Throws<ObjectDisposedException>(() => engine.Verify(_data, new byte[profile.SentBytes]));
    }

    [TestCaseSource(nameof(Names))]
    public void A_code_is_written_where_there_is_room_and_nowhere_else(string name)
    {
        var profile = MacProfiles.Named(name);
        using var engine = new MacEngine(profile, MacKeys.For(profile));
        byte[] roomy = [.. Enumerable.Repeat((byte)0xEE, 200)];
        Assert.That(engine.Compute(_data, roomy), Is.EqualTo(profile.SentBytes));
        Assert.That(roomy[profile.SentBytes..], Is.All.EqualTo(0xEE));
        Assert.Throws<ArgumentException>(() => engine.Compute(_data, new byte[profile.SentBytes - 1]));
    }

    [Test]
    public void A_code_is_cut_on_the_right_and_spelled_in_capital_letters([ValueSource(nameof(Names))] string name)
    {
        var named = MacProfiles.Named(name) with { Coding = MacCoding.Binary };
        var whole = Mac.Compute(named, MacKeys.For(named), _data);
        for (var bytes = MacProfile.MinBytes; bytes <= whole.Length; bytes++)
        {
            var cut = named with { Bytes = bytes };
            var text = Encoding.ASCII.GetString(Mac.Compute(cut with { Coding = MacCoding.HexText }, MacKeys.For(cut), _data));
            Assert.That(Mac.Compute(cut, MacKeys.For(cut), _data), Is.EqualTo(whole[..bytes]));
            Assert.That(text, Is.EqualTo(Convert.ToHexString(whole[..bytes])));
        }
    }

    [Test]
    public void Hexadecimal_text_in_small_letters_is_wrong()
    {
        var profile = MacProfiles.Named("unionpay-ecb");
        using var engine = new MacEngine(profile, MacKeys.For(profile));
        for (var length = 0; length < 40; length++)
        {
            var mac = Mac.Compute(profile, MacKeys.For(profile), _data.AsSpan(0, length));
            var small = mac.Select(letter => (byte)char.ToLowerInvariant((char)letter)).ToArray();
            Assert.That(engine.Verify(_data.AsSpan(0, length), small), Is.EqualTo(small.SequenceEqual(mac)));
        }
    }

    private static int Work(MacEngine engine, byte[] mac)
    {
        var right = 0;
        for (var length = 0; length < 200; length++)
        {
            engine.Compute(_data.AsSpan(0, length), mac);
            right += engine.Verify(_data.AsSpan(0, length), mac) ? 1 : 0;
        }

        return right;
    }
}
