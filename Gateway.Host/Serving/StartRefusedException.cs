namespace Gateway.Host.Serving;

/// <summary>The gateway cannot start, or its local master key not be changed, for a reason the operator can mend: one sentence, no stack trace.</summary>
internal sealed class StartRefusedException(string sentence) : Exception(sentence);
