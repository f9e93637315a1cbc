namespace Gateway.Iso8583.Framing;

/// <summary>What stands between the two length bytes and the message.</summary>
/// <remarks>
/// The length is two bytes, big-endian, and does not count itself; the channel reads and strips it. Headers of six bytes are
/// the only ones known, so <see cref="HeaderBytes"/> is 0 or 6.
/// </remarks>
/// <param name="Tpdu">Whether a TPDU of five bytes comes first.</param>
/// <param name="HeaderBytes">Bytes of header after it, 0 or 6; anything else throws <see cref="ArgumentOutOfRangeException"/>.</param>
public sealed record FrameFormat(bool Tpdu, int HeaderBytes)
{
    /// <summary>Longest frame accepted unless said otherwise, 4096 bytes: more than three times the longest message recorded.</summary>
    public const int DefaultMaxBytes = 4096;

    /// <summary>TPDU and six-byte header: UnionPay terminals.</summary>
    public static FrameFormat UnionPay { get; } = new(Tpdu: true, HeaderBytes: PosHeader.Bytes);

    /// <summary>TPDU and no header.</summary>
    public static FrameFormat TpduOnly { get; } = new(Tpdu: true, HeaderBytes: 0);

    /// <summary>The message alone.</summary>
    public static FrameFormat Plain { get; } = new(Tpdu: false, HeaderBytes: 0);

    /// <summary>Bytes of header after the TPDU, 0 or 6.</summary>
    public int HeaderBytes { get; } = HeaderBytes is 0 or PosHeader.Bytes
        ? HeaderBytes
        : throw new ArgumentOutOfRangeException(nameof(HeaderBytes), HeaderBytes, "A header has 0 or 6 bytes.");

    /// <summary>Longest frame accepted, in bytes, the two length bytes not counted.</summary>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Where the message begins.</summary>
    public int BodyOffset => (Tpdu ? Framing.Tpdu.Bytes : 0) + HeaderBytes;
}
