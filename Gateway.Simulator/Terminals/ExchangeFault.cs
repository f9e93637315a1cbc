namespace Gateway.Simulator.Terminals;

/// <summary>What can be wrong with an exchange, as a device sees it; the first that applies.</summary>
internal enum ExchangeFault
{
    /// <summary>Nothing: the reply answers the request.</summary>
    None,

    /// <summary>No connection, so that nothing was sent.</summary>
    NotConnected,

    /// <summary>Sent, and no answer in time or the line was lost: the outcome is unknown.</summary>
    NoAnswer,

    /// <summary>The reply is not a message of the dialect.</summary>
    Unreadable,

    /// <summary>The reply's TPDU is not the request's, turned round.</summary>
    WrongTpdu,

    /// <summary>The processing code is not echoed.</summary>
    WrongProcessingCode,

    /// <summary>The terminal id is not echoed.</summary>
    WrongTerminal,

    /// <summary>The reply carries no response code although its type has one.</summary>
    NoResponseCode,

    /// <summary>An approval for another merchant.</summary>
    WrongMerchant,

    /// <summary>The amount is not echoed.</summary>
    WrongAmount,

    /// <summary>An approval whose MAC is missing or does not verify.</summary>
    BadMac,

    /// <summary>The working keys do not decrypt to their check values.</summary>
    BadKeys,

    /// <summary>The settlement totals are not 62 digits with a result in each half.</summary>
    BadTotals,
}
