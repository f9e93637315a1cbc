namespace Gateway.Simulator.Issuing;

/// <summary>What a simulated issuer knows of its cards. A key that it does not have checks nothing. Test keys only.</summary>
internal sealed class IssuerKeys
{
    /// <summary>Where the CVV of most cards stands behind the service code: after key index and PVV.</summary>
    internal const int UsualCvvPosition = 5;

    /// <summary>Master key for cryptograms, 16 bytes.</summary>
    internal byte[]? MasterKey { get; init; }

    /// <summary>What kind of cryptograms its cards make.</summary>
    internal CryptogramVersion Version { get; init; } = CryptogramVersion.Cvn18;

    /// <summary>How a card's key follows from the master key.</summary>
    internal IccMasterKeyOption Option { get; init; }

    /// <summary>The pair of card verification keys, 16 bytes.</summary>
    internal byte[]? CardVerificationKey { get; init; }

    /// <summary>Digits between the service code of track 2 and the CVV.</summary>
    internal int CvvPosition { get; init; } = UsualCvvPosition;

    /// <summary>The pair of PIN verification keys, 16 bytes.</summary>
    internal byte[]? PinVerificationKey { get; init; }

    /// <summary>Which pair of PIN verification keys it is.</summary>
    internal char PinKeyIndex { get; init; } = '1';

    /// <summary>PVVs by card number; a card that is not in it has the PIN of the simulator's test cards.</summary>
    internal IReadOnlyDictionary<string, string> PinVerificationValues { get; init; } = new Dictionary<string, string>();

    /// <summary>What it has, and no value.</summary>
    public override string ToString()
        => $"issuer keys: cryptograms {MasterKey is not null}, CVV {CardVerificationKey is not null}, PIN {PinVerificationKey is not null}";
}
