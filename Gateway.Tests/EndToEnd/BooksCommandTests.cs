namespace Gateway.Tests.EndToEnd;

/// <summary>An operator finds transactions, hears their story and takes the settlement report, while the gateway runs.</summary>
[TestFixture]
public sealed class BooksCommandTests : Scenario
{
    [Test]
    public async Task A_sale_is_found_by_what_is_on_its_receipt_and_its_story_is_told()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(12_345);
        await pos.Sell(500);
        var (reversed, _) = await pos.Sell(777);
        await pos.Ask(PosForms.Reversal(reversed));
        await Bench.Quiet();
        var trace = $"{pos.Merchant}/{pos.Id}/000001/{sale.Text(11)}";

        foreach (var filter in new[]
        {
            $"--rrn {approval.Rrn}", $"--auth-code {approval.AuthCode}", "--amount 12345", $"--terminal {pos.Id} --stan {sale.Text(11)}",
            $"--last4 {Pos.Card.Pan[^4..]} --amount 12345", $"--merchant {pos.Merchant} --from 2026-03-01 --to 2026-03-01 --outcome approved --amount 12345",
        })
        {
            Assert.That(await Said($"txn find {filter}"), Has.Length.EqualTo(1).And.All.StartWith($"trace {trace}, openedAt 2026-03-01T14:15:"), filter);
        }

        Assert.That((await Said("txn find --outcome reversed")).Single(), Does.Contain("amount 777, currency 156, outcome reversed"));
        Assert.That((await Said("txn find --to 2026-02-28")).Single(), Is.EqualTo("No transaction passes."));

        var story = await Said($"txn show {trace}");
        Assert.That(story[0], Does.StartWith($"trace {trace}, ").And.Contain("cardMasked " + Pos.Card.Pan[..6] + "******" + Pos.Card.Pan[^4..]));
        Assert.That(story[1], Does.Match(@"^upstreamStan \d{6}, upstreamRrn \d{12}$"));
        Assert.That(story[2], Does.Contain("amount 123.45 was approved by acquirer"));
        Assert.That(story[3], Does.Match(@"^2026-03-01 14:15:\d\d\.\d{3} \+08:00  forwarded +Sent to acquirer as STAN \d{6}, RRN \d{12}\.$"));
        Assert.That(story[4], Does.Contain("approved").And.Contain($"authorisation {approval.AuthCode}"));
        Assert.That(
            await Said($"txn show {pos.Merchant}/{pos.Id}/000001/{reversed.Text(11)}"),
            Has.Some.Contains("reversal-accepted").And.Some.Contains("Reversal sent, try 1").And.Some.Contains("acknowledged the reversal with code 00"));
    }

    [Test]
    public async Task A_refused_sale_is_shown_with_the_hold_that_declined_it()
    {
        var pos = await Bench.SignedOn();
        await Operator.Hold("terminal", pos.Id, "L2");
        var sale = pos.Forms.Sale(500, Pos.Card);
        await pos.Ask(sale);

        var story = await Said($"txn show {pos.Merchant}/{pos.Id}/000001/{sale.Text(11)}");

        Assert.That(story[0], Does.Contain("outcome declined, responseCode 97").And.Contain("holdId 1, holdLevel L2, holdReason DEV-01"));
        Assert.That(story[^1], Does.Contain("refused").And.Contain("because the terminal is held: hold 1, level L2, reason DEV-01."));
    }

    [Test]
    public async Task The_settlement_report_is_what_the_money_command_posts()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(10_000);
        await pos.Sell(2_500);
        await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card));
        await Bench.Quiet();
        await pos.Ask(pos.Forms.Settlement(12_500, 2, 10_000, 1));

        var lines = await Said("settle report --date 2026-03-01");

        var amount = Array.IndexOf(lines[0].Split(','), "amount");
        Assert.That(string.Join(' ', lines.Skip(1).Select(line => line.Split(',')[amount])), Is.EqualTo("10000 2500 -10000"));
        Assert.That(Amount(await Operator.Money(), "posted"), Is.EqualTo(2_500));
        Assert.That((await Said("settle report --totals --merchant " + pos.Merchant))[1], Is.EqualTo($"2026-03-01,{pos.Merchant},posted,156,3,12500,-10000,2500"));

        var file = Path.Combine(Bench.DataFolder, "..", "report.csv");
        Assert.That(await Said($"settle report --date 2026-03-01 --out {file}"), Is.Empty);
        Assert.That((await File.ReadAllTextAsync(file)).Split("\r\n")[..^1], Is.EqualTo(lines));
        Assert.That(File.Exists(file + ".part"), Is.False);
    }

    [Test]
    public async Task More_than_was_asked_for_is_said_and_can_be_gone_on_with()
    {
        var pos = await Bench.SignedOn();
        foreach (var amount in (long[])[100, 200, 300])
        {
            await pos.Sell(amount);
        }

        using var first = Cli("txn find --limit 2");
        Assert.That(await first.Ended(), Is.Zero, first.Error);
        Assert.That(string.Join(' ', Lines(first.Output).Select(line => line.Split(", ")[3])), Is.EqualTo("amount 300 amount 200"));
        Assert.That(first.Error, Does.StartWith("There are more: go on with --cursor "));

        var rest = await Said($"txn find --cursor {first.Error.Trim().Split(' ')[^1]}");
        Assert.That(rest.Single(), Does.Contain("amount 100"));
    }

    [TestCase("txn find --last4 12345", 2, "Filter last4 is not 4 digits.")]
    [TestCase("txn find --limit 0", 2, "Filter limit is not 1 to 500.")]
    [TestCase("txn find --from 2026-13-01", 2, "Filter from is not a date")]
    [TestCase("txn find --pan 1", 2, "Unrecognized command or argument '--pan'.")]
    [TestCase("txn show 12", 2, "A transaction is named by merchant, terminal, batch and trace number with slashes.")]
    [TestCase("txn show 898000000000001/10000001/x/1", 2, "A transaction is named by merchant, terminal, batch and trace number with slashes")]
    [TestCase("txn show 898000000000001/10000001/1/1", 1, "Nothing is known of trace 000001 of terminal 10000001, batch 000001.")]
    [TestCase("settle report --date tomorrow", 2, "Parameter date is not a date as 2026-08-01.")]
    [TestCase("settle report --merchant 898000000000009", 1, "Merchant 898000000000009 is not registered.")]
    [TestCase("settle report --out /nowhere/report.csv", 2, "The file /nowhere/report.csv cannot be written")]
    public async Task What_cannot_be_done_is_said_and_is_an_exit_code(string command, int code, string sentence)
    {
        using var gateway = Cli(command);
        Assert.That(await gateway.Ended(), Is.EqualTo(code), gateway.Error);
        Assert.That(gateway.Error, Does.StartWith(sentence).And.Not.Contains("   at "));
    }

    private Child Cli(string command)
        => Child.Gateway([.. command.Split(' '), "--api", Operator.Address.ToString(), "--api-key", Operator.Key]);

    private async Task<string[]> Said(string command)
    {
        using var gateway = Cli(command);
        Assert.That(await gateway.Ended(), Is.Zero, $"{command}: {gateway.Error}");
        Assert.That(gateway.Error, Is.Empty, command);
        return Lines(gateway.Output);
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
