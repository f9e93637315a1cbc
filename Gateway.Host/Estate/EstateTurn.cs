using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Host.Estate;

/// <summary>Lets one command at a time change the estate, and makes what it changes durable before it is in force.</summary>
/// <param name="state">The estate.</param>
/// <param name="journal">Where its records go.</param>
/// <param name="everyLanePassed">Completes when every lane decides by what was changed.</param>
internal sealed class EstateTurn(EstateState state, IJournal journal, Func<Task> everyLanePassed) : IDisposable
{
    private const string Unchanged = "The journal takes nothing in at the moment; nothing was changed.";
    private const string Silent = "The journal cannot be read at the moment; nothing was changed.";

    private readonly SemaphoreSlim _one = new(1, 1);

    // The journal may hold more than the state: the outcome of an append is not known.
    private bool _behind;

    /// <summary>Carries a command out when its turn comes.</summary>
    public async Task<CommandResult<T>> Take<T>(Func<Task<CommandResult<T>>> command)
        where T : class
    {
        await _one.WaitAsync();
        try
        {
            return !_behind || await CatchUp() is not null ? await command() : Unavailable<T>(Silent);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Makes records durable, all or none, and puts them in force. Only within a turn.</summary>
    /// <param name="records">What happened.</param>
    /// <param name="value">What the command answers with, asked when the records are in force.</param>
    /// <param name="waitsForLanes">Whether done means that every lane decides by it.</param>
    public async Task<CommandResult<T>> Commit<T>(IReadOnlyList<EstateRecord> records, Func<T> value, bool waitsForLanes = false)
        where T : class
    {
        var append = new JournalAppend(JournalStream.Estate, state.Version, Guid.NewGuid(), [.. records]);
        var outcome = await journal.Append(append);
        if (outcome is CommitOutcome.Unknown or CommitOutcome.Conflict)
        {
            _behind = true;
            if (await CatchUp() is not { } stored)
            {
                return Unavailable<T>("The journal did not say whether it took this in; ask again.");
            }

            return stored.Any(entry => entry.Attempt == append.Attempt) ? CommandResult<T>.Done(value()) : Unavailable<T>(Unchanged);
        }

        if (outcome != CommitOutcome.Ok)
        {
            return Unavailable<T>(Unchanged);
        }

        foreach (var record in records)
        {
            state.Apply(record);
        }

        await (waitsForLanes ? everyLanePassed() : Task.CompletedTask);
        return CommandResult<T>.Done(value());
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    // What is durable without our having heard of it comes into force before anything is decided by the state again.
    private async Task<IReadOnlyList<StoredRecord>?> CatchUp()
    {
        IReadOnlyList<StoredRecord> stored;
        try
        {
            stored = await journal.ReadStream(JournalStream.Estate, CancellationToken.None);
        }
        catch (Exception unreadable) when (unreadable is JournalException or IOException)
        {
            return null;
        }

        foreach (var missed in stored.Where(entry => entry.Version > state.Version).ToList())
        {
            state.Apply(missed.Record);
        }

        _behind = false;
        await everyLanePassed();
        return stored;
    }

    private static CommandResult<T> Unavailable<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.Unavailable, sentence);
}
