using System.Collections.Concurrent;

namespace Gateway.Tests.Proving;

/// <summary>Many seeds at once, and what came of them.</summary>
internal sealed class Campaign(long first, long seeds)
{
    private readonly ConcurrentDictionary<string, int> _sights = new();
    private readonly ConcurrentBag<(long Seed, string What)> _broken = [];
    private long _runs;
    private long _steps;

    /// <summary>Runs finished.</summary>
    public long Runs => Interlocked.Read(ref _runs);

    /// <summary>Steps of all runs.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>In how many runs each thing was come across.</summary>
    public IReadOnlyDictionary<string, int> Sights => _sights;

    /// <summary>Seeds that broke a promise, the lowest first, with the first that each broke.</summary>
    public IReadOnlyList<(long Seed, string What)> Broken => [.. _broken.Order()];

    /// <summary>Runs them all, on every processor.</summary>
    public void Run() => Parallel.For(first, first + seeds, seed =>
    {
        var witness = World.Run((ulong)seed);
        Interlocked.Add(ref _steps, witness.Steps);
        foreach (var what in witness.Sights)
        {
            _sights.AddOrUpdate(what, 1, (_, count) => count + 1);
        }

        if (witness.Broken is [var promise, ..])
        {
            _broken.Add((seed, promise));
        }

        Interlocked.Increment(ref _runs);
    });
}
