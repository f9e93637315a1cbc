namespace Gateway.Simulator.Values;

/// <summary>A seeded source of chance: the same seed tells the same story again.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014). Not safe from several threads: give each its own by <see cref="Fork"/>.</remarks>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    internal ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below 1.</summary>
    internal double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something happens that happens in this share of all cases, 0 to 1.</summary>
    internal bool Happens(double share) => Share() < share;

    /// <summary>A whole number from the lowest to the highest, both included.</summary>
    internal int Between(int lowest, int highest)
        => lowest + (int)(Next() % (ulong)((long)highest - lowest + 1));

    /// <summary>A stretch of time out of a range.</summary>
    internal TimeSpan Between(DurationRange range) => range.Shortest + ((range.Longest - range.Shortest) * Share());

    /// <summary>One of several, each as likely as the others.</summary>
    internal T Pick<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    /// <summary>Dice of its own for somebody else, decided by these.</summary>
    internal Dice Fork() => new(Next());
}
