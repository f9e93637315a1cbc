using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Host.Journal;

namespace Gateway.Host.Lanes;

/// <summary>Makes one lane's decisions durable, and finds out what is durable when the journal cannot say.</summary>
/// <param name="context">What the lane works with.</param>
/// <param name="ending">Cancelled when the lane is to end: whoever waits for a store that does not come back waits no longer.</param>
internal sealed class Committer(LaneContext context, CancellationToken ending)
{
    private static readonly TimeSpan _storeRetry = TimeSpan.FromSeconds(1);

    /// <summary>Appends a decision's records.</summary>
    public async Task<CommitEnded> Commit(PendingCommit pending)
    {
        var outcome = await Append(pending);

        // Until the requests of the last run are given up, nothing of the terminal may be decided: it would be given up with them.
        while (outcome == CommitOutcome.Refused && pending.Cause.Happened is Restarted && await Wait())
        {
            outcome = await Append(pending);
        }

        var reloaded = outcome is CommitOutcome.Conflict or CommitOutcome.Unknown ? await Reload(pending) : null;
        return new CommitEnded(pending, outcome, reloaded);
    }

    /// <summary>Waits before the store is tried again.</summary>
    /// <returns><see langword="false"/> when the lane ends.</returns>
    public async Task<bool> Wait()
    {
        try
        {
            await Task.Delay(_storeRetry, context.Time, ending).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<CommitOutcome> Append(PendingCommit pending)
    {
        try
        {
            return await context.Journal.Append(pending.Append).ConfigureAwait(false);
        }
        catch (ArgumentException fault)
        {
            // Our own bug in a record, met before anything was queued: certainly not durable, and no reason to stop the other terminals.
            LaneEvents.RecordUnwritable(context.Logger, fault.GetType().Name, pending.Cause.Happened.GetType().Name, pending.Cause.Happened.Terminal);
            return CommitOutcome.Refused;
        }
    }

    private async Task<IReadOnlyList<StoredRecord>?> Reload(PendingCommit pending)
    {
        do
        {
            try
            {
                return await context.Journal.ReadStream(pending.Append.Stream, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception unreadable) when (unreadable is JournalException or IOException)
            {
                // Until the stream can be read nobody knows what is durable, so nothing of this terminal may go on.
                LaneEvents.StreamUnreadable(context.Logger, pending.Cause.Happened.Terminal);
            }
        }
        while (await Wait());

        return null;
    }
}
