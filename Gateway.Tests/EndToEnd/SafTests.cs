using System.Net;
using System.Net.Http.Json;

namespace Gateway.Tests.EndToEnd;

/// <summary>Reversals that an acquirer does not acknowledge come to people's eyes, and a named one ends them with a reason.</summary>
[TestFixture]
public sealed class SafTests : Scenario
{
    [Test]
    public async Task A_reversal_that_fails_long_is_listed_with_age_and_amount_tried_on_order_and_settled_by_name()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(1_000);
        Wire.Loses = request => request.Type.Class == 4;
        await pos.Ask(PosForms.Reversal(sale));
        await Patience(() => Wire.Count("0420") == 1);
        Assert.That((await Operator.Get("/api/saf")).GetArrayLength(), Is.Zero, "nobody has to look yet");
        Assert.That((await Operator.Get("/api/saf?all=true")).GetArrayLength(), Is.EqualTo(1));

        var tries = Wire.Count("0421");
        await Operator.Post("/api/saf/retry", new { terminal = pos.Id, stan = sale.Text(11) });
        await Patience(() => Wire.Count("0421") > tries);
        await Bench.Passing(() => Wire.Count("0421") >= 5);
        var listed = (await Operator.Get("/api/saf"))[0];
        Assert.That((listed.Text("exception"), listed.Number("amount"), listed.Number("tries") >= 5), Is.EqualTo(("many tries", 1_000, true)));

        var nameless = await Status("/api/saf/resolve", new { terminal = pos.Id, stan = sale.Text(11), reason = " " });
        Assert.That(nameless, Is.EqualTo(HttpStatusCode.BadRequest));
        var resolved = await Operator.Post("/api/saf/resolve", new { terminal = pos.Id, stan = sale.Text(11), reason = "Credited, letter 12.", by = "anna" });
        Assert.That(resolved.Text("reversal"), Is.EqualTo("Resolved"));

        var money = await Operator.Money();
        Assert.That((Amount(money, "resolved"), money.Number("owedReversals"), money.Number("difference")), Is.EqualTo((1_000, 0, 0)));
        var sent = Wire.Count("0421");
        for (var minute = 0; minute < 3; minute++)
        {
            Bench.Time.Advance(TimeSpan.FromMinutes(1));
            await Operator.Money();
        }

        Assert.That(Wire.Count("0421"), Is.EqualTo(sent), "nothing is sent any more");
        var audit = (await Operator.Get("/api/audit")).EnumerateArray().Select(entry => $"{entry.Text("kind")} {entry.Text("detail")}");
        Assert.That(audit, Has.Some.StartsWith("reversal-resolved").And.Contains("Credited, letter 12. By anna."));

        // The acquirer's own book is put right by hand too, as was agreed.
        Wire.Loses = _ => false;
        Bench.Acquirer.Ledger.Reverse(null, listed.Text("rrn")!);
    }

    [Test]
    public async Task What_is_not_owed_is_refused_in_a_sentence()
    {
        var pos = await Bench.SignedOn();
        await pos.Sell(1_000);
        Assert.That(await Status("/api/saf/retry", new { terminal = pos.Id, stan = "000002" }), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Status("/api/saf/resolve", new { terminal = pos.Id, stan = "2x", reason = "none" }), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private async Task<HttpStatusCode> Status(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        return (await Operator.Try(request)).Status;
    }

    private static Task Patience(Func<bool> condition) => Host.Upstream.Patience.Until(condition);
}
