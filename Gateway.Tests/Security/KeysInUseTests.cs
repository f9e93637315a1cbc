using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security;

/// <summary>What is kept of opened keys: for how long, what is left of it, and that nobody ever works with half of a key.</summary>
[TestFixture]
public sealed class KeysInUseTests
{
    private static readonly byte[] _data = "0200 and what follows it"u8.ToArray();

    [Test]
    public void A_key_is_opened_once_until_it_is_forgotten_and_then_again_only_through_the_wrapper()
    {
        using var keys = new OpenedKeys();
        var key = keys.Stored(KeyUsage.TerminalMaster);
        _ = keys.InUse.Engines(key);
        _ = keys.InUse.Engines(key);
        Assert.That(keys.Times, Is.EqualTo(1));

        keys.InUse.Forget(key);
        Assert.That(keys.InUse.Keeps(key), Is.False);
        _ = keys.InUse.Engines(key);
        Assert.That((keys.Times, keys.InUse.Keeps(key)), Is.EqualTo((2, true)));
    }

    [Test]
    public void The_MAC_engines_of_a_key_are_forgotten_under_every_profile()
    {
        using var keys = new OpenedKeys();
        var key = keys.Stored(KeyUsage.TerminalMac);
        string[] profiles = ["unionpay-ecb", "x9.19", "x9.19-4"];
        MacEngine[] Engines()
        {
            using var macs = keys.InUse.Macs(key);
            return [.. profiles.Select(profile => macs.Value.Of(MacProfiles.Named(profile)))];
        }

        var before = Engines();
        Assert.That(Engines(), Is.EqualTo(before), "made once");
        keys.InUse.Forget(key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Select(IsErased), Is.All.True);
            Assert.That(Engines().Select(IsErased), Is.All.False);
            Assert.That(keys.Times, Is.EqualTo(2 * profiles.Length));
            Assert.That(keys.Left, Does.Not.Contain('k'), "an engine keeps no clear key beside it");
        }
    }

    [Test]
    public void Another_key_of_the_same_owner_is_not_forgotten()
    {
        using var keys = new OpenedKeys();
        var (one, other) = (keys.Stored(KeyUsage.TerminalMac), keys.Stored(KeyUsage.TerminalMac));
        keys.InUse.Macs(one).Dispose();
        keys.InUse.Macs(other).Dispose();
        keys.InUse.Forget(one);
        Assert.That((keys.InUse.Keeps(one), keys.InUse.Keeps(other)), Is.EqualTo((false, true)));
    }

    [Test]
    public void The_clear_bytes_of_a_source_are_zeros_when_it_is_forgotten()
    {
        using var keys = new OpenedKeys();
        var key = keys.Stored(KeyUsage.TerminalBaseDerivation);
        keys.InUse.Source(key).Dispose();
        Assert.That(keys.Left, Is.EqualTo("k"));

        keys.InUse.Forget(key);
        Assert.That(keys.Left, Is.EqualTo("0"));
    }

    [Test]
    public void The_clear_bytes_of_sources_are_zeros_when_they_are_evicted_and_when_the_module_ends()
    {
        using var keys = new OpenedKeys(keysKept: 4);
        var stored = Enumerable.Range(0, 6).Select(_ => keys.Stored(KeyUsage.TerminalBaseDerivation)).ToArray();
        foreach (var key in stored)
        {
            keys.InUse.Source(key).Dispose();
        }

        Assert.That(keys.Left, Is.EqualTo("00kkkk"));
        keys.InUse.Source(stored[2]).Dispose();
        Assert.That(keys.Left, Is.EqualTo("00k0kk"), "used again, it outlives the others of its generation");
        Assert.That(keys.Times, Is.EqualTo(6));

        keys.InUse.Dispose();
        Assert.That(keys.Left, Is.EqualTo("000000"));
    }

    [TestCase("forgotten")]
    [TestCase("evicted")]
    [TestCase("ended")]
    public void A_call_under_way_keeps_the_whole_key_until_it_ends(string how)
    {
        using var keys = new OpenedKeys(keysKept: 2);
        var key = keys.Stored(KeyUsage.TerminalBaseDerivation);
        using (var first = keys.InUse.Source(key))
        using (keys.InUse.Source(key))
        {
            switch (how)
            {
                case "forgotten": keys.InUse.Forget(key); break;
                case "evicted": PushOut(keys); break;
                default: keys.InUse.Dispose(); break;
            }

            Assert.That(keys.InUse.Keeps(key), Is.False);
            Assert.That(Convert.ToHexString(first.Value.Key), Is.EqualTo(SecurityBench.MacKey));
        }

        Assert.That(keys.Left, Does.StartWith("0"));
    }

    [Test]
    public void A_key_that_is_forgotten_while_it_is_opened_serves_that_call_and_is_not_kept()
    {
        using var keys = new OpenedKeys();
        var key = keys.Stored(KeyUsage.TerminalBaseDerivation);
        keys.Opening = keys.InUse.Forget;
        using (var used = keys.InUse.Source(key))
        {
            Assert.That(Convert.ToHexString(used.Value.Key), Is.EqualTo(SecurityBench.MacKey));
            Assert.That(keys.InUse.Keeps(key), Is.False);
        }

        Assert.That(keys.Left, Is.EqualTo("0"));
    }

    [Test]
    public void A_key_that_another_call_opens_meanwhile_is_kept_once_and_the_rest_erased()
    {
        using var keys = new OpenedKeys();
        var key = keys.Stored(KeyUsage.TerminalBaseDerivation);
        var isFirst = true;
        keys.Opening = _ =>
        {
            if (isFirst)
            {
                isFirst = false;
                keys.InUse.Source(key).Dispose();
            }
        };
        using var used = keys.InUse.Source(key);
        Assert.That(keys.Left, Is.EqualTo("k0"));
        Assert.That(Convert.ToHexString(used.Value.Key), Is.EqualTo(SecurityBench.MacKey));
    }

    private static void PushOut(OpenedKeys keys)
    {
        for (var generation = 0; generation < 2; generation++)
        {
            keys.InUse.Source(keys.Stored(KeyUsage.TerminalBaseDerivation)).Dispose();
        }
    }

    private static bool IsErased(MacEngine engine)
    {
        try
        {
            engine.Compute(_data, new byte[engine.Profile.SentBytes]);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
