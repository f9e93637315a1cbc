namespace Gateway.Simulator.Acquirers;

/// <summary>One request in the acquirer's book.</summary>
internal sealed class AcquirerEntry
{
    /// <summary>The sender's own numbers.</summary>
    internal required AcquirerKey Key { get; init; }

    /// <summary>First two digits of the processing code: 00 sale, 20 void, 31 balance inquiry.</summary>
    internal required string Kind { get; init; }

    /// <summary>Terminal id.</summary>
    internal required string Terminal { get; init; }

    /// <summary>Retrieval reference number.</summary>
    internal required string Rrn { get; init; }

    /// <summary>Amount in minor units.</summary>
    internal required long Amount { get; init; }

    /// <summary>The sale that a void takes back.</summary>
    internal AcquirerEntry? Original { get; init; }

    /// <summary>What was decided, 00 for an approval, whether or not the answer left.</summary>
    internal string Code { get; set; } = "";

    /// <summary>Whether it was taken back by a reversal.</summary>
    internal bool IsReversed { get; set; }

    /// <summary>The void that took this sale back.</summary>
    internal AcquirerEntry? VoidedBy { get; set; }

    /// <summary>Whether money moves: an approved sale or void.</summary>
    internal bool IsApprovedMoney => Code == "00" && Kind != "31";

    /// <summary>Whether it stands: approved and not reversed.</summary>
    internal bool Stands => IsApprovedMoney && !IsReversed;

    /// <summary>Whether it gives money back.</summary>
    internal bool IsVoid => Kind == "20";
}
