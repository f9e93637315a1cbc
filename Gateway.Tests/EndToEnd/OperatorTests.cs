using System.Net;
using System.Text;

namespace Gateway.Tests.EndToEnd;

/// <summary>The operators' interface lets in who has the key, and says no in one sentence.</summary>
[TestFixture]
public sealed class OperatorTests : Scenario
{
    [TestCase(null)]
    [TestCase("wrong")]
    public async Task Without_the_key_nothing_is_told_and_nothing_is_done(string? key)
    {
        var pos = await Bench.SignedOn();
        using var stranger = new HttpClient { BaseAddress = Operator.Address };
        if (key is not null)
        {
            stranger.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        foreach (var path in (string[])["terminals", "money", "audit", "holds", $"terminals/{pos.Id}/explain?stan=1", "nowhere"])
        {
            var answer = await stranger.GetAsync(new Uri($"/api/{path}", UriKind.Relative));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), path);
        }

        using var hold = Body($$"""{"subject":{"kind":"terminal","id":"{{pos.Id}}"},"level":"L4","reason":"DEV-01"}""");
        var held = await stranger.PostAsync(new Uri("/api/holds", UriKind.Relative), hold);
        Assert.That(held.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        await pos.Sell();
    }

    [Test]
    public async Task Health_is_told_to_anybody()
    {
        using var stranger = new HttpClient { BaseAddress = Operator.Address };

        Assert.That((await stranger.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await stranger.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Operator.Get("/health/ready")).GetProperty("acquirers")[0].Text("state"), Is.EqualTo("Up"));
    }

    [Test]
    public async Task A_refusal_is_a_problem_with_one_sentence()
    {
        const string holds = "/api/holds";
        await Bench.Terminal();
        await IsRefused("GET", "/api/terminals/99999999", "", 404, "Terminal 99999999 is not registered.");
        await IsRefused("GET", "/api/terminals/10000001/explain?stan=12345678", "", 400, "is not up to 6 digits");
        await IsRefused("GET", "/api/terminals/10000001/explain?stan=000099", "", 404, "Nothing is known of trace 000099");
        await IsRefused("POST", "/api/merchants", """{"id":"1","name":"x"}""", 400, "Merchant id '1'");
        await IsRefused("POST", "/api/terminals", """{"id":"10000009","merchantId":"898000000000009"}""", 404, "is not registered.");
        await IsRefused("POST", "/api/terminals/10000001/master-key", """{"components":["00"]}""", 400, "");
        await IsRefused("POST", "/api/terminals/10000001/master-key", """{"components":["0123456789ABCDEFFEDCBA9876543210"]}""", 400, "");
        await IsRefused("POST", holds, Hold("terminal", "L9", "DEV-01"), 400, "Level 'L9' is unknown");
        await IsRefused("POST", holds, Hold("terminal", "L1", "DEV-01"), 400, "cannot be placed");
        await IsRefused("POST", holds, Hold("terminal", "L2", "XXX-01"), 400, "not in the catalogue");
        await IsRefused("POST", holds, Hold("planet", "L2", "DEV-01"), 400, "neither terminal nor merchant");
        await IsRefused("POST", "/api/holds/77/release", """{"reason":"x"}""", 404, "There is no hold 77.");
        await IsRefused("POST", holds, "{not json", 400, "");
        await IsRefused("POST", holds, "", 400, "");
        await IsRefused("DELETE", holds, "", 405, "");
    }

    [Test]
    public async Task A_hold_that_is_placed_twice_is_one_hold_and_a_release_twice_one_release()
    {
        var pos = await Bench.SignedOn();
        var hold = await Operator.Hold("terminal", pos.Id, "L2");

        Assert.That(await Operator.Hold("terminal", pos.Id, "L2"), Is.EqualTo(hold));
        await Operator.Release(hold);
        await Operator.Release(hold);
        await pos.Sell();
        Assert.That((await Operator.Get("/api/holds")).GetArrayLength(), Is.Zero);
        Assert.That((await Operator.Get("/api/holds?all=true")).GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_transaction_is_shown_with_a_masked_card()
    {
        var pos = await Bench.SignedOn();
        await pos.Sell();

        var row = (await Operator.Get($"/api/terminals/{pos.Id}/transactions"))[0];
        Assert.That(row.Text("cardMasked"), Is.EqualTo(Pos.Card.Masked));
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static string Hold(string kind, string level, string reason)
        => $$"""{"subject":{"kind":"{{kind}}","id":"10000001"},"level":"{{level}}","reason":"{{reason}}"}""";

    private async Task IsRefused(string method, string path, string body, int status, string sentence)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? Body(body) : null };
        var (answered, problem) = await Operator.Try(request);

        Assert.That((int)answered, Is.EqualTo(status), $"{method} {path} {body}");
        Assert.That(problem.Number("status"), Is.EqualTo(status));
        var told = problem.TryGetProperty("detail", out var detail) ? detail.GetString() : "";
        Assert.That(told, Does.Contain(sentence).And.Not.Contains("   at "));
    }
}
