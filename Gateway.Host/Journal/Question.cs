using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Something to be read on the journal's thread.</summary>
internal abstract class Question
{
    /// <summary>Reads and answers. Without a store there is no answer now.</summary>
    public abstract void Answer(JournalStore? store);

    /// <summary>Answers that it cannot be read.</summary>
    public abstract void Fail(JournalException fault);
}

/// <inheritdoc/>
internal sealed class Question<T>(Func<JournalStore, T> read) : Question
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer, or a <see cref="JournalException"/>.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override void Answer(JournalStore? store)
    {
        try
        {
            _done.TrySetResult(read(store ?? throw new JournalException("The journal cannot be read now: its database is not open.")));
        }
        catch (JournalException fault)
        {
            Fail(fault);
        }
        catch (SqliteException fault)
        {
            Fail(new JournalException($"The journal cannot be read: SQLite error {fault.SqliteErrorCode}.", fault));
        }
    }

    /// <inheritdoc/>
    public override void Fail(JournalException fault) => _done.TrySetException(fault);
}
