using Gateway.Host.Core.Records;

namespace Gateway.Host.Journal;

/// <summary>The durable past: streams of records, appended with an expected version, read back in order.</summary>
/// <remarks>
/// One stream a terminal (<see cref="JournalStream.Terminal"/>) and one for the estate. An append is all or nothing, and its projections
/// (transactions, batches, keys, holds …) change in the same commit. Safe from any thread.
/// </remarks>
internal interface IJournal : IAsyncDisposable
{
    /// <summary>Appends records to a stream.</summary>
    /// <returns>How it came out; the task never fails for a reason of the store's.</returns>
    Task<CommitOutcome> Append(JournalAppend append);

    /// <summary>Everything ever appended, oldest first, with sealed cards and key blocks joined in where they were not erased.</summary>
    IAsyncEnumerable<StoredRecord> ReadAll(CancellationToken cancellation);

    /// <summary>One stream, oldest first: what a lane reloads after a conflict or an unknown outcome.</summary>
    Task<IReadOnlyList<StoredRecord>> ReadStream(string stream, CancellationToken cancellation);

    /// <summary>Writes an entry of the audit book: refusals of unauthenticated senders and the like.</summary>
    /// <remarks>Bounded; may be dropped under pressure, and the drop is counted. Goes with the next commit, within a second.</remarks>
    void Audit(AuditEntry entry);
}

/// <summary>Names of streams.</summary>
internal static class JournalStream
{
    /// <summary>The stream of registrations and holds.</summary>
    public const string Estate = "estate";

    private const string TerminalPrefix = "terminal/";

    /// <summary>The stream of one terminal.</summary>
    public static string Terminal(string id) => TerminalPrefix + id;

    /// <summary>The terminal whose stream it is.</summary>
    /// <exception cref="ArgumentException">It is the stream of no terminal.</exception>
    public static string TerminalOf(string stream) => stream.StartsWith(TerminalPrefix, StringComparison.Ordinal)
        ? stream[TerminalPrefix.Length..]
        : throw new ArgumentException($"{stream} is not the stream of a terminal.", nameof(stream));
}

/// <summary>Records to append.</summary>
/// <param name="Stream">Stream name.</param>
/// <param name="ExpectedVersion">Records the stream must hold now: 0 for a new one.</param>
/// <param name="Attempt">Unique for this try: tells "mine" from "somebody else's" after an unknown outcome.</param>
/// <param name="Records">At least one.</param>
internal sealed record JournalAppend(string Stream, long ExpectedVersion, Guid Attempt, IReadOnlyList<JournalRecord> Records);

/// <summary>How an append came out.</summary>
internal enum CommitOutcome
{
    /// <summary>Durable.</summary>
    Ok,

    /// <summary>The stream holds other records: reload and decide again.</summary>
    Conflict,

    /// <summary>Certainly not durable: the store refused (disk full, closed).</summary>
    Refused,

    /// <summary>It may be durable or not: reload and look for the attempt.</summary>
    Unknown,
}

/// <summary>A record as it was read back.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Attempt">The try that wrote it.</param>
/// <param name="Record">The record.</param>
internal sealed record StoredRecord(string Stream, long Version, Guid Attempt, JournalRecord Record);

/// <summary>An entry of the audit book. Holds no card data.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What happened, one word or two joined by a hyphen, as "refused" or "bad-frame".</param>
/// <param name="Subject">Terminal id, peer or operator it is about.</param>
/// <param name="Stan">Trace number when there was one.</param>
/// <param name="Code">Answer given, DE 39; empty when none.</param>
/// <param name="Detail">One sentence, without values from the message.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Kind, string Subject, int? Stan, string Code, string Detail);
