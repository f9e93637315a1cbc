namespace Gateway.Simulator.Terminals;

/// <summary>How far a noted transaction has come in the terminal's own eyes.</summary>
internal enum EntryState
{
    /// <summary>Sent; the reversal is stored and the answer not in.</summary>
    Pending,

    /// <summary>Nothing left the terminal.</summary>
    NotSent,

    /// <summary>Approved and printed.</summary>
    Approved,

    /// <summary>Declined by a believable reply.</summary>
    Declined,

    /// <summary>The outcome is not known, or not wanted: its reversal waits.</summary>
    ToReverse,

    /// <summary>The reversal was acknowledged.</summary>
    Reversed,

    /// <summary>The reversal was given up: a case for the service line.</summary>
    GivenUp,
}
