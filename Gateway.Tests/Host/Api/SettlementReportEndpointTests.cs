using System.Net;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Api;

/// <summary>The settlement report as somebody's program reads it.</summary>
[TestFixture]
public sealed class SettlementReportEndpointTests
{
    private const string Report = "/api/settlements/report";

    private const string Columns = "business_day,merchant,terminal,batch,stan,entry,status,class,amount,currency,card,acquirer,rrn,auth_code,settlement_date,original,at\r\n";

    [Test]
    public async Task A_day_is_one_line_a_posting_with_every_column()
    {
        await using var api = await ApiBench.Started();
        api.Books.PostingRows.AddRange([Row(1, 700), Row(2, -700, "Posted", true), Row(3, 500, "Quarantined"), Row(4, 20, "KeptApart"), Row(5, 1) with { Day = "2026-08-02" }]);

        var (type, text) = await api.Text(Report + "?date=2026-08-01");

        Assert.That(type, Is.EqualTo("text/csv; charset=utf-8; header=present"));
        Assert.That(text, Is.EqualTo(
            Columns
            + "2026-08-01,100000000000001,00000001,000012,000001,transaction,posted,Sale,700,156,622200******0001,acquirer,632718000531,A12345,0801,,2026-08-01T17:30:00.250+08:00\r\n"
            + "2026-08-01,100000000000001,00000001,000012,000002,reversal,posted,Sale,-700,156,622200******0001,acquirer,632718000531,A12345,0801,,2026-08-01T17:30:00.250+08:00\r\n"
            + "2026-08-01,100000000000001,00000001,000012,000003,transaction,quarantined,Sale,500,156,622200******0001,acquirer,632718000531,A12345,0801,,2026-08-01T17:30:00.250+08:00\r\n"
            + "2026-08-01,100000000000001,00000001,000012,000004,transaction,kept-apart,Sale,20,156,622200******0001,acquirer,632718000531,A12345,0801,,2026-08-01T17:30:00.250+08:00\r\n"));
    }

    [Test]
    public async Task What_has_commas_quotes_or_line_ends_is_quoted()
    {
        await using var api = await ApiBench.Started();
        api.Books.PostingRows.Add(Row(1, 700) with { AuthCode = "A,\"1\r\n" });
        Assert.That((await api.Text(Report + "?date=2026-08-01")).Text, Does.Contain(",\"A,\"\"1\r\n\",0801,"));
    }

    [Test]
    public async Task Totals_are_one_line_a_merchant_status_and_currency()
    {
        await using var api = await ApiBench.Started();
        api.Books.PostingRows.AddRange(
        [
            Row(1, 700), Row(2, -200), Row(3, -700, "Posted", true), Row(4, 500, "Quarantined"), Row(5, 900) with { Currency = "840" },
            Row(6, 1) with { Merchant = "000000000000001" },
        ]);

        Assert.That((await api.Text(Report + "?date=2026-08-01&totals=true")).Text, Is.EqualTo(
            "business_day,merchant,status,currency,lines,credited,debited,net\r\n"
            + "2026-08-01,000000000000001,posted,156,1,1,0,1\r\n"
            + "2026-08-01,100000000000001,posted,156,3,700,-900,-200\r\n"
            + "2026-08-01,100000000000001,posted,840,1,900,0,900\r\n"
            + "2026-08-01,100000000000001,quarantined,156,1,500,0,500\r\n"));
    }

    [Test]
    public async Task A_merchant_sees_his_own_lines_and_an_empty_day_is_its_columns()
    {
        await using var api = await ApiBench.Started();
        api.Books.PostingRows.AddRange([Row(1, 700), Row(2, 900) with { Merchant = "000000000000001" }]);
        var text = (await api.Text(Report + "?date=2026-08-01&merchant=100000000000001")).Text;
        Assert.That(text, Does.Contain(",700,").And.Not.Contain(",900,"));
        Assert.That((await api.Text(Report)).Text, Is.EqualTo(Columns), "today");
    }

    [TestCase("date=1.8.2026", 400, "Parameter date is not a date as 2026-08-01.")]
    [TestCase("date=", 400, "Parameter date is not a date as 2026-08-01.")]
    [TestCase("totals=yes", 400, "Parameter totals is neither true nor false.")]
    [TestCase("merchants=1", 400, "There is no such parameter; there are date, merchant, totals.")]
    [TestCase("merchant=999999999999999", 404, "Merchant 999999999999999 is not registered.")]
    public async Task What_makes_no_report_is_refused(string query, int status, string sentence)
    {
        await using var api = await ApiBench.Started();
        var (code, body) = await api.Get($"{Report}?{query}");
        Assert.That(((int)code, body!["detail"]!.GetValue<string>()), Is.EqualTo((status, sentence)));
    }

    [Test]
    public async Task A_journal_that_cannot_be_read_is_503_and_not_half_a_report()
    {
        await using var api = await ApiBench.Started();
        api.Books.Fault = new JournalException("The journal cannot be read.");
        Assert.That((await api.Get(Report)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    private static PostingRow Row(long id, long amount, string kind = "Posted", bool isReversal = false) => new()
    {
        Id = id,
        Day = "2026-08-01",
        Merchant = "100000000000001",
        Terminal = "00000001",
        Batch = 12,
        Stan = (int)id,
        Kind = kind,
        IsReversal = isReversal,
        Amount = amount,
        At = new DateTimeOffset(2026, 8, 1, 17, 30, 0, 250, TimeSpan.FromHours(8)),
        Class = "Sale",
        Currency = "156",
        CardMasked = "622200******0001",
        Acquirer = "acquirer",
        Rrn = "632718000531",
        AuthCode = "A12345",
        SettlementDate = "0801",
    };
}
