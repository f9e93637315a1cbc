using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Tests.EndToEnd;

/// <summary>An operator who has a shell and the API key can do all the README says, while terminals are connected.</summary>
[TestFixture]
public sealed class CommandLineTests : Scenario
{
    [Test]
    public async Task A_terminal_is_registered_sells_is_stopped_explained_and_reinstated_from_the_command_line()
    {
        var components = Path.Combine(Bench.DataFolder, "..", "components.txt");
        var keys = Enumerable.Range(0, 2).Select(_ => RandomNumberGenerator.GetBytes(16)).ToArray();
        await File.WriteAllLinesAsync(components, keys.Select(Convert.ToHexString));
        var masterKey = keys[0].Zip(keys[1], (one, other) => (byte)(one ^ other)).ToArray();

        await Says("merchant add 898000000000003 --name Bakery", "id 898000000000003, name Bakery");
        await Says("terminal add 00000001 --merchant 898000000000003", "id 00000001, merchantId 898000000000003, profile pin");
        await Says($"terminal load-key 00000001 --file {components}", "kcv ");
        using var pos = new Pos(Bench, "00000001", "898000000000003", masterKey);
        await pos.SignOn();
        await pos.Sell(1_234);
        await Says("hold place --terminal 00000001 --level L2 --reason DEV-01", "id 1, state effective, subject.kind terminal");
        Assert.That((await pos.Ask(pos.Forms.Sale(500, Pos.Card))).Code, Is.EqualTo("97"));
        await Says("terminal explain 00000001 --stan 000003", "amount 5.00 was declined with code 97 because the terminal is held");
        await Says("terminal show 00000001", "standing.level L2");
        await Says("hold release 1 --reason repaired", "state released");
        await pos.Sell(500);
        await Says("money", "open                2            17.34");
    }

    [Test]
    public async Task What_cannot_be_done_is_said_and_is_an_exit_code()
    {
        await Bench.Terminal();
        foreach (var (command, code) in ((string, int)[])
            [
                ("hold place --terminal 99999999 --level L2 --reason DEV-01", 1),
                ("hold place --terminal 10000001 --level L3 --reason DEV-01", 1),
                ("hold place --level L2 --reason DEV-01", 2),
                ("terminal explain 10000001 --stan 000777", 1),
                ("terminal", 2),
            ])
        {
            using var gateway = Cli(command);
            Assert.That(await gateway.Ended(), Is.EqualTo(code), $"{command}: {gateway.Error}");
            Assert.That(gateway.Error, Is.Not.Empty.And.Not.Contains("   at "), command);
        }
    }

    [Test]
    public async Task When_no_gateway_answers_the_exit_code_is_3()
    {
        using var gateway = Child.Gateway(["money", "--api", "http://127.0.0.1:1", "--api-key", "none"]);

        Assert.That(await gateway.Ended(), Is.EqualTo(3));
        Assert.That(gateway.Sentences.Single(), Is.EqualTo("No gateway answers at http://127.0.0.1:1/; is it running?"));
    }

    [Test]
    public async Task Two_operators_load_a_terminals_key_and_it_is_listed_handed_on_tried_and_destroyed()
    {
        await Says("merchant add 898000000000003 --name Bakery", "id 898000000000003");
        await Says("terminal add 00000001 --merchant 898000000000003", "id 00000001");
        var keys = Enumerable.Range(0, 2).Select(_ => RandomNumberGenerator.GetBytes(16)).ToArray();
        var masterKey = keys[0].Zip(keys[1], (one, other) => (byte)(one ^ other)).ToArray();
        foreach (var key in keys.Append(masterKey))
        {
            Bench.Secrets.Add("a key or a component", key);
        }

        var (ann, bob) = (await NewOperator("ann"), await NewOperator("bob"));
        await Types(ann, keys[0], "entered 1, of 2");
        using (var twice = Component(ann, keys[1]))
        {
            Assert.That(await twice.Ended(), Is.EqualTo(1));
            Assert.That(twice.Error, Does.Contain("ann has entered a component of this key"));
        }

        await Types(bob, keys[1], "keyKcv " + KeyCheckValue.Compute(masterKey));
        using var pos = new Pos(Bench, "00000001", "898000000000003", masterKey);
        await pos.SignOn();
        await pos.Sell(1_234);
        await Says("key list", "owner 00000001, usage TerminalMaster, algorithm Tdes, kcv " + KeyCheckValue.Compute(masterKey));
        await Says("key list", "by ann and bob, how components");
        await Says("key test 00000001 --acquirer acquirer", "translates true");
        await Says("key generate --usage TerminalTransport --owner room --algorithm Aes --bytes 32", "owner room, usage TerminalTransport");
        await Says("key export --usage TerminalMaster --owner 00000001 --transport room", "D0112K0TB00N0000");
        await Says("key compromised 00000001 --reason stolen", "standing L5");
        Assert.That((await pos.Ask(pos.Forms.Sale(500, Pos.Card))).Code, Is.EqualTo("97"), "believed for a while, and held");
        Assert.That((await pos.Ask(pos.Forms.SignOn("003"))).Code, Is.EqualTo("97"));
    }

    [Test]
    public async Task A_check_value_is_said_of_what_is_typed()
    {
        var key = RandomNumberGenerator.GetBytes(16);
        using var gateway = Child.GatewayTyping(Convert.ToHexString(key) + "\n", ["key", "kcv"]);
        Assert.That(await gateway.Ended(), Is.Zero, gateway.Error);
        Assert.That(gateway.Output.Trim(), Is.EqualTo(KeyCheckValue.Compute(key)));
    }

    private async Task<string> NewOperator(string name)
    {
        using var gateway = Child.Gateway(["operator", "add", name, "--data", Bench.DataFolder]);
        Assert.That(await gateway.Ended(), Is.Zero, gateway.Error);
        return gateway.Output.Trim();
    }

    private Child Component(string apiKey, byte[] component) => Child.GatewayTyping(
        Convert.ToHexString(component),
        [
            "key", "component", "--usage", "TerminalMaster", "--owner", "00000001", "--kcv", KeyCheckValue.Compute(component)[..6],
            "--api", Operator.Address.ToString(), "--api-key", apiKey,
        ]);

    private async Task Types(string apiKey, byte[] component, string words)
    {
        using var gateway = Component(apiKey, component);
        Assert.That(await gateway.Ended(), Is.Zero, gateway.Error);
        Assert.That(gateway.Output, Does.Contain(words));
    }

    private Child Cli(string command)
        => Child.Gateway([.. command.Split(' '), "--api", Operator.Address.ToString(), "--api-key", Operator.Key]);

    private async Task Says(string command, string words)
    {
        using var gateway = Cli(command);
        Assert.That(await gateway.Ended(), Is.Zero, $"{command}: {gateway.Error}");
        Assert.That(gateway.Output, Does.Contain(words), command);
        Assert.That(gateway.Error, Is.Empty, command);
    }
}
