using System.Security.Cryptography;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Tests.EndToEnd;

/// <summary>Terminals whose keys are not triple DES keys of a sign-on: SM4, and a key for every transaction. The whole way, PIN and track included.</summary>
[TestFixture]
public sealed class DeviceKeyTests : Scenario
{
    private const string TdesKsn = "FFFF9876543210E00000";
    private const string AesKsn = "123456789012345600000000";
    private static readonly TestCard _card = TestCard.Numbered(3);

    [Test]
    public async Task An_SM4_terminal_signs_on_sells_with_a_PIN_voids_and_settles()
    {
        using var terminal = await Sm4Terminal();
        await Succeeds(terminal.SignOnAsync(null, default));
        await Trades(terminal);
    }

    [Test]
    public async Task An_SM4_terminal_gets_no_triple_DES_keys()
    {
        using var terminal = await Sm4Terminal();
        Assert.That((await terminal.SignOnAsync("003", default)).Code, Is.EqualTo("40"));
    }

    [TestCase("Tdes", TdesKsn, 16, false)]
    [TestCase("Tdes", TdesKsn, 16, true)]
    [TestCase("Aes", AesKsn, 16, true)]
    [TestCase("Aes", AesKsn, 32, false)]
    public async Task A_DUKPT_terminal_sells_with_a_PIN_voids_and_settles(string algorithm, string ksn, int bytes, bool fromBaseKey)
    {
        var (key, id) = await Enrolled(algorithm, ksn, bytes, fromBaseKey);
        using var terminal = Dukpt(id, key, ksn);
        Assert.That((await terminal.SaleAsync(500, _card, false, false, default)).Code, Is.EqualTo("77"), "it signs on for its batch first");
        await Succeeds(terminal.SignOnAsync(null, default));
        await Trades(terminal);
        var shown = (await Operator.Get($"/api/terminals/{id}")).GetProperty("dukpt");
        Assert.That((shown.Text("ksn")![..^4], shown.GetProperty("exhausted").GetBoolean()), Is.EqualTo((ksn[..^4], false)));
    }

    [Test]
    public async Task A_replayed_message_gets_nothing_new_also_after_a_restart()
    {
        var (key, id) = await Enrolled("Tdes", TdesKsn, 16, fromBaseKey: true);
        using (var terminal = Dukpt(id, key, TdesKsn))
        {
            await Succeeds(terminal.SignOnAsync(null, default));
            await Succeeds(terminal.SaleAsync(500, _card, false, false, default));
            await Succeeds(terminal.SaleAsync(600, _card, false, false, default));
            await Succeeds(terminal.RepeatAsync(default));
        }

        await Bench.Restart();
        using var thief = Dukpt(id, key, TdesKsn, stan: 50);
        Assert.That((await thief.SaleAsync(700, _card, false, false, default)).Code, Is.EqualTo("A0"), "its keys were used");
        Assert.That((await Operator.Get($"/api/terminals/{id}/explain?stan=000050")).Text("sentence"), Does.Contain("its key serial number had been used before"));
        using var honest = Dukpt(id, key, "FFFF9876543210E00002", stan: 60);
        await Succeeds(honest.SignOnAsync(null, default));
        await Succeeds(honest.SaleAsync(800, _card, false, false, default));
        Assert.That((await Operator.Money()).GetProperty("open").Number("amount"), Is.EqualTo(500 + 600 + 800));
    }

    [Test]
    public async Task A_device_with_its_last_key_is_declined_and_flagged_and_its_reversal_is_taken()
    {
        const string nearTheEnd = "FFFF9876543210FFF400";
        var (key, id) = await Enrolled("Tdes", nearTheEnd, 16, fromBaseKey: true);
        using var terminal = Dukpt(id, key, nearTheEnd);
        await Succeeds(terminal.SignOnAsync(null, default));
        Assert.That((await terminal.SaleAsync(500, _card, false, false, default)).Code, Is.EqualTo("97"));
        var shown = await Operator.Get($"/api/terminals/{id}");
        Assert.That((shown.GetProperty("dukpt").Text("ksn"), shown.GetProperty("dukpt").GetProperty("exhausted").GetBoolean()), Is.EqualTo(("FFFF9876543210FFF800", true)));
    }

