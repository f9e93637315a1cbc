using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Lanes;

/// <summary>All the lanes: an event goes to the lane of its terminal, always the same one.</summary>
internal sealed class LaneSet : ILanes
{
    private readonly Lane[] _lanes;
    private Task[] _running = [];

    /// <summary>Makes the lanes.</summary>
    /// <param name="count">How many, above zero.</param>
    /// <param name="context">Makes what one lane works with.</param>
    public LaneSet(int count, Func<LaneContext> context)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _lanes = [.. Enumerable.Range(0, count).Select(_ => new Lane(context()))];
    }

    /// <summary>Takes in a record read back from the journal, before <see cref="Start"/>.</summary>
    public void Recover(string terminal, JournalRecord record) => LaneOf(terminal).Recover(terminal, record);

    /// <summary>Starts every lane: what was on its way when the process stopped is given up and reversed.</summary>
    public void Start() => _running = [.. _lanes.Select(lane => Task.Factory.StartNew(
        lane.Run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap())];

    /// <inheritdoc/>
    public ValueTask Post(SwitchEvent happened) => LaneOf(happened.Terminal).Post(happened);

    /// <inheritdoc/>
    public ValueTask AcquirerUp(string acquirer)
    {
        foreach (var lane in _lanes)
        {
            lane.Post(new LinkUp(acquirer));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Completes when everything decided before this call is durable and carried out, on every lane.</summary>
    public Task Barrier() => Task.WhenAll(_lanes.Select(lane => lane.Barrier()));

    /// <summary>Takes in no more, carries out what is there, and ends. A lane that failed makes this fail, after the others have ended.</summary>
    public async Task Stop()
    {
        Array.ForEach(_lanes, lane => lane.Complete());
        try
        {
            await Task.WhenAll(_running);
        }
        finally
        {
            Array.ForEach(_lanes, lane => lane.Dispose());
        }
    }

    /// <summary>Completes, with the fault, as soon as a lane ends for a fault of our own.</summary>
    public async Task Failure()
    {
        var ended = await Task.WhenAny(_running);
        await ended;
    }

    // FNV-1a: the same terminal falls on the same lane in every run, so that a replayed estate spreads as the living one did.
    private Lane LaneOf(string terminal)
    {
        var hash = 2_166_136_261u;
        foreach (var character in terminal)
        {
            hash = (hash ^ character) * 16_777_619u;
        }

        return _lanes[hash % (uint)_lanes.Length];
    }
}
