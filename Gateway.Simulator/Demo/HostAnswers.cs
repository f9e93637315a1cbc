using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>A sum in the gateway's books.</summary>
internal sealed record SumAnswer(int Count, long Amount)
{
    /// <summary>As our own books count.</summary>
    internal MoneyCount Money => new(Count, Amount);
}

/// <summary>Where all approved money is, by the gateway's books.</summary>
/// <param name="Approved">Everything the acquirer is known to have approved.</param>
/// <param name="Posted">In settled batches.</param>
/// <param name="Open">In batches not settled yet.</param>
/// <param name="Reversed">Taken back, and acknowledged.</param>
/// <param name="Reversing">Taken back, and not acknowledged yet.</param>
/// <param name="Quarantined">Kept apart.</param>
/// <param name="OpenRequests">Requests without an outcome.</param>
/// <param name="OwedReversals">Reversals without an acknowledgement.</param>
/// <param name="Difference">What is not accounted for.</param>
internal sealed record MoneyAnswer(
    SumAnswer Approved,
    SumAnswer Posted,
    SumAnswer Open,
    SumAnswer Reversed,
    SumAnswer Reversing,
    SumAnswer Quarantined,
    int OpenRequests,
    int OwedReversals,
    long Difference)
{
    /// <summary>Whether the gateway still owes somebody something.</summary>
    internal bool IsSettling => OpenRequests > 0 || OwedReversals > 0;
}

/// <summary>A transaction in the gateway's journal.</summary>
/// <param name="Batch">Batch the terminal sent it in.</param>
/// <param name="Stan">The terminal's trace number.</param>
/// <param name="Class">What it is: Sale, SaleVoid, Balance.</param>
/// <param name="State">How far it has come; Approved is what stands.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Rrn">Retrieval reference number; null when it was never given one.</param>
/// <param name="Reversal">Whether a reversal is owed to the acquirer.</param>
internal sealed record JournalAnswer(int Batch, int Stan, string Class, string State, long Amount, string? Rrn, string Reversal);

/// <summary>A hold that was placed.</summary>
internal sealed record HoldAnswer(long Id, string State);

/// <summary>A terminal as the gateway shows it.</summary>
internal sealed record TerminalAnswer(string Id, string MerchantId, StandingAnswer? Standing);

/// <summary>What holds leave a terminal.</summary>
internal sealed record StandingAnswer(string Level);

/// <summary>Why a request came out as it did.</summary>
internal sealed record ExplainAnswer(bool Found, string? Outcome, string? ResponseCode, string? Sentence, ExplainHold? Hold);

/// <summary>The hold that a decline names.</summary>
internal sealed record ExplainHold(long Id, string Level, string Reason);
