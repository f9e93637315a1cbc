using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>What the acquirer says to a message, without any socket.</summary>
/// <param name="Reply">The answer; null for none.</param>
/// <param name="Delay">Time until it leaves.</param>
internal readonly record struct DeskAnswer(IsoMessage? Reply, TimeSpan Delay);
