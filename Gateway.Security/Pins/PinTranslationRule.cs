namespace Gateway.Security.Pins;

/// <summary>What the rules say about translating a block of one format into another.</summary>
public enum PinTranslationRule
{
    /// <summary>Allowed, with the account number unchanged.</summary>
    Allowed,

    /// <summary>Refused: there is no such format.</summary>
    UnknownFormat,

    /// <summary>Refused: format 2 is for the way from a chip card reader to its card, and nothing comes back from there.</summary>
    FromCard,

    /// <summary>Refused: format 2 is for offline PIN to a card, never for a host.</summary>
    ToCard,

    /// <summary>Refused: a block tied to an account number would become one that fits any account.</summary>
    LosesAccount,
}
