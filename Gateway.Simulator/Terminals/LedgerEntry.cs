using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>One transaction in a terminal's own book.</summary>
internal sealed class LedgerEntry
{
    /// <summary>What it is.</summary>
    internal required EntryKind Kind { get; init; }

    /// <summary>Batch it was sent in.</summary>
    internal required int Batch { get; init; }

    /// <summary>Its trace number.</summary>
    internal required int Stan { get; init; }

    /// <summary>Amount in minor units.</summary>
    internal required long Amount { get; init; }

    /// <summary>The card.</summary>
    internal required TestCard Card { get; init; }

    /// <summary>The sale that a void takes back.</summary>
    internal LedgerEntry? Original { get; init; }

    /// <summary>How far it has come.</summary>
    internal EntryState State { get; private set; }

    /// <summary>The response code; empty without one.</summary>
    internal string Code { get; set; } = "";

    /// <summary>Retrieval reference number from the reply.</summary>
    internal string Rrn { get; set; } = "";

    /// <summary>Authorisation code from the reply.</summary>
    internal string AuthCode { get; set; } = "";

    /// <summary>The void that took this sale back, or is on its way to.</summary>
    internal LedgerEntry? VoidedBy { get; set; }

    /// <summary>Whether it counts in the settlement totals; a voided sale does, and so does its void.</summary>
    internal bool Stands => State == EntryState.Approved;

    /// <summary>Notes how far the transaction has come. A void that came to nothing lets go of its sale.</summary>
    internal void Become(EntryState state)
    {
        State = state;
        var cameToNothing = state is EntryState.NotSent or EntryState.Declined or EntryState.Reversed;
        if (cameToNothing && Original is { } sale && sale.VoidedBy == this)
        {
            sale.VoidedBy = null;
        }
    }
}
