using System.Text.Json.Nodes;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Api;

[TestFixture]
public sealed class BooksEndpointTests
{
    private const string Explain = "/api/terminals/00000001/explain";
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Money_reversals_transactions_batches_acquirers_and_audit_are_shown()
    {
        await using var api = await ApiBench.Started();
        api.Books.Rows.AddRange([FakeBooks.Row(1), FakeBooks.Row(2, "Unknown", batch: 2) with { Reversal = "Owed", ReversalTries = 3 }]);
        api.Books.Audits.AddRange(Enumerable.Range(1, 3).Select(seq => Audit(seq, 9)));
        var money = (await api.Get("/api/money")).Body!;
        Assert.That((money["approved"]!["amount"]!.GetValue<long>(), money["difference"]!.GetValue<long>(), money["openRequests"]!.GetValue<int>()), Is.EqualTo((300, 0, 4)));
        Assert.That((await List("/api/reversals")).Single()!["reversalTries"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That((await List("/api/terminals/00000001/transactions")).Count, Is.EqualTo(2));
        Assert.That((await List("/api/terminals/00000001/transactions?batch=2")).Single()!["cardMasked"]!.GetValue<string>(), Is.EqualTo("622200******0001"));
        Assert.That((await List("/api/terminals/00000001/batches")).Count, Is.Zero);
        Assert.That((await List("/api/acquirers")).Single()!["name"]!.GetValue<string>(), Is.EqualTo("acquirer"));
        Assert.That((await List("/api/audit?after=2")).Single()!["seq"]!.GetValue<int>(), Is.EqualTo(3));

        async Task<JsonArray> List(string path) => (await api.Get(path)).Body!.AsArray();
    }

    [TestCase("", 400)]
    [TestCase("?stan=", 400)]
    [TestCase("?stan=1000000", 400)]
    [TestCase("?stan=-1", 400)]
    [TestCase("?stan=first", 400)]
    [TestCase("?stan=1&batch=0", 400)]
    [TestCase("?stan=1&batch=first", 400)]
    [TestCase("?stan=7", 404)]
    [TestCase("?stan=1&batch=9", 404)]
    [TestCase("?stan=000001&batch=000001", 200)]
    public async Task A_question_about_a_trace_is_understood_or_refused(string query, int status)
    {
        await using var api = await ApiBench.Started();
        api.Books.Rows.Add(FakeBooks.Row(1));
        Assert.That((int)(await api.Get(Explain + query)).Status, Is.EqualTo(status));
    }

    [TestCase("Approved", "approved")]
    [TestCase("Declined", "declined")]
    [TestCase("Pending", "pending")]
    [TestCase("Unknown", "declined")]
    [TestCase("Reversed", "reversed")]
    [TestCase("ReversedUnseen", "reversed")]
    [TestCase("Quarantined", "quarantined")]
    public async Task Every_state_has_an_outcome_for_scripts(string state, string outcome)
    {
        await using var api = await ApiBench.Started();
        api.Books.Rows.Add(FakeBooks.Row(1, state) with { HoldId = 5, HoldLevel = "L2", HoldReason = "FEE-01", Reason = "TerminalHeld" });
        var body = (await api.Get(Explain + "?stan=1")).Body!;
        Assert.That((body["found"]!.GetValue<bool>(), body["outcome"]!.GetValue<string>(), body["hold"]!["id"]!.GetValue<long>()), Is.EqualTo((true, outcome, 5)));
    }

    [Test]
    public async Task A_refusal_that_left_no_transaction_is_explained_from_the_audit_book()
    {
        await using var api = await ApiBench.Started();
        api.Books.Audits.Add(Audit(1, 9));
        var body = (await api.Get(Explain + "?stan=9")).Body!;
        Assert.That((body["outcome"]!.GetValue<string>(), body["reason"]!.GetValue<string>()), Is.EqualTo(("refused", "MacMismatch")));
    }

    [Test]
    public async Task The_last_of_many_refusals_is_the_one_that_is_explained()
    {
        await using var api = await ApiBench.Started();
        api.Books.Audits.AddRange(Enumerable.Range(1, 1000).Select(seq => Audit(seq, 9)).Append(Audit(1001, 9) with { Detail = "TerminalUnknown: no more is known." }));
        Assert.That((await api.Get(Explain + "?stan=9")).Body!["reason"]!.GetValue<string>(), Is.EqualTo("TerminalUnknown"));
    }

    [TestCase(-1, false)]
    [TestCase(1, true)]
    public async Task A_refusal_after_the_transaction_is_told_with_it_and_an_older_one_is_not(int hours, bool told)
    {
        await using var api = await ApiBench.Started();
        api.Books.Rows.Add(FakeBooks.Row(9, at: _noon));
        api.Books.Audits.Add(Audit(1, 9) with { At = _noon.AddHours(hours) });
        var body = (await api.Get(Explain + "?stan=9")).Body!;
        Assert.That(body["sentence"]!.GetValue<string>(), told ? Does.Contain("approved").And.Contain("Later:").And.Contain("A0") : Does.Not.Contain("Later:"));
    }

    private static AuditRow Audit(long seq, int stan) => new(seq, _noon, "refused", "00000001", stan, "A0", "MacMismatch: The MAC does not verify.");
}
