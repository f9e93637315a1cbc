namespace Gateway.Simulator.Issuing;

/// <summary>Which key a card makes its cryptograms with.</summary>
public enum SessionKeyMethod
{
    /// <summary>The card's own key, for every transaction the same: Visa's CVN 10.</summary>
    None,

    /// <summary>EMV common session key derivation, from the transaction counter: CVN 18 and common core cards.</summary>
    Common,

    /// <summary>Mastercard's M/Chip, from the counter and the terminal's unpredictable number; answers use the card's own key.</summary>
    MChip,
}
