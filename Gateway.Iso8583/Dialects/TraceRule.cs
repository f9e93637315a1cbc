namespace Gateway.Iso8583.Dialects;

/// <summary>What a trace may show of an element.</summary>
public enum TraceRule
{
    /// <summary>Its size only. What a dialect does not say otherwise about is hidden.</summary>
    Hidden,

    /// <summary>Its value.</summary>
    Clear,

    /// <summary>It is a card number: first six and last four digits.</summary>
    Pan,
}
