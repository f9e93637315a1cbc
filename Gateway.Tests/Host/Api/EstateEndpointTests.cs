using System.Text.Json.Nodes;
using Gateway.Host.Journal;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Api;

[TestFixture]
public sealed class EstateEndpointTests
{
    [Test]
    public async Task Merchants_are_registered_and_shown()
    {
        await using var api = await ApiBench.Started();
        const string Body = """{"id":"100000000000002","name":"Other","mcc":"5812","by":"op"}""";
        Assert.That(await Status(api.Post("/api/merchants", Body)), Is.EqualTo(201));
        Assert.That(await Status(api.Post("/api/merchants", Body)), Is.EqualTo(200), "Again.");
        Assert.That(await Status(api.Post("/api/merchants", Body.Replace("Other", "Else", StringComparison.Ordinal))), Is.EqualTo(409));
        Assert.That(await Status(api.Post("/api/merchants", "{}")), Is.EqualTo(400));
        Assert.That((await api.Get("/api/merchants/100000000000002")).Body!.ToJsonString(), Is.EqualTo("""{"id":"100000000000002","name":"Other","mcc":"5812"}"""));
        Assert.That((await api.Get("/api/merchants")).Body!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(await Status(api.Get("/api/merchants/100000000000009")), Is.EqualTo(404));
    }

    [Test]
    public async Task Terminals_are_registered_and_shown()
    {
        await using var api = await ApiBench.Started();
        const string Body = """{"id":"00000002","merchantId":"100000000000001","model":"S90","serial":"7","profile":"pinless"}""";
        Assert.That(await Status(api.Post("/api/terminals", Body)), Is.EqualTo(201));
        Assert.That(await Status(api.Post("/api/terminals", Body.Replace("pinless", "magic", StringComparison.Ordinal))), Is.EqualTo(400));
        Assert.That(await Status(api.Post("/api/terminals", Body.Replace("100000000000001", "100000000000009", StringComparison.Ordinal))), Is.EqualTo(404));
        Assert.That(await Status(api.Post("/api/terminals", Body.Replace("pinless", "pin", StringComparison.Ordinal))), Is.EqualTo(409));
        Assert.That(await Status(api.Get("/api/terminals/00000009")), Is.EqualTo(404));
        Assert.That((await api.Get("/api/terminals")).Body!.AsArray(), Has.Count.EqualTo(2));
        var shown = (await api.Get("/api/terminals/00000002")).Body!;
        Assert.That((Text(shown, "merchantId"), Text(shown, "profile"), Text(shown["standing"]!, "level")), Is.EqualTo((Merchant, "pinless", "none")));
    }

    [Test]
    public async Task A_master_key_is_loaded_and_only_its_check_value_is_ever_shown()
    {
        await using var api = await ApiBench.Started();
        var path = $"/api/terminals/{Terminal}/master-key";
        var (status, body) = await api.Post(path, $$"""{"components":["{{KeyA}}","{{KeyB}}"]}""");
        var kcv = Text(body!, "kcv");
        Assert.That(((int)status, kcv.Length), Is.EqualTo((200, 8)));
        Assert.That(await Status(api.Post(path, $$"""{"components":["{{KeyA}}","{{KeyB}}"],"kcv":"{{kcv[..6]}}"}""")), Is.EqualTo(200));
        Assert.That(await Status(api.Post(path, $$"""{"components":["{{KeyA}}","{{KeyB}}"],"kcv":"000000"}""")), Is.EqualTo(400));
        Assert.That(await Status(api.Post(path, $$"""{"components":["{{KeyA}}",null]}""")), Is.EqualTo(400));
        foreach (var wrong in (string[])
        [
            """{"components":"all"}""", """{"components":[1]}""", """{"components":[["AB"]]}""", $$"""{"parts":["{{KeyA}}"]}""", "[]", "{", "",
            $$"""{"components":["{{KeyA}}","{{KeyA}}","{{KeyA}}","{{KeyA}}","{{KeyA}}"]}""", $$"""{"components":["{{new string('A', 300)}}"]}""",
        ])
        {
            Assert.That(await Status(api.Post(path, wrong)), Is.EqualTo(400), wrong);
        }

        Assert.That(await Status(api.Post("/api/terminals/00000009/master-key", $$"""{"components":["{{KeyA}}"]}""")), Is.EqualTo(404));
        Assert.That(Text((await api.Get($"/api/terminals/{Terminal}")).Body!, "masterKeyKcv"), Is.EqualTo(kcv));
    }

    [Test]
    public async Task Holds_are_placed_shown_and_released()
    {
        await using var api = await ApiBench.Started();
        var (status, hold) = await api.Post("/api/holds", Hold());
        Assert.That(((int)status, Text(hold!, "state"), hold!["id"]!.GetValue<long>()), Is.EqualTo((201, "effective", 1)));
        Assert.That(await Status(api.Post("/api/holds", Hold())), Is.EqualTo(200), "Again.");
        Assert.That(await Status(api.Post("/api/holds", Hold(level: "L4"))), Is.EqualTo(409));
        Assert.That(Text((await api.Get($"/api/terminals/{Terminal}")).Body!["standing"]!, "level"), Is.EqualTo("L2"));

        Assert.That(await Status(api.Post("/api/holds/1/release", "{}")), Is.EqualTo(400), "A release needs a reason.");
        (status, hold) = await api.Post("/api/holds/1/release", """{"reason":"paid","releasedBy":"op"}""");
        Assert.That(((int)status, Text(hold!, "state"), Text(hold!, "releaseReason")), Is.EqualTo((200, "released", "paid")));
        Assert.That(await Status(api.Post("/api/holds/1/release", """{"reason":"paid"}""")), Is.EqualTo(200), "Again.");
        Assert.That(await Status(api.Post("/api/holds/9/release", """{"reason":"paid"}""")), Is.EqualTo(404));
        Assert.That((await api.Get("/api/holds")).Body!.AsArray(), Is.Empty);
        Assert.That((await api.Get("/api/holds?all=true")).Body!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await Status(api.Get("/api/holds/1")), await Status(api.Get("/api/holds/9"))), Is.EqualTo((200, 404)));
    }

