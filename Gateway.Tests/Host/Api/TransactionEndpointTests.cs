using System.Net;
using System.Text.Json.Nodes;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;
using Gateway.Tests.Host.Journal;

namespace Gateway.Tests.Host.Api;

/// <summary>Searching transactions over HTTP, and the story of one.</summary>
[TestFixture]
public sealed class TransactionEndpointTests
{
    private const string Search = "/api/transactions";

    [Test]
    public async Task Every_filter_reaches_the_books()
    {
        await using var api = await ApiBench.Started();
        var (status, _) = await api.Get(
            Search + "?rrn=632718000531&stan=000123&terminal=00000001&merchant=100000000000001&from=2026-08-01&to=2026-08-02T09:30%2B08:00"
            + "&amount=12500&last4=0119&authCode=A1B2C3&outcome=declined");

        var zone = TimeProvider.System.LocalTimeZone;
        var midnight = new DateTime(2026, 8, 1);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(api.Books.Searches.Single(), Is.EqualTo(new TransactionFilter
        {
            Rrn = "632718000531",
            Stan = 123,
            Terminal = "00000001",
            Merchant = "100000000000001",
            From = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)),
            To = new DateTimeOffset(2026, 8, 2, 9, 30, 0, TimeSpan.FromHours(8)),
            Amount = 12_500,
            Last4 = "0119",
            AuthCode = "A1B2C3",
            Outcome = "declined",
        }));
    }

    [TestCase("to=2026-08-01", "2026-08-02", Description = "A day is searched to its end.")]
    [TestCase("to=2026-08-01T09:30", "2026-08-01 09:30")]
    [TestCase("to=2026-08-01T09:30:15.250", "2026-08-01 09:30:15.250")]
    public async Task An_instant_without_an_offset_is_in_the_estates_time_zone(string query, string local)
    {
        await using var api = await ApiBench.Started();
        await api.Get($"{Search}?{query}");

        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(api.Books.Searches.Single().To, Is.EqualTo(new DateTimeOffset(time, TimeProvider.System.LocalTimeZone.GetUtcOffset(time))));
    }

    [TestCase("from=2026-08-01T09:30:00Z")]
    [TestCase("from=2026-08-01T17:30:00+08:00", Description = "A plus sign nobody escaped.")]
    public async Task An_instant_may_have_an_offset(string query)
    {
        await using var api = await ApiBench.Started();
        await api.Get($"{Search}?{query}");
        Assert.That(api.Books.Searches.Single().From, Is.EqualTo(new DateTimeOffset(2026, 8, 1, 9, 30, 0, TimeSpan.Zero)));
    }

    [TestCase("rrn=6327180005310", "Filter rrn is not 1 to 12 letters and digits.")]
    [TestCase("rrn=", "Filter rrn is not 1 to 12 letters and digits.")]
    [TestCase("stan=1000000", "Filter stan is not 1 to 6 digits.")]
    [TestCase("stan=-1", "Filter stan is not 1 to 6 digits.")]
    [TestCase("stan=1%0A", "Filter stan is not 1 to 6 digits.")]
    [TestCase("terminal=1", "Filter terminal is not 8 letters and digits.")]
    [TestCase("merchant=1", "Filter merchant is not 15 letters and digits.")]
    [TestCase("from=yesterday", "Filter from is not a date as 2026-08-01, or a time as 2026-08-01T09:30, with seconds and an offset if need be.")]
    [TestCase("to=2026-02-30", "Filter to is not a date")]
    [TestCase("to=0001-01-01", "Filter to is not a date")]
    [TestCase("to=9999-12-31", "Filter to is not a date")]
    [TestCase("from=2026-08-02&to=2026-08-01", "Filter from is not before filter to.")]
    [TestCase("amount=12.50", "Filter amount is not 1 to 12 digits, in minor units.")]
    [TestCase("last4=4761739001010119", "Filter last4 is not 4 digits.")]
    [TestCase("authCode=A1B2C3D", "Filter authCode is not 1 to 6 letters and digits.")]
    [TestCase("outcome=lost", "Filter outcome is not one of approved, declined, pending, reversed, quarantined.")]
    [TestCase("limit=0", "Filter limit is not 1 to 500.")]
    [TestCase("limit=501", "Filter limit is not 1 to 500.")]
    [TestCase("cursor=1", "Filter cursor is not what the page before gave as next.")]
    [TestCase("stan=1&stan=2", "Filter stan is given 2 times.")]
    [TestCase("pan=4761739001010119", "There is no such filter; there are rrn, stan, terminal, merchant, from, to, amount, last4, authCode, outcome, limit, cursor.")]
    public async Task A_bad_filter_is_refused_with_its_name_and_why_and_never_repeated(string query, string sentence)
    {
        await using var api = await ApiBench.Started();
        var (status, body) = await api.Get($"{Search}?{query}");
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(body!["detail"]!.GetValue<string>(), Does.StartWith(sentence));
        Assert.That(body.ToJsonString(), Does.Not.Contain("4761739001010119"));
        Assert.That(api.Books.Searches, Is.Empty);
    }

    [Test]
    public async Task A_page_is_filled_from_as_many_stretches_as_it_takes_and_the_next_one_goes_on()
    {
        await using var api = await ApiBench.Started();
        api.Books.Rows.AddRange(Enumerable.Range(1, 5).Select(stan => FakeBooks.Row(stan)));

        var first = (await api.Get(Search + "?limit=3")).Body!;
        var second = (await api.Get($"{Search}?limit=3&cursor={first["next"]}")).Body!;

        Assert.That((Stans(first), first["next"]!.GetValue<string>()), Is.EqualTo(("1 2 3", "0-3")));
        Assert.That((Stans(second), second["next"]), Is.EqualTo(("4 5", (JsonNode?)null)));
    }

    [Test]
    public async Task A_page_gives_up_after_a_while_and_says_where_to_go_on()
    {
        await using var api = await ApiBench.Started();
        api.Books.Rows.AddRange(Enumerable.Range(1, 100).Select(stan => FakeBooks.Row(stan)));
        var body = (await api.Get(Search)).Body!;
        Assert.That((body["transactions"]!.AsArray().Count, body["next"]!.GetValue<string>()), Is.EqualTo((20, "0-20")));
    }

    [Test]
    public async Task A_journal_that_cannot_be_read_is_503()
    {
        await using var api = await ApiBench.Started();
        api.Books.Fault = new JournalException("The journal cannot be read.");
        Assert.That((await api.Get(Search)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task A_transaction_is_shown_with_its_story()
    {
        await using var api = await ApiBench.Started();
        var key = new TraceKey("100000000000001", "00000001", 1, 7);
        api.Books.Rows.Add(FakeBooks.Row(7));
        api.Books.Records.AddRange(
        [
            new HistoryRecord(40, "forwarded", Samples.Forwarded(7) with { Key = key }),
            new HistoryRecord(41, "approved", Samples.Approved(7) with { Key = key }),
        ]);

        var body = (await api.Get(Search + "/100000000000001/00000001/000001/000007")).Body!;

        Assert.That(body["transaction"]!["trace"]!.GetValue<string>(), Is.EqualTo("100000000000001/00000001/000001/000007"));
        Assert.That((body["upstreamStan"]!.GetValue<string>(), body["upstreamRrn"]!.GetValue<string>()), Is.EqualTo(("004711", "000000000123")));
        Assert.That(
            string.Join('\n', body["story"]!.AsArray().Select(chapter => $"{chapter!["seq"]} {chapter["record"]} {chapter["sentence"]}")),
            Is.EqualTo("40 forwarded Sent to acquirer as STAN 004711, RRN 000000000123.\n41 approved Approved by the acquirer, authorisation A1B2C3, settlement date 0801."));
        Assert.That(body["isWhole"]!.GetValue<bool>(), Is.True);
    }

    [TestCase("100000000000001/00000001/1/9", 404)]
    [TestCase("100000000000001/00000001/first/9", 400)]
    [TestCase("100000000000001/00000001/1/1000000", 400)]
    [TestCase("100000000000001/00000001", 404)]
    public async Task What_is_not_there_is_not_shown(string trace, int status)
    {
        await using var api = await ApiBench.Started();
        Assert.That((int)(await api.Get($"{Search}/{trace}")).Status, Is.EqualTo(status));
    }

    private static string Stans(JsonNode page) => string.Join(' ', page["transactions"]!.AsArray().Select(row => row!["stan"]));
}