    [Test]
    public async Task Another_device_of_the_same_base_key_is_not_this_terminal()
    {
        var (_, id) = await Enrolled("Tdes", TdesKsn, 16, fromBaseKey: true);
        const string another = "FFFF9876543211000000";
        using var clone = Dukpt(id, Initial("Tdes", another), another);
        Assert.That((await clone.SaleAsync(500, _card, false, false, default)).Code, Is.EqualTo("A0"));
        Assert.That(
            (await Operator.Get($"/api/terminals/{id}/explain?stan=000001")).Text("sentence"),
            Does.EndWith("The key serial number names another device, or another initial key."));
    }

    private byte[] _base = [];

    private static async Task Trades(VirtualTerminal terminal)
    {
        await Succeeds(terminal.SaleAsync(1200, _card, withPin: true, hangsUp: false, default));
        await Succeeds(terminal.SaleAsync(500, _card, withPin: false, hangsUp: false, default));
        await Succeeds(terminal.RepeatAsync(default));
        await Succeeds(terminal.VoidAsync(default));
        await Succeeds(terminal.SaleAsync(700, _card, withPin: true, hangsUp: false, default));
        await Succeeds(terminal.ReverseAsync(default));
        await Succeeds(terminal.BalanceAsync(_card, withPin: true, default));
        await Succeeds(terminal.SettleAsync(default));
    }

    private static async Task Succeeds(Task<ActionOutcome> action)
    {
        var outcome = await action;
        Assert.That(outcome.Succeeded, Is.True, $"{outcome}");
    }

    private async Task<VirtualTerminal> Sm4Terminal()
    {
        var id = await Registered();
        var key = RandomNumberGenerator.GetBytes(16);
        Bench.Secrets.Add("an SM4 master key", key);
        await Load("TerminalMaster", id, "Sm4", key);
        return new VirtualTerminal(Profile(id) with { KeySet = "006" }, key, TimeProvider.System);
    }

    private async Task<(byte[] InitialKey, string Id)> Enrolled(string algorithm, string ksn, int bytes, bool fromBaseKey)
    {
        var id = await Registered();
        _base = RandomNumberGenerator.GetBytes(bytes);
        var initial = Initial(algorithm, ksn);
        Bench.Secrets.Add("a base derivation key", _base);
        Bench.Secrets.Add("an initial key", initial);
        await (fromBaseKey ? Load("TerminalBaseDerivation", "estate", algorithm, _base) : Load("TerminalInitial", id, algorithm, initial));
        await Operator.Post($"/api/terminals/{id}/dukpt", new { ksn, @base = fromBaseKey ? "estate" : null });
        return (initial, id);
    }

    private byte[] Initial(string algorithm, string ksn)
    {
        var initial = new byte[_base.Length];
        if (algorithm == "Aes")
        {
            AesDukpt.InitialKey(_base, KeySerialNumber.Parse(ksn), initial);
        }
        else
        {
            KeyPolicy.AdjustParity(_base);
            TdesDukpt.InitialKey(_base, KeySerialNumber.Parse(ksn), initial);
        }

        return initial;
    }

    private async Task<string> Registered()
    {
        const string id = "20000001";
        await Operator.Post("/api/terminals", new { id, merchantId = GatewayBench.Merchant, profile = "pin" });
        return id;
    }

    private async Task Load(string usage, string owner, string algorithm, byte[] key)
    {
        var mask = RandomNumberGenerator.GetBytes(key.Length);
        var rest = key.Zip(mask, (one, other) => (byte)(one ^ other)).ToArray();
        foreach (var (component, by) in ((byte[], string)[])[(mask, "one"), (rest, "another")])
        {
            await Operator.Post("/api/keys/components", new { usage, owner, algorithm, of = 2, component = Convert.ToHexString(component), by });
        }
    }

    private VirtualTerminal Dukpt(string id, byte[] initialKey, string ksn, int stan = 1)
        => new(Profile(id) with { Ksn = KeySerialNumber.Parse(ksn), FirstStan = stan }, initialKey, TimeProvider.System);

    private TerminalProfile Profile(string id) => new() { Host = "127.0.0.1", Port = Bench.Port("pos"), TerminalId = id, MerchantId = GatewayBench.Merchant };
}
