using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Demo;

/// <summary>Somebody to be suspended, and what is promised about it.</summary>
/// <param name="Kind">terminal or merchant.</param>
/// <param name="Id">Which.</param>
/// <param name="Level">How much the hold takes away.</param>
/// <param name="Reason">Its reason code.</param>
/// <param name="Code">Response code that its new requests must get.</param>
internal sealed record Suspension(string Kind, string Id, string Level, string Reason, string Code)
{
    /// <summary>What is promised, in order.</summary>
    internal IReadOnlyList<string> All => [Declined, Silent, Explained, Reversal, Settlement, Reinstated];

    /// <summary>The decline.</summary>
    internal string Declined => $"a suspended {Kind}'s new requests are declined {Code} and told why";

    /// <summary>Nothing gets through, and nobody else suffers.</summary>
    internal string Silent => $"nothing new of a suspended {Kind} reaches the acquirer, and others go on selling";

    /// <summary>The answer to "why was this declined?".</summary>
    internal string Explained => $"the gateway explains a suspended {Kind}'s decline by its hold";

    /// <summary>Taking back still works.</summary>
    internal string Reversal => $"a suspended {Kind}'s reversal works";

    /// <summary>Getting paid still works.</summary>
    internal string Settlement => $"a suspended {Kind}'s settlement is balanced";

    /// <summary>The way back.</summary>
    internal string Reinstated => $"a reinstated {Kind} sells again without being registered again";

    /// <summary>Whether a terminal is touched.</summary>
    internal bool Concerns(TerminalProfile profile) => Id == (Kind == "terminal" ? profile.TerminalId : profile.MerchantId);
}
