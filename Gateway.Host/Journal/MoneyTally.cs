using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Names of the running totals, as they stand in the table money.</summary>
internal enum MoneyName
{
    Approved,
    Posted,
    Open,
    Reversed,
    Reversing,
    Resolved,
    Quarantined,
    KeptApart,
    OpenRequests,
    OwedReversals,
}

/// <summary>Keeps the running totals of all money: every change of a row takes its old share out and puts its new one in.</summary>
/// <remarks>Collects the changes of one append and writes them once, inside the append's own savepoint.</remarks>
internal sealed class MoneyTally(SqliteConnection connection) : IDisposable
{
    private static readonly string[] _names = Enum.GetNames<MoneyName>();

    private readonly MoneyLine[] _changes = new MoneyLine[_names.Length];

    private readonly Statement _add = new(
        connection,
        "UPDATE money SET count = count + $count, amount = amount + $amount WHERE line = $line");

    /// <summary>A transaction's row changed, or came into being.</summary>
    public void Move(TransactionEntry? before, TransactionEntry after)
    {
        if (before is not null)
        {
            Count(before, -1);
        }

        Count(after, 1);
    }

    /// <summary>A batch was closed: what was open in it counts from now on as frozen.</summary>
    /// <param name="posted">The frozen totals.</param>
    /// <param name="open">What was approved and not settled in it.</param>
    /// <param name="quarantined">Kept apart instead of posted.</param>
    public void Close(BatchTotals posted, MoneyLine open, bool quarantined)
    {
        Add(MoneyName.Open, -open.Count, -open.Amount);
        Add(quarantined ? MoneyName.Quarantined : MoneyName.Posted, posted.DebitCount - posted.CreditCount, posted.Net);
    }

    /// <summary>Writes what has changed since the last time.</summary>
    public void Flush()
    {
        for (var line = 0; line < _changes.Length; line++)
        {
            if (_changes[line] != default)
            {
                _add.Run(_changes[line].Count, _changes[line].Amount, _names[line]);
            }
        }

        Forget();
    }

    /// <summary>Drops what was collected: its append was taken back.</summary>
    public void Forget() => Array.Clear(_changes);

    public void Dispose() => _add.Dispose();

    private void Count(TransactionEntry row, int direction)
    {
        var sign = direction * row.Sign;
        var isTakenBack = row.Reversal is ReversalDuty.AwaitingOutcome or ReversalDuty.Owed;
        if (row.ApprovedUpstream)
        {
            Add(MoneyName.Approved, sign, sign * row.Amount);
            if (row.Reversal == ReversalDuty.Done)
            {
                Add(MoneyName.Reversed, sign, sign * row.Amount);
            }

            if (row.Reversal == ReversalDuty.Resolved)
            {
                Add(MoneyName.Resolved, sign, sign * row.Amount);
            }

            if (isTakenBack)
            {
                Add(MoneyName.Reversing, sign, sign * row.Amount);
            }

            if (row is { State: TransactionState.Approved, Settled: BatchFate.None })
            {
                Add(MoneyName.Open, sign, sign * row.Amount);
            }
        }

        if (row is { State: TransactionState.Reversed, Settled: not BatchFate.None })
        {
            // The frozen total still holds it; what became of it is itemised as reversing or reversed.
            Add(row.Settled == BatchFate.Posted ? MoneyName.Posted : MoneyName.Quarantined, -sign, -sign * row.Amount);
        }

        if (row.State == TransactionState.Quarantined)
        {
            var credit = row.Class == MessageClass.SaleVoid ? -direction : direction;
            Add(MoneyName.KeptApart, credit, credit * row.Amount);
        }

        Add(MoneyName.OpenRequests, row.State == TransactionState.Pending ? direction : 0, 0);
        Add(MoneyName.OwedReversals, isTakenBack ? direction : 0, 0);
    }

    private void Add(MoneyName line, int count, long amount)
        => _changes[(int)line] = new MoneyLine(_changes[(int)line].Count + count, _changes[(int)line].Amount + amount);
}