    [TestCase("device", Terminal, "L2", "FEE-01", 400)]
    [TestCase("terminal", "00000009", "L2", "FEE-01", 404)]
    [TestCase("terminal", Terminal, "L3", "FEE-01", 400)]
    [TestCase("terminal", Terminal, "2", "FEE-01", 400)]
    [TestCase("terminal", Terminal, "L0, L2", "FEE-01", 400)]
    [TestCase("terminal", Terminal, "", "FEE-01", 400)]
    [TestCase("terminal", Terminal, "L2", "because", 400)]
    public async Task A_hold_that_makes_no_sense_is_refused(string kind, string id, string level, string reason, int status)
    {
        await using var api = await ApiBench.Started();
        Assert.That(await Status(api.Post("/api/holds", Hold(kind, id, level, reason))), Is.EqualTo(status));
        Assert.That(await Status(api.Post("/api/holds", "{}")), Is.EqualTo(400));
    }

    [Test]
    public async Task A_journal_that_takes_nothing_in_is_503()
    {
        await using var api = await ApiBench.Started();
        api.Estate.Journal.IsQuick = false;
        var placing = api.Post("/api/holds", Hold());
        (await api.Estate.Journal.Next()).Ends(CommitOutcome.Refused);
        Assert.That(await Status(placing), Is.EqualTo(503));
    }

    private static string Hold(string kind = "terminal", string id = Terminal, string level = "L2", string reason = "FEE-01")
        => $$"""{"subject":{"kind":"{{kind}}","id":"{{id}}"},"level":"{{level}}","reason":"{{reason}}","placedBy":"op"}""";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static async Task<int> Status(Task<(System.Net.HttpStatusCode Status, JsonNode? Body)> answer) => (int)(await answer).Status;
}
