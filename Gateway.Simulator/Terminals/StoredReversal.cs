namespace Gateway.Simulator.Terminals;

/// <summary>A reversal that a device stores before it sends the original, and clears when the original came out well.</summary>
internal sealed class StoredReversal(LedgerEntry original)
{
    /// <summary>No reply to the original: what is assumed until more is known.</summary>
    internal const string NoReply = "98";

    /// <summary>The MAC of the approval was wrong.</summary>
    internal const string WrongMac = "A0";

    /// <summary>Any other cause.</summary>
    internal const string Other = "06";

    /// <summary>What is to be taken back.</summary>
    internal LedgerEntry Original { get; } = original;

    /// <summary>Why, element 39 of the reversal.</summary>
    internal string Cause { get; set; } = NoReply;

    /// <summary>How often it was sent.</summary>
    internal int Tries { get; set; }
}
