using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>What one terminal does in a run without chance: a line of words, each with the fate of its message.</summary>
/// <remarks>
/// Words: sale, void, balance, offline, settle, signoff. Fates, after a colon: declined, unheard (the request is lost), silent (the
/// acquirer's answer is lost), untold (the terminal's answer is lost once).
/// </remarks>
internal sealed class Script(string text)
{
    private readonly Dictionary<TraceKey, string> _fates = [];

    public static Script Empty => new("");

    public IReadOnlyList<string> Steps { get; } = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool IsEmpty => Steps.Count == 0;

    /// <summary>Notes the fate that a step gives its message.</summary>
    public void Note(TraceKey key, string step) => _fates[key] = step.Contains(':', StringComparison.Ordinal) ? step[(step.IndexOf(':', StringComparison.Ordinal) + 1)..] : "";

    public bool Declines(TerminalRequest request) => Is(request.Key, "declined");

    public bool LosesRequest(TerminalRequest request) => Is(request.Key, "unheard");

    public bool LosesAnswer(TraceKey key) => Is(key, "silent");

    /// <summary>Whether the terminal's answer is lost; only the first is.</summary>
    public bool LosesLastMile(TraceKey key) => Is(key, "untold") && _fates.Remove(key);

    private bool Is(TraceKey key, string fate) => _fates.GetValueOrDefault(key) == fate;
}
