namespace Gateway.Simulator.Demo;

/// <summary>The gateway refused what the demo asked of its API, or did not answer; the text is one sentence.</summary>
internal sealed class HostRefusalException(string sentence) : Exception(sentence);
