using System.Security.Cryptography;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>M11: all approved money is somewhere, after every legal history; and the books say what the ledger says.</summary>
[TestFixture]
public sealed class MoneyPropertyTests
{
    private const int Steps = 400;

    private static IEnumerable<ulong> Seeds => [1, 2, 3, .. Enumerable.Range(0, 27).Select(_ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)))];

    [Test]
    public async Task After_every_legal_history_no_money_is_missing_and_books_and_ledger_agree()
    {
        var seen = new HashSet<(TransactionState, ReversalDuty)>();
        foreach (var seed in Seeds)
        {
            await TestContext.Out.WriteLineAsync($"seed {seed}");
            using var folder = new JournalFolder();
            await using var journal = folder.Open();
            var history = new LegalHistory(seed);
            for (var step = 0; step < Steps; step++)
            {
                var version = history.Ledger.Version;
                var records = history.Next();
                if (records.Count > 0)
                {
                    Assert.That(await journal.Append(Samples.Stream, version, [.. records]), Is.EqualTo(CommitOutcome.Ok), $"seed {seed} step {step}");
                    Assert.That((await journal.Money(default)).Difference, Is.Zero, $"seed {seed} step {step}");
                }
            }

            await Agree(journal, history.Ledger, seed);
            seen.UnionWith(history.Ledger.Transactions.Select(transaction => (transaction.State, transaction.Reversal)));
        }

        Assert.That(seen.Select(pair => pair.Item1), Is.SupersetOf(Enum.GetValues<TransactionState>()), "the histories have to reach every state");
        Assert.That(seen.Select(pair => pair.Item2), Is.SupersetOf(Enum.GetValues<ReversalDuty>()), "and every duty");
    }

    private static async Task Agree(SqliteJournal journal, TerminalLedger ledger, ulong seed)
    {
        var rows = (await journal.Transactions(Samples.Terminal, null, TransactionBooks.Most, default)).Select(Shown);
        Assert.That(rows, Is.EquivalentTo(ledger.Transactions.Select(Shown)), $"seed {seed}");

        var money = await journal.Money(default);
        var approved = ledger.Transactions.Where(transaction => transaction.ApprovedUpstream).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(money.Approved, Is.EqualTo(Sum(approved)), $"approved, seed {seed}");
            Assert.That(money.Reversed, Is.EqualTo(Sum(approved.Where(one => one.Reversal == ReversalDuty.Done))), $"reversed, seed {seed}");
            Assert.That(
                money.Reversing,
                Is.EqualTo(Sum(approved.Where(one => one.Reversal is ReversalDuty.Owed or ReversalDuty.AwaitingOutcome))),
                $"reversing, seed {seed}");
            Assert.That(
                money.Open,
                Is.EqualTo(Sum(approved.Where(one => one.State == TransactionState.Approved && ledger.Closed(one.Key.Merchant, one.Key.Batch) is null))),
                $"open, seed {seed}");
            Assert.That(
                money.Quarantined,
                Is.EqualTo(Sum(approved.Where(one
                    => one.State == TransactionState.Approved && ledger.Closed(one.Key.Merchant, one.Key.Batch) is { Quarantined: true }))),
                $"quarantined, seed {seed}");
            Assert.That(money.OpenRequests, Is.EqualTo(ledger.Transactions.Count(one => one.State == TransactionState.Pending)), $"pending, seed {seed}");
            Assert.That(
                money.OwedReversals,
                Is.EqualTo(ledger.Transactions.Count(one => one.Reversal is ReversalDuty.Owed or ReversalDuty.AwaitingOutcome)),
                $"owed, seed {seed}");
        });
    }

    private static MoneyLine Sum(IEnumerable<Transaction> transactions) => transactions.Aggregate(default(MoneyLine), (sum, one) => one.Class switch
    {
        MessageClass.Sale => new MoneyLine(sum.Count + 1, sum.Amount + one.Amount),
        MessageClass.SaleVoid => new MoneyLine(sum.Count - 1, sum.Amount - one.Amount),
        _ => sum,
    });

    private static string Shown(TransactionRow row) => string.Join(
        ' ', row.Batch, row.Stan, row.Class, row.State, row.Amount, row.ResponseCode, row.Reason, row.AuthCode, row.Reversal, row.ReversalTries,
        row.Original, row.Rrn, row.Acquirer, row.CardMasked, row.AnsweredAt);

    private static string Shown(Transaction one) => string.Join(
        ' ', one.Key.Batch, one.Key.Stan, one.Class, one.State, one.Amount, one.ResponseCode, one.Reason, one.AuthCode, one.Reversal, one.ReversalTries,
        one.Original, one.Rrn, one.Acquirer, one.Card?.Masked, one.AnsweredAt == default ? null : one.AnsweredAt);
}
