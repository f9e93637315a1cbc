using System.Security.Cryptography;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>M11: all approved money is somewhere, after every legal history; and the books say what the ledger says.</summary>
[TestFixture]
public sealed class MoneyPropertyTests
{
    private const int Commits = 60;

    private const int StepsPerCommit = 7;

    // The fixed ones reach everything that has to be reached; the others are new in every run.
    private static IEnumerable<ulong> Seeds
        => [.. Enumerable.Range(1, 20).Select(seed => (ulong)seed), .. Enumerable.Range(0, 8).Select(_ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)))];

    [Test]
    public async Task After_every_legal_history_no_money_is_missing_and_books_and_ledger_agree()
    {
        var seen = new HashSet<(TransactionState State, ReversalDuty Duty, bool Contradicted)>();
        foreach (var seed in Seeds)
        {
            await TestContext.Out.WriteLineAsync($"seed {seed}");
            using var folder = new JournalFolder();
            await using var journal = folder.Open();
            var history = new LegalHistory(seed);
            for (var commit = 0; commit < Commits; commit++)
            {
                var version = history.Ledger.Version;
                var records = Enumerable.Range(0, StepsPerCommit).SelectMany(_ => history.Next()).ToArray();
                seen.UnionWith(history.Ledger.Transactions.Select(one => (one.State, one.Reversal, one.Contradicted)));
                if (records.Length > 0)
                {
                    var outcome = await journal.Append(Samples.Stream, version, records);
                    Assert.That(outcome, Is.EqualTo(CommitOutcome.Ok), $"seed {seed} commit {commit}");
                    Assert.That((await journal.Money(default)).Difference, Is.Zero, $"seed {seed} commit {commit}");
                }
            }

            await Agree(journal, history.Ledger, seed);
        }

        Assert.That(seen.Select(pair => pair.State), Is.SupersetOf(Enum.GetValues<TransactionState>()), "every state has to be reached");
        Assert.That(seen.Select(pair => pair.Duty), Is.SupersetOf(Enum.GetValues<ReversalDuty>()), "and every duty");
        Assert.That(seen.Any(one => one.Contradicted), Is.True, "and a contradiction");
    }

    private static async Task Agree(SqliteJournal journal, TerminalLedger ledger, ulong seed)
    {
        var rows = (await journal.Transactions(Samples.Terminal, null, TransactionBooks.Most, default)).Select(Shown);
        Assert.That(rows, Is.EquivalentTo(ledger.Transactions.Select(Shown)), $"seed {seed}");

        var money = await journal.Money(default);
        var approved = ledger.Transactions.Where(one => one.ApprovedUpstream).ToList();
        var standing = approved.Where(one => one.State == TransactionState.Approved).ToList();
        var done = approved.Where(one => one.Reversal == ReversalDuty.Done);
        var pending = ledger.Transactions.Count(one => one.State == TransactionState.Pending);
        var inHand = ledger.Transactions.Count(one => IsTakenBack(one.Reversal));
        Assert.Multiple(() =>
        {
            Assert.That(money.Approved, Is.EqualTo(Sum(approved)), $"approved, seed {seed}");
            Assert.That(money.Reversed, Is.EqualTo(Sum(done)), $"reversed, seed {seed}");
            Assert.That(money.Resolved, Is.EqualTo(Sum(approved.Where(one => one.Reversal == ReversalDuty.Resolved))), $"resolved, seed {seed}");
            Assert.That(money.Reversing, Is.EqualTo(Sum(approved.Where(one => IsTakenBack(one.Reversal)))), $"reversing, seed {seed}");
            Assert.That(money.Open, Is.EqualTo(Sum(standing.Where(one => Closing(one) is null))), $"open, seed {seed}");
            Assert.That(money.Posted, Is.EqualTo(Sum(standing.Where(IsPosted))), $"posted, seed {seed}");
            Assert.That(money.Quarantined, Is.EqualTo(Sum(standing.Where(IsKeptApart))), $"apart, seed {seed}");
            Assert.That(money.OpenRequests, Is.EqualTo(pending), $"pending, seed {seed}");
            Assert.That(money.OwedReversals, Is.EqualTo(inHand), $"owed, seed {seed}");
        });

        bool IsPosted(Transaction one) => Closing(one) is { Quarantined: false };

        bool IsKeptApart(Transaction one) => Closing(one) is { Quarantined: true };

        BatchClosed? Closing(Transaction one) => ledger.Closed(one.Key.Merchant, one.Key.Batch);
    }

    private static bool IsTakenBack(ReversalDuty duty) => duty is ReversalDuty.Owed or ReversalDuty.AwaitingOutcome;

    private static MoneyLine Sum(IEnumerable<Transaction> transactions)
        => transactions.Aggregate(default(MoneyLine), (sum, one) => one.Class switch
        {
            MessageClass.Sale => new MoneyLine(sum.Count + 1, sum.Amount + one.Amount),
            MessageClass.SaleVoid => new MoneyLine(sum.Count - 1, sum.Amount - one.Amount),
            _ => sum,
        });

    private static string Shown(TransactionRow row) => string.Join(
        ' ', row.Batch, row.Stan, row.Class, row.State, row.Amount, row.ResponseCode, row.Reason, row.AuthCode,
        row.Reversal, row.ReversalTries, row.Contradicted, row.Original, row.Rrn, row.Acquirer, row.CardMasked, row.AnsweredAt);

    private static string Shown(Transaction one) => string.Join(
        ' ', one.Key.Batch, one.Key.Stan, one.Class, one.State, one.Amount, one.ResponseCode, one.Reason, one.AuthCode,
        one.Reversal, one.ReversalTries, one.Contradicted, one.Original, one.Rrn, one.Acquirer, one.Card?.Masked,
        one.AnsweredAt == default ? null : one.AnsweredAt);
}
