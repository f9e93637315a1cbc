using Gateway.Tests.Host.Api;
using Gateway.Tests.Host.Estate;

namespace Gateway.Tests.Host.Cli;

/// <summary>The verbs, against the real HTTP interface.</summary>
[TestFixture]
public sealed class VerbTests
{
    [Test]
    public async Task An_operator_registers_loads_a_key_holds_asks_why_and_releases()
    {
        await using var api = await ApiBench.Started();
        api.Books.Rows.Add(FakeBooks.Row(123, "Declined") with { ResponseCode = "97", Reason = "TerminalHeld", HoldId = 1, HoldLevel = "L2", HoldReason = "FEE-01" });
        await Done(api, "merchant add 100000000000002 --name Other --mcc 5812", "id 100000000000002, name Other, mcc 5812");
        await Done(api, "terminal add 00000002 --merchant 100000000000002 --profile pinless", "id 00000002, merchantId 100000000000002, profile pinless");
        await Done(api, "terminal load-key 00000002 --file -", "kcv ", input: $"{EstateBench.KeyA}\r\n{EstateBench.KeyB}\n\n");
        await Done(api, "hold place --terminal 00000001 --level L2 --reason FEE-01", "id 1, state effective, subject.kind terminal, subject.id 00000001, level L2");
        await Done(api, "terminal show 00000001", "standing.level L2");
        await Done(api, "terminal explain 00000001 --stan 123", "because the terminal is held: hold 1, level L2, reason FEE-01.");
        await Done(api, "hold release 1 --reason paid", "state released");
        await Done(api, "hold list", "No hold is in force.");
        Assert.That(api.Estate.Standing().Holds, Is.Empty);
    }

    [Test]
    public async Task The_books_are_shown()
    {
        await using var api = await ApiBench.Started();
        await Done(api, "money", "requests without an outcome 4, reversals not acknowledged 5");
        await Done(api, "reversals", "No reversal is owed.");
        await Done(api, "acquirers", "name acquirer, state SignedOn");
    }

    [TestCase("hold release 9 --reason paid", 1, "There is no hold 9.")]
    [TestCase("terminal show 00000009", 1, "Terminal 00000009 is not registered.")]
    [TestCase("hold place --level L2 --reason FEE-01", 2, "A hold is placed on one subject: give either --terminal or --merchant.")]
    [TestCase("terminal load-key 00000001 --file /nowhere/key", 2, "The key file /nowhere/key cannot be read")]
    public async Task What_is_refused_ends_with_one_sentence(string command, int code, string sentence)
    {
        await using var api = await ApiBench.Started();
        var ended = await Run(api, command, null);
        Assert.That((ended.Code, ended.Output), Is.EqualTo((code, "")), ended.Faults);
        Assert.That(ended.Faults, Does.StartWith(sentence).And.Not.Contain("\n"));
    }

    [Test]
    public async Task A_wrong_key_is_refused_and_not_repeated()
    {
        await using var api = await ApiBench.Started();
        var ended = await HostProcess.Run("money", "--api", api.Address, "--api-key", "some-other-key-entirely");
        Assert.That(ended, Is.EqualTo(new Ended(1, "", "The header X-Api-Key is missing or wrong.")));
    }

    private static async Task Done(ApiBench api, string command, string shown, string? input = null)
    {
        var ended = await Run(api, command, input);
        Assert.That((ended.Code, ended.Faults), Is.EqualTo((0, "")), command);
        Assert.That(ended.Output, Does.Contain(shown), command);
        Assert.That(ended.Output, Does.Not.Contain(EstateBench.KeyA).And.Not.Contain(ApiBench.Key));
    }

    // The key comes by the environment with a line's end behind it, as a shell's $(cat) or a file may leave it; a proxy must not get it.
    private static Task<Ended> Run(ApiBench api, string command, string? input) => HostProcess.Run(
        new Dictionary<string, string?> { ["GATEWAY_API_KEY"] = ApiBench.Key + "\n", ["http_proxy"] = "http://127.0.0.1:1", ["no_proxy"] = null },
        input,
        [.. command.Split(' '), "--api", api.Address]);
}
