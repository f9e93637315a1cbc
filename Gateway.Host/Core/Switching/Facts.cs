using Gateway.Host.Core.Estate;

namespace Gateway.Host.Core.Switching;

/// <summary>What was found out about a request before deciding it. Gathering never decides; facts may be unknown.</summary>
internal sealed record Facts
{
    /// <summary>Damage found while reading or understanding, one sentence without values; null when there is none.</summary>
    public string? FormatFault { get; init; }

    /// <summary>Merchant the terminal is registered for; null when no such terminal is registered.</summary>
    public string? RegisteredMerchant { get; init; }

    /// <summary>Whether a terminal master key is loaded, or the terminal is a DUKPT device.</summary>
    public bool MasterKeyLoaded { get; init; }

    /// <summary>How the MAC came out.</summary>
    public MacVerdict Mac { get; init; }

    /// <summary>What is wrong with the MAC or its key, one sentence; null when there is no more to say.</summary>
    public string? MacFault { get; init; }

    /// <summary>Which of its keys a DUKPT device used; null for any other terminal, and unless the MAC is right.</summary>
    public KeySerial? Serial { get; init; }

    /// <summary>Whether the terminal is a DUKPT device: it gets no working keys.</summary>
    public bool IsDukpt { get; init; }

    /// <summary>Whether those keys are to be changed before anything new is taken under them.</summary>
    public bool KeysDue { get; init; }

    /// <summary>Keys made for a sign-on, ready to be issued; null elsewhere.</summary>
    public IssuedKeySet? IssuedKeys { get; init; }

    /// <summary>The sign-on asks for a key set that the terminal's profile does not have.</summary>
    public bool KeySetRefused { get; init; }

    /// <summary>The PIN block cannot be carried over to the acquirer's key.</summary>
    public bool PinUnusable { get; init; }

    /// <summary>Acquirer the route table chose; null when none fits.</summary>
    public string? Acquirer { get; init; }

    /// <summary>What the holds allow, read on the lane at the moment of decision.</summary>
    public Standing Standing { get; init; } = Standing.Clear;

    /// <summary>Whether the acquirer's link is signed on, read on the lane at the moment of decision.</summary>
    public bool AcquirerReachable { get; init; }

    /// <summary>Numbers reserved for one message to the acquirer, taken on the lane.</summary>
    public UpstreamNumbers Upstream { get; init; }
}

/// <summary>How a message's MAC came out.</summary>
internal enum MacVerdict
{
    /// <summary>The terminal has no MAC key yet.</summary>
    NoKey,

    /// <summary>The message carries none.</summary>
    Absent,

    /// <summary>It does not verify.</summary>
    Wrong,

    /// <summary>It verifies.</summary>
    Right,
}

/// <summary>Our own numbers on a message to an acquirer.</summary>
/// <param name="Stan">DE 11 towards the acquirer, 1 to 999999.</param>
/// <param name="Sent">DE 7, transmission time.</param>
/// <param name="Rrn">DE 37, twelve characters.</param>
internal readonly record struct UpstreamNumbers(int Stan, DateTimeOffset Sent, string Rrn);

/// <summary>Working keys made for one sign-on.</summary>
/// <param name="Version">Counts up with every sign-on of the terminal.</param>
/// <param name="Keys">The keys under the local master key; opaque here.</param>
/// <param name="Cryptogram">What the terminal gets in DE 62: keys under its master key, with check values.</param>
internal sealed record IssuedKeySet(int Version, IReadOnlyList<KeptKey> Keys, byte[] Cryptogram)
{
    /// <summary>The version only.</summary>
    public override string ToString() => $"key set {Version}";
}

/// <summary>A working key as it is kept.</summary>
/// <param name="Usage">PIN, MAC or track.</param>
/// <param name="Kcv">Check value, hexadecimal.</param>
/// <param name="Block">The key under the local master key.</param>
internal sealed record KeptKey(string Usage, string Kcv, byte[] Block)
{
    /// <summary>Usage and check value.</summary>
    public override string ToString() => $"{Usage} {Kcv}";
}
