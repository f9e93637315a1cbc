namespace Gateway.Iso8583.Framing;

/// <summary>Everything that stands in front of a message on one kind of link, and how long a frame may be.</summary>
/// <remarks>
/// The frame is what the length counts: TPDU, header and message. As text the parts are joined by <c>+</c>, as in
/// <c>length+tpdu+header</c>, <c>4-ascii+self+fixed-12</c> or <c>none</c>: see <see cref="Parse"/>.
/// </remarks>
public sealed record FrameFormat
{
    /// <summary>Longest frame accepted unless said otherwise, 4096 bytes: more than three times the longest message recorded.</summary>
    public const int DefaultMaxBytes = 4096;

    /// <summary>Makes a format with a length of two binary bytes.</summary>
    /// <param name="tpdu">Whether a TPDU of five bytes comes first.</param>
    /// <param name="headerBytes">Bytes of header after it: 0, or 6 for the UnionPay header; others are set as <see cref="Header"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Neither 0 nor 6.</exception>
    public FrameFormat(bool tpdu, int headerBytes)
    {
        Tpdu = tpdu;
        Header = headerBytes switch
        {
            0 => HeaderFormat.None,
            PosHeader.Bytes => HeaderFormat.UnionPay,
            _ => throw new ArgumentOutOfRangeException(nameof(headerBytes), headerBytes, "A header has 0 or 6 bytes."),
        };
    }

    /// <summary>TPDU and six-byte header: UnionPay terminals.</summary>
    public static FrameFormat UnionPay { get; } = new(tpdu: true, PosHeader.Bytes);

    /// <summary>TPDU and no header.</summary>
    public static FrameFormat TpduOnly { get; } = new(tpdu: true, 0);

    /// <summary>The message alone, behind its length.</summary>
    public static FrameFormat Plain { get; } = new(tpdu: false, 0);

    /// <summary>The length in front of every frame. Default two binary bytes.</summary>
    public LengthPrefix Length { get; init; } = LengthPrefix.TwoBytes;

    /// <summary>Whether a TPDU of five bytes comes first.</summary>
    public bool Tpdu { get; init; }

    /// <summary>The header after it.</summary>
    public HeaderFormat Header { get; init; }

    /// <summary>Longest frame accepted, in bytes, the length in front not counted. Default 4096.</summary>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Fewest bytes that can be a message. Default 1; a link that knows its dialect can say more.</summary>
    public int LeastMessageBytes { get; init; } = 1;

    /// <summary>Whether an empty frame is a sign of life and not a fault. Default true.</summary>
    public bool KeepAlives { get; init; } = true;

    /// <summary>Bytes of header after the TPDU.</summary>
    public int HeaderBytes => Header.Bytes;

    /// <summary>Where the message begins in a frame.</summary>
    public int BodyOffset => (Tpdu ? Framing.Tpdu.Bytes : 0) + Header.Bytes;

    /// <summary>Fewest bytes of a frame that can hold a message.</summary>
    public int LeastBytes => BodyOffset + LeastMessageBytes;

    /// <summary>Reads a format from its text.</summary>
    /// <param name="text">
    /// <c>none</c>, or in this order and joined by <c>+</c>: <c>length</c> (two binary bytes) or the name of a <see cref="LengthPrefix"/>;
    /// <c>tpdu</c>; <c>header</c> (UnionPay) or the text of a <see cref="HeaderFormat"/>.
    /// </param>
    /// <returns>The format.</returns>
    /// <exception cref="FormatException">The text is none.</exception>
    public static FrameFormat Parse(string text) => TryParse(text, out var format)
        ? format
        : throw new FormatException(
            "A framing is none, or a length, tpdu and a header joined by +, as in length+tpdu+header or 4-ascii+fixed-12.");

    /// <summary>Reads a format from its text.</summary>
    /// <param name="text">As for <see cref="Parse"/>.</param>
    /// <param name="format">The format; <see cref="Plain"/> when the text is none.</param>
    /// <returns><see langword="false"/> when the text is none.</returns>
    public static bool TryParse(string? text, out FrameFormat format) => FrameFormatText.TryRead(text, out format);

    /// <summary>The text that <see cref="Parse"/> takes; limits are not part of it.</summary>
    /// <returns>For example <c>length+tpdu+header</c>.</returns>
    public override string ToString() => FrameFormatText.Write(this);
}
