namespace Gateway.Security.Keys;

/// <summary>What a key may be used for, and the only thing it may be used for.</summary>
/// <remarks>The numbers are bound into every stored key: they are never changed or used again.</remarks>
public enum KeyUsage
{
    /// <summary>Terminal master key: encrypts the working keys that a terminal receives at sign-on.</summary>
    TerminalMaster = 1,

    /// <summary>Terminal PIN key: a terminal's PIN blocks.</summary>
    TerminalPin = 2,

    /// <summary>Terminal MAC key: authenticates messages between a terminal and the gateway.</summary>
    TerminalMac = 3,

    /// <summary>Terminal track key: a terminal's track 2 and track 3 data.</summary>
    TerminalTrack = 4,

    /// <summary>Zone PIN key: PIN blocks between the gateway and an acquirer.</summary>
    ZonePin = 5,

    /// <summary>Zone master key: encrypts the keys exchanged with an acquirer.</summary>
    ZoneMaster = 6,

    /// <summary>Zone MAC key: authenticates messages between the gateway and an acquirer.</summary>
    ZoneMac = 7,

    /// <summary>Base derivation key (BDK): the initial keys of many DUKPT terminals come from it.</summary>
    TerminalBaseDerivation = 8,

    /// <summary>Initial DUKPT key (IK, formerly IPEK): the transaction keys of one terminal come from it.</summary>
    TerminalInitial = 9,

    /// <summary>Key block protection key (KBPK): protects the key blocks that carry keys to a terminal.</summary>
    TerminalTransport = 10,

    /// <summary>Zone data key: account data between the gateway and an acquirer.</summary>
    ZoneData = 11,

    /// <summary>A component of a key that waits for the others; it is of no use by itself and never shown again.</summary>
    Component = 12,

    /// <summary>Seals card numbers in the gateway's own store.</summary>
    CardData = 13,

    /// <summary>Makes the fingerprints by which the gateway knows a card again.</summary>
    CardFingerprint = 14,
}
