using System.Collections.Frozen;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Security.Keys;

/// <summary>What each usage means elsewhere: the codes and modes of a key block, the ciphers and lengths of its keys. One table.</summary>
/// <remarks>
/// <para>
/// Of the modes that the standard knows for a code, a usage has those that permit what the gateway does with such a key: a
/// terminal's PIN key has to decrypt, so a block that says "encrypt only" carries no such key. Mode N restricts nothing.
/// A partner's block that says otherwise has to be made anew by the partner; the mode is authenticated like the key.
/// </para>
/// <para>Safe from any thread. Source: ANSI X9.143:2021, tables 2 to 4.</para>
/// </remarks>
public static class KeyUsages
{
    private const char Hmac = 'H';
    private const string HmacCode = "M7";

    private static readonly string[] _mac = ["M0", "M1", "M3", "M5", "M6", HmacCode, "M8"];
    private static readonly KeyAlgorithm[] _ciphers = [KeyAlgorithm.Tdes, KeyAlgorithm.Aes, KeyAlgorithm.Sm4];
    private static readonly KeyAlgorithm[] _macs = [.. _ciphers, KeyAlgorithm.Hmac];
    private static readonly KeyAlgorithm[] _derivation = [KeyAlgorithm.Tdes, KeyAlgorithm.Aes];

    private static readonly FrozenDictionary<KeyUsage, Row> _rows = new Dictionary<KeyUsage, Row>
    {
        [KeyUsage.TerminalMaster] = new(["K0"], "BEN", _ciphers),
        [KeyUsage.TerminalPin] = new(["P0"], "BDN", _ciphers),
        [KeyUsage.TerminalMac] = new(_mac, "CN", [KeyAlgorithm.Des, .. _macs]),
        [KeyUsage.TerminalTrack] = new(["D0"], "BDN", _ciphers),
        [KeyUsage.ZonePin] = new(["P0"], "BEN", _ciphers),
        [KeyUsage.ZoneMaster] = new(["K0"], "BDN", _ciphers),
        [KeyUsage.ZoneMac] = new(_mac, "CN", _macs),
        [KeyUsage.TerminalBaseDerivation] = new(["B0"], "XN", _derivation),
        [KeyUsage.TerminalInitial] = new(["B1"], "XN", _derivation),
        [KeyUsage.TerminalTransport] = new(["K1"], "BEN", _derivation),
        [KeyUsage.ZoneData] = new(["D0"], "BEN", _ciphers),
        [KeyUsage.Component] = new(["K0"], "XN", _macs),
        [KeyUsage.CardData] = new(["D0"], "BN", [KeyAlgorithm.Aes]),
        [KeyUsage.CardFingerprint] = new([HmacCode], "CN", [KeyAlgorithm.Hmac]),
    }.ToFrozenDictionary();

    /// <summary>The usage codes a key block may carry for a usage; the first is written.</summary>
    /// <param name="usage">What the key is for.</param>
    /// <returns>Codes of two characters, such as P0.</returns>
    public static IReadOnlyList<string> Codes(KeyUsage usage) => _rows[usage].Codes;

    /// <summary>The mode that is written for a partner: what he does with the key, and not what the gateway does.</summary>
    internal static char PartnersMode(KeyUsage usage) => _rows[usage].Modes.Contains('B', StringComparison.Ordinal) ? 'B'
        : _rows[usage].Modes[0];

    /// <summary>The usage code that is written for a key: a keyed hash has one of its own.</summary>
    internal static string Code(KeyUsage usage, KeyAlgorithm algorithm)
        => algorithm == KeyAlgorithm.Hmac && _rows[usage].Codes.Contains(HmacCode) ? HmacCode : _rows[usage].Codes[0];

    /// <summary>The modes of use a key block may carry for a usage; the first is written.</summary>
    /// <param name="usage">What the key is for.</param>
    /// <returns>One character a mode.</returns>
    public static string Modes(KeyUsage usage) => _rows[usage].Modes;

    /// <summary>Whether a usage has keys of a cipher.</summary>
    /// <param name="usage">What the key is for.</param>
    /// <param name="algorithm">The key's cipher.</param>
    /// <returns><see langword="false"/> also when there is no such usage.</returns>
    public static bool Allows(KeyUsage usage, KeyAlgorithm algorithm)
        => _rows.TryGetValue(usage, out var row) && row.Algorithms.Contains(algorithm);

    /// <summary>Whether a usage has keys of a cipher and a length.</summary>
    /// <param name="usage">What the key is for.</param>
    /// <param name="algorithm">The key's cipher.</param>
    /// <param name="bytes">The key's length. Triple DES DUKPT has keys of 16 bytes only.</param>
    /// <returns><see langword="false"/> when such a key is refused.</returns>
    public static bool Allows(KeyUsage usage, KeyAlgorithm algorithm, int bytes)
        => Allows(usage, algorithm)
            && KeyStrength.Of(algorithm, bytes) > 0
            && !(algorithm == KeyAlgorithm.Tdes && bytes == 24
                && usage is KeyUsage.TerminalBaseDerivation or KeyUsage.TerminalInitial);

    /// <summary>Holds the attributes of a key block against the usage that its key is wanted for.</summary>
    /// <param name="usage">What the key is wanted for.</param>
    /// <param name="header">The header, after its MAC was found right.</param>
    /// <exception cref="KeyException">The code, the cipher or the mode is that of another kind of key.</exception>
    public static void Check(KeyUsage usage, KeyBlockHeader header)
    {
        var row = _rows.GetValueOrDefault(usage) ?? throw new KeyException("A key block is imported for a known usage.");
        if (!row.Codes.Contains(header.Usage))
        {
            throw Fault(usage, "usage", header.Usage, string.Join(", ", row.Codes));
        }

        if (KeyBlockCodes.Algorithm(header.Algorithm) is not { } algorithm
            || !row.Algorithms.Contains(algorithm)
            || (header.Algorithm == Hmac) != (header.Usage == HmacCode))
        {
            throw new KeyException(
                $"The key block carries a key of algorithm {header.Algorithm}, which a {usage} key of usage {header.Usage} does not have.");
        }

        if (!row.Modes.Contains(header.Mode, StringComparison.Ordinal))
        {
            throw Fault(usage, "mode of use", header.Mode.ToString(), string.Join(", ", row.Modes.ToCharArray()));
        }
    }

    private static KeyException Fault(KeyUsage usage, string what, string found, string wanted)
        => new($"The key block carries {what} {found}; a {usage} key has {wanted}.");

    private sealed record Row(IReadOnlyList<string> Codes, string Modes, IReadOnlyList<KeyAlgorithm> Algorithms);
}
