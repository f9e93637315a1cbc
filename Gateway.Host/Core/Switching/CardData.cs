namespace Gateway.Host.Core.Switching;

/// <summary>What only the acquirer may see of a card, in memory for as long as one request is on its way.</summary>
/// <remarks>No record may hold one and it prints as nothing: journals, logs and dumps cannot show what they never get.</remarks>
internal sealed class CardData
{
    /// <summary>Card number, 12 to 19 digits.</summary>
    public string? Pan { get; init; }

    /// <summary>Expiry as YYMM.</summary>
    public string? Expiry { get; init; }

    /// <summary>Entry mode, DE 22, three digits.</summary>
    public string? EntryMode { get; init; }

    /// <summary>Card sequence number, DE 23, three digits.</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>PIN capture code, DE 26.</summary>
    public string? PinCaptureCode { get; init; }

    /// <summary>Track 2, separator '='.</summary>
    public string? Track2 { get; init; }

    /// <summary>Track 3.</summary>
    public string? Track3 { get; init; }

    /// <summary>PIN block already under the acquirer's zone key.</summary>
    public byte[]? PinBlock { get; init; }

    /// <summary>Chip data, DE 55, byte for byte.</summary>
    public byte[]? Icc { get; init; }

    /// <summary>A name, never a value.</summary>
    public override string ToString() => nameof(CardData);
}
