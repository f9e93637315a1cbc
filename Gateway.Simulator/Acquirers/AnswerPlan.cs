namespace Gateway.Simulator.Acquirers;

/// <summary>The decision about one request.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Code">Response code of a decline; empty otherwise.</param>
/// <param name="Delay">Time until the answer leaves.</param>
internal readonly record struct AnswerPlan(AnswerKind Kind, string Code, TimeSpan Delay);
