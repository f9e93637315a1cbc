namespace Gateway.Simulator.Acquirers;

/// <summary>What an acquirer has besides PIN keys.</summary>
/// <param name="Mac">Signs and checks messages; null for none.</param>
/// <param name="Changes">Changes keys; null when there is no zone master key.</param>
internal sealed record DeskKeys(ZoneMac? Mac, KeyChanges? Changes)
{
    /// <summary>Nothing.</summary>
    internal static DeskKeys None { get; } = new(null, null);
}
