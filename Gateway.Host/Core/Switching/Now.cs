namespace Gateway.Host.Core.Switching;

/// <summary>The instant an event is decided at: time comes in as data.</summary>
/// <param name="Mono">Monotonic milliseconds: every interval and timer is measured by it.</param>
/// <param name="Wall">Wall clock, with the offset of the estate's time zone: what records and receipts show.</param>
internal readonly record struct Now(long Mono, DateTimeOffset Wall);
