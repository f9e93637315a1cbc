namespace Gateway.Host.Configuration;

/// <summary>When a terminal's working keys are changed. Section <c>Gateway:KeyChange</c>.</summary>
internal sealed record KeyChangeOptions
{
    /// <summary>
    /// How long messages under the keys before are still taken, seconds. Default 120: three times the longest wait of a terminal, so that what
    /// was on its way, and its repeats, come home.
    /// </summary>
    public int GraceSeconds { get; init; } = 120;

    /// <summary>Age at which a terminal has to sign on for new keys before its next sale, hours; 0 for never. Default 24.</summary>
    public int MaxAgeHours { get; init; } = 24;

    /// <summary>Wrong MACs in a row after which a terminal has to sign on for new keys; 0 for never. Default 3.</summary>
    public int MacFailures { get; init; } = 3;

    /// <summary>Everything that is wrong with these options.</summary>
    public IEnumerable<string> Faults()
    {
        if (GraceSeconds is < 0 or > 3600)
        {
            yield return $"Gateway:KeyChange: GraceSeconds {GraceSeconds} is not between 0 and 3600.";
        }

        if (MaxAgeHours is < 0 or > 8760)
        {
            yield return $"Gateway:KeyChange: MaxAgeHours {MaxAgeHours} is not between 0 and 8760.";
        }

        if (MacFailures is < 0 or > 1000)
        {
            yield return $"Gateway:KeyChange: MacFailures {MacFailures} is not between 0 and 1000.";
        }
    }
}
