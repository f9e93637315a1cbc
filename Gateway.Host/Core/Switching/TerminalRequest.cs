using Gateway.Host.Core.Settlement;

namespace Gateway.Host.Core.Switching;

/// <summary>A terminal's message, understood: an owned value that crosses from the socket to the lane.</summary>
internal sealed record TerminalRequest
{
    /// <summary>What it asks for.</summary>
    public required MessageClass Class { get; init; }

    /// <summary>Message type as sent, four digits.</summary>
    public required string MessageType { get; init; }

    /// <summary>Terminal, DE 41.</summary>
    public required string Terminal { get; init; }

    /// <summary>Merchant, DE 42; empty when absent.</summary>
    public required string Merchant { get; init; }

    /// <summary>Where an answer goes.</summary>
    public required ReplyAddress ReplyTo { get; init; }

    /// <summary>System trace audit number, DE 11; null where the class has none.</summary>
    public int? Stan { get; init; }

    /// <summary>Batch number, DE 60.2; 0 when absent.</summary>
    public int Batch { get; init; }

    /// <summary>Network management code, DE 60.3; empty when absent.</summary>
    public string NetworkCode { get; init; } = "";

    /// <summary>Processing code, DE 3; empty when absent.</summary>
    public string ProcessingCode { get; init; } = "";

    /// <summary>Service condition code, DE 25; empty when absent.</summary>
    public string ConditionCode { get; init; } = "";

    /// <summary>Amount in minor units, DE 4; null when absent.</summary>
    public long? Amount { get; init; }

    /// <summary>Currency, DE 49, three digits; empty when absent.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Why the terminal reverses, DE 39 of a 0400: 98 no reply, A0 MAC wrong, 06 other; empty elsewhere.</summary>
    public string ReversalCause { get; init; } = "";

    /// <summary>The transaction this one points at, DE 61.</summary>
    public OriginalReference? Original { get; init; }

    /// <summary>The card as it may be kept; null when the class carries none.</summary>
    public CardReference? Card { get; init; }

    /// <summary>The card as only the acquirer may see it; memory only.</summary>
    public CardData? CardData { get; init; }

    /// <summary>Keyed hash of what makes the content: amount, currency, processing code, card. A repeat has the same.</summary>
    public string ContentFingerprint { get; init; } = "";

    /// <summary>The terminal's totals, DE 48 of a 0500.</summary>
    public SettlementClaim? Claim { get; init; }

    /// <summary>The transactions a batch upload lists; empty elsewhere.</summary>
    public IReadOnlyList<BatchDetail> Details { get; init; } = [];

    /// <summary>The trace key under the merchant the terminal is registered for.</summary>
    public TraceKey Key => new(Merchant, Terminal, Batch, Stan ?? 0);
}

/// <summary>The original named by DE 61.</summary>
/// <param name="Batch">Original batch number.</param>
/// <param name="Stan">Original trace number.</param>
internal sealed record OriginalReference(int Batch, int Stan);

/// <summary>One transaction of a batch upload.</summary>
/// <param name="Stan">Its trace number.</param>
/// <param name="Amount">Its amount in minor units.</param>
internal readonly record struct BatchDetail(int Stan, long Amount);

/// <summary>One exchange on one connection: where the answer to a request goes. Meaningless after the connection is gone.</summary>
/// <param name="Connection">Number of the connection, unique while the process lives.</param>
/// <param name="Exchange">Number of the request on that connection.</param>
internal readonly record struct ReplyAddress(long Connection, long Exchange);
