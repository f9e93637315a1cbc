using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>What one event comes to: facts to make durable, then things to do.</summary>
/// <param name="Records">Facts, in order; none when nothing changes.</param>
/// <param name="Effects">Things to do once every record is durable.</param>
internal sealed record Decision(IReadOnlyList<JournalRecord> Records, IReadOnlyList<Effect> Effects)
{
    /// <summary>Nothing to write, nothing to do.</summary>
    public static Decision Nothing { get; } = new([], []);
}
