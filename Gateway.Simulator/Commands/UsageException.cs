namespace Gateway.Simulator.Commands;

/// <summary>What the user asked for cannot be done as written; the text is the one sentence to show.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);
