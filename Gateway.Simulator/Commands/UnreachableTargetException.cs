namespace Gateway.Simulator.Commands;

/// <summary>The other side could not be reached or started; the text is what to show.</summary>
internal sealed class UnreachableTargetException(string text) : Exception(text);
