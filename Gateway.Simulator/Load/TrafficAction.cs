namespace Gateway.Simulator.Load;

/// <summary>What a driven terminal can do next.</summary>
internal enum TrafficAction
{
    /// <summary>A sale.</summary>
    Sale,

    /// <summary>A sale with a PIN.</summary>
    PinSale,

    /// <summary>The latest sale voided.</summary>
    Void,

    /// <summary>A balance inquiry.</summary>
    Balance,

    /// <summary>The latest sale reversed.</summary>
    Reversal,

    /// <summary>A sale whose answer is not waited for.</summary>
    HangUp,

    /// <summary>A sale, and then the same request again.</summary>
    Repeat,
}
