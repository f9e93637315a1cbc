using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;
using Gateway.Host.Lanes;

namespace Gateway.Host.Estate;

/// <summary>What people can do about reversals that an acquirer does not acknowledge: try one now, or settle it themselves.</summary>
/// <param name="lanes">Where the transactions are decided.</param>
/// <param name="everyLanePassed">Completes when what was posted before it is carried out.</param>
/// <param name="books">Where the outcome is read.</param>
/// <param name="audit">Takes what the audit is to say.</param>
/// <param name="time">The clock.</param>
internal sealed class ReversalCommands(ILanes lanes, Func<Task> everyLanePassed, IJournalBooks books, Action<AuditEntry> audit, TimeProvider time)
{
    private const string Owed = nameof(ReversalDuty.Owed);
    private const string Resolved = nameof(ReversalDuty.Resolved);

    /// <summary>Tries a reversal now and does not wait for its turn.</summary>
    public Task<CommandResult<TransactionRow>> Retry(string terminal, int stan, int? batch, string by) => About(terminal, stan, batch, async row =>
    {
        await lanes.Post(new ReversalDue(KeyOf(row), AcquirerReachable: false, default));
        await everyLanePassed();
        var after = await Again(row);
        if (after.ReversalTries == row.ReversalTries && after.Reversal == Owed)
        {
            return Refused(CommandOutcome.Conflict, "It cannot be sent now: the acquirer's link is down, or the reversal waits for its time or for that of a void.");
        }

        Note("reversal-retried", row, $"try {after.ReversalTries}, by {by}");
        return CommandResult<TransactionRow>.Done(after);
    });

    /// <summary>Ends a duty that a named person settled with the acquirer.</summary>
    public Task<CommandResult<TransactionRow>> Resolve(string terminal, int stan, int? batch, string why, string by) => About(terminal, stan, batch, async row =>
    {
        if (string.IsNullOrWhiteSpace(why))
        {
            return Refused(CommandOutcome.Invalid, "Settling a reversal by hand needs a reason: what was agreed with the acquirer.");
        }

        await lanes.Post(new ReversalResolveOrdered(KeyOf(row), by, why));
        await everyLanePassed();
        var after = await Again(row);
        if (after.Reversal != Resolved)
        {
            return Refused(CommandOutcome.Conflict, after.Reversal == Owed ? "It was never sent: let it be tried first." : "The acquirer acknowledged it meanwhile.");
        }

        Note("reversal-resolved", row, $"{why} By {by}.");
        return CommandResult<TransactionRow>.Done(after);
    });

    private async Task<CommandResult<TransactionRow>> About(string terminal, int stan, int? batch, Func<TransactionRow, Task<CommandResult<TransactionRow>>> work)
    {
        var rows = (await books.Find(terminal, stan, batch, CancellationToken.None)).Where(row => row.Reversal is Owed or Resolved).ToList();
        return rows switch
        {
            [] => Refused(CommandOutcome.NotFound, $"No reversal of trace {stan:D6} of terminal {terminal} is owed."),
            [{ Reversal: Resolved } row] => CommandResult<TransactionRow>.Again(row),
            [var row] => await work(row),
            _ => Refused(CommandOutcome.Conflict, $"Reversals of trace {stan:D6} are owed in {rows.Count} batches: name the batch."),
        };
    }

    private async Task<TransactionRow> Again(TransactionRow row)
        => (await books.Find(row.Terminal, row.Stan, row.Batch, CancellationToken.None)).First(other => other.Merchant == row.Merchant);

    private void Note(string kind, TransactionRow row, string sentence) => audit(new AuditEntry(
        time.GetLocalNow(), kind, row.Terminal, row.Stan, Code: "", $"Batch {row.Batch:D6}, acquirer {row.Acquirer}, rrn {row.Rrn}: {sentence}"));

    private static TraceKey KeyOf(TransactionRow row) => new(row.Merchant, row.Terminal, row.Batch, row.Stan);

    private static CommandResult<TransactionRow> Refused(CommandOutcome outcome, string sentence) => CommandResult<TransactionRow>.Refused(outcome, sentence);
}
