using System.Runtime.ExceptionServices;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Host.Lanes;

/// <summary>What can lie in a lane's mailbox.</summary>
internal abstract record LaneItem;

/// <summary>An event to decide.</summary>
/// <param name="Happened">The event.</param>
/// <param name="Bounded">Whether it holds one of the lane's places until it is carried out.</param>
internal sealed record Happening(SwitchEvent Happened, bool Bounded) : LaneItem;

/// <summary>A commit came out, one way or the other.</summary>
/// <param name="Pending">What was being committed.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Reloaded">The stream as it is now, when the outcome made it necessary to look and it could be read.</param>
internal sealed record CommitEnded(PendingCommit Pending, CommitOutcome Outcome, IReadOnlyList<StoredRecord>? Reloaded) : LaneItem;

/// <summary>Committing failed in a way that nobody foresaw: what is durable is not known, so the lane must not go on.</summary>
internal sealed record CommitFailed(ExceptionDispatchInfo Fault) : LaneItem;

/// <summary>Timers may be due.</summary>
internal sealed record Tick : LaneItem;

/// <summary>An acquirer's link came up.</summary>
internal sealed record LinkUp(string Acquirer) : LaneItem;

/// <summary>Everything decided before this point is carried out when it completes.</summary>
internal sealed record Barrier(TaskCompletionSource Passed) : LaneItem;

/// <summary>Nothing new is taken in; the lane ends when what it has is carried out.</summary>
internal sealed record Closing : LaneItem;

/// <summary>A decision on its way to becoming durable.</summary>
/// <param name="Cause">The event that was decided.</param>
/// <param name="Decision">What it came to.</param>
/// <param name="Append">What is being appended.</param>
internal sealed record PendingCommit(Happening Cause, Decision Decision, JournalAppend Append);
