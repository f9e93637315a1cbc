using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>What the acquirer says to a message, without any socket.</summary>
/// <param name="Reply">The answer; null for none.</param>
/// <param name="Delay">Time until it leaves.</param>
/// <param name="Next">What the acquirer says of its own accord after it; null for nothing.</param>
internal readonly record struct DeskAnswer(IsoMessage? Reply, TimeSpan Delay, IReadOnlyList<IsoMessage>? Next = null);
