namespace Gateway.Security.Dukpt;

/// <summary>What a derived AES DUKPT key is for, as seen from the terminal.</summary>
/// <remarks>
/// The numbers are the key usage indicators of the derivation data. Source: ANSI X9.24-3:2017 section 6.3.2.
/// </remarks>
public enum AesDukptUsage
{
    /// <summary>Encrypts other keys.</summary>
    KeyEncryption = 0x0002,

    /// <summary>Encrypts the PIN block.</summary>
    Pin = 0x1000,

    /// <summary>Authenticates what the terminal sends.</summary>
    MacGeneration = 0x2000,

    /// <summary>Authenticates what the terminal is sent.</summary>
    MacVerification = 0x2001,

    /// <summary>Authenticates both ways.</summary>
    MacBoth = 0x2002,

    /// <summary>Encrypts data that the terminal sends.</summary>
    DataEncryption = 0x3000,

    /// <summary>Encrypts data that the terminal is sent.</summary>
    DataDecryption = 0x3001,

    /// <summary>Encrypts data both ways.</summary>
    DataBoth = 0x3002,

    /// <summary>Derives the other keys of transactions; never on a message itself.</summary>
    KeyDerivation = 0x8000,

    /// <summary>The initial key of a device; never on a message itself.</summary>
    InitialKey = 0x8001,
}
