namespace Gateway.Host.Serving;

/// <summary>The gateway cannot start, for a reason the operator can mend: one sentence, no stack trace.</summary>
internal sealed class StartRefusedException(string sentence) : Exception(sentence);
