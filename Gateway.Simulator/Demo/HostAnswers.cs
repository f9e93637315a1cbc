using System.Text.Json;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>A sum in the gateway's books.</summary>
internal sealed record SumAnswer(int Count, long Amount)
{
    /// <summary>As our own books count.</summary>
    internal MoneyCount Money => new(Count, Amount);
}

/// <summary>Where all approved money is, by the gateway's books.</summary>
internal sealed record MoneyAnswer(
    SumAnswer Approved, SumAnswer Posted, SumAnswer Reversed, SumAnswer Quarantined, long Difference, JsonElement PendingReversals, int OpenRequests)
{
    /// <summary>Whether the gateway still owes somebody something.</summary>
    internal bool IsSettling => OpenRequests > 0 || Pending > 0;

    /// <summary>Reversals that the acquirer has not acknowledged.</summary>
    internal int Pending => PendingReversals.ValueKind == JsonValueKind.Array ? PendingReversals.GetArrayLength() : PendingReversals.GetInt32();
}

/// <summary>A hold that was placed.</summary>
internal sealed record HoldAnswer(JsonElement Id, string State);

/// <summary>A terminal as the gateway shows it.</summary>
internal sealed record TerminalAnswer(string Id, string MerchantId, StandingAnswer? Standing);

/// <summary>What holds leave a terminal.</summary>
internal sealed record StandingAnswer(string Level);

/// <summary>Why a request came out as it did.</summary>
internal sealed record ExplainAnswer(bool Found, string? Outcome, string? ResponseCode, string? Sentence, ExplainHold? Hold);

/// <summary>The hold that a decline names.</summary>
internal sealed record ExplainHold(JsonElement Id, string Level, string Reason);
