namespace Gateway.Simulator.Issuing;

/// <summary>How a card's own key follows from the issuer's master key. <b>Source:</b> EMV 4.3 book 2, A1.4.</summary>
public enum IccMasterKeyOption
{
    /// <summary>Option A: from the last sixteen digits of account number and sequence number.</summary>
    A,

    /// <summary>Option B: for account numbers above sixteen digits, from a hash of all of them; otherwise as option A.</summary>
    B,
}
