using Gateway.Security.Keys;

namespace Gateway.Security.Macs;

/// <summary>What two parties agree on about a message authentication code, except the key and which bytes are covered.</summary>
/// <remarks>
/// Immutable. A profile is data and may be impossible; <see cref="Faults"/> says why, and <see cref="MacEngine"/> takes no profile that
/// has one. Those in common use are in <see cref="MacProfiles"/>; variations are made of them using <c>with</c>.
/// </remarks>
public sealed record MacProfile
{
    /// <summary>Fewest bytes that a code may be cut to, 4: one chance in 4 billion for a guess.</summary>
    public const int MinBytes = 4;

    /// <summary>How the code is computed.</summary>
    public required MacAlgorithm Algorithm { get; init; }

    /// <summary>
    /// The cipher that the key belongs to. The retail MAC of DES parts has a double or triple length key and is therefore
    /// <see cref="KeyAlgorithm.Tdes"/>.
    /// </summary>
    public required KeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>
    /// Whether a key of 8 bytes is taken beside the longer ones, and works with single DES; default no. For old terminals whose MAC key
    /// is single while others of the same profile have a double one.
    /// </summary>
    public bool AllowsSingleDes { get; init; }

    /// <summary>How data is filled up; <see cref="MacPadding.None"/> where the algorithm has its own rule.</summary>
    public MacPadding Padding { get; init; }

    /// <summary>The function of a keyed hash, <see cref="HashFunction.None"/> for the others.</summary>
    public HashFunction Hash { get; init; }

    /// <summary>
    /// Leftmost bytes of the result that are the code, before they are spelled: <see cref="MinBytes"/> up to a block (8 for DES and triple
    /// DES, 16 for AES and SM4), or up to the hash.
    /// </summary>
    public required int Bytes { get; init; }

    /// <summary>How the code stands in the message; default binary.</summary>
    public MacCoding Coding { get; init; }

    /// <summary>Bytes of the code in the message: <see cref="Bytes"/>, twice as many as hexadecimal text.</summary>
    public int SentBytes => Coding == MacCoding.HexText ? 2 * Bytes : Bytes;

    /// <summary>Whether a stored key may be used with this profile.</summary>
    /// <param name="algorithm">The cipher that the key belongs to.</param>
    /// <returns><see langword="true"/> for the profile's own cipher, and for single DES where it is allowed.</returns>
    public bool Takes(KeyAlgorithm algorithm)
        => algorithm == KeyAlgorithm || (AllowsSingleDes && algorithm == KeyAlgorithm.Des);

    /// <summary>Everything that makes this profile impossible.</summary>
    /// <returns>One sentence a fault; empty for a profile that works.</returns>
    public IReadOnlyList<string> Faults() => MacProfileRules.Faults(this);
}
