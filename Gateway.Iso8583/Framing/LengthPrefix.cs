namespace Gateway.Iso8583.Framing;

/// <summary>The length in front of every frame of a connection: how it is written, and whether it counts its own bytes.</summary>
/// <remarks>
/// What is no length is refused in words and never repaired: a sign, a space, a nibble above nine, a number smaller than what it must
/// count or larger than what is allowed. <c>default</c> is <see cref="None"/>.
/// </remarks>
public readonly record struct LengthPrefix
{
    /// <summary>What is written behind a name when the length counts its own bytes.</summary>
    public const string SelfSuffix = "+self";

    // In the order of LengthPrefixKind.
    private static readonly Shape[] _shapes =
    [
        new("none", 0, 0, "no length"),
        new("2-binary", 2, ushort.MaxValue, "two bytes"),
        new("2-bcd", 2, 9_999, "four BCD digits"),
        new("3-binary", 3, 0xFF_FFFF, "three bytes"),
        new("4-binary", 4, int.MaxValue, "four bytes"),
        new("4-ascii", 4, 9_999, "four ASCII digits"),
        new("4-hex", 4, ushort.MaxValue, "four hex characters"),
    ];

    /// <summary>Makes a prefix.</summary>
    /// <param name="kind">How it is written.</param>
    /// <param name="countsItself">Whether its own bytes are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is unknown, or it is none and would have to count itself.</exception>
    public LengthPrefix(LengthPrefixKind kind, bool countsItself = false)
    {
        if (!Enum.IsDefined(kind) || (kind == LengthPrefixKind.None && countsItself))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only a length that is there can count itself.");
        }

        (Kind, CountsItself) = (kind, countsItself);
    }

    /// <summary>No length.</summary>
    public static LengthPrefix None => default;

    /// <summary>Two bytes, high byte first, not counting themselves: what most hosts use, and the default everywhere.</summary>
    public static LengthPrefix TwoBytes { get; } = new(LengthPrefixKind.Binary2);

    /// <summary>Every name that <see cref="Parse"/> takes.</summary>
    public static IReadOnlyList<string> KnownNames { get; } =
        [.. _shapes.Select(shape => shape.Name), .. _shapes.Where(shape => shape.Bytes > 0).Select(shape => shape.Name + SelfSuffix)];

    /// <summary>How it is written.</summary>
    public LengthPrefixKind Kind { get; }

    /// <summary>Whether its own bytes are counted.</summary>
    public bool CountsItself { get; }

    /// <summary>Bytes that the prefix takes: 0, 2, 3 or 4.</summary>
    public int Bytes => Form.Bytes;

    /// <summary>Longest frame it can count, in bytes, the prefix not among them.</summary>
    public int Most => Kind == LengthPrefixKind.None ? int.MaxValue : Form.Most - Own;

    /// <summary>What it is, for a sentence: "four ASCII digits that count themselves".</summary>
    internal string Words => CountsItself ? Form.Words + " that count themselves" : Form.Words;

    private int Own => CountsItself ? Form.Bytes : 0;

    private Shape Form => _shapes[(int)Kind];

    /// <summary>Reads a prefix from its name.</summary>
    /// <param name="name">For example <c>2-binary</c> or <c>4-ascii+self</c>.</param>
    /// <returns>The prefix.</returns>
    /// <exception cref="FormatException">There is no such prefix; the message lists those there are.</exception>
    public static LengthPrefix Parse(string name) => TryParse(name, out var prefix)
        ? prefix
        : throw new FormatException($"A length is one of {string.Join(", ", KnownNames)}.");

    /// <summary>Reads a prefix from its name.</summary>
    /// <param name="name">One of <see cref="KnownNames"/>.</param>
    /// <param name="prefix">The prefix; <see cref="None"/> when there is no such name.</param>
    /// <returns><see langword="false"/> when there is no such name.</returns>
    public static bool TryParse(string? name, out LengthPrefix prefix)
    {
        prefix = default;
        var self = name?.EndsWith(SelfSuffix, StringComparison.Ordinal) is true;
        var bare = self ? name![..^SelfSuffix.Length] : name;
        var kind = Array.FindIndex(_shapes, shape => shape.Name == bare);
        if (kind < 0 || (self && kind == (int)LengthPrefixKind.None))
        {
            return false;
        }

        prefix = new LengthPrefix((LengthPrefixKind)kind, self);
        return true;
    }

    /// <summary>Reads the length that begins a buffer.</summary>
    /// <param name="bytes">From the first byte of the prefix on; what stands behind the prefix is not looked at.</param>
    /// <param name="most">Longest frame that is served, in bytes.</param>
    /// <returns>The length, that more bytes are needed, or what is wrong.</returns>
    public LengthReading Read(ReadOnlySpan<byte> bytes, int most)
    {
        if (Kind == LengthPrefixKind.None)
        {
            return LengthReading.Refused(-1, "Without a length in front nothing says where a frame ends.");
        }

        if (bytes.Length < Bytes)
        {
            return LengthReading.NeedMore;
        }

        var number = LengthDigits.Read(Kind, bytes[..Bytes], out var fault);
        if (number < 0)
        {
            return LengthReading.Refused(-1, $"The length should be {Form.Words} and {fault}.");
        }

        if (number < Own)
        {
            return LengthReading.Refused(-1, $"The length says {number} and has to count its own {Own} bytes.");
        }

        var length = number - Own;
        return length > most
            ? LengthReading.Refused(length, $"A frame of {length} bytes is announced and at most {most} are allowed.")
            : LengthReading.Of(length);
    }

    /// <summary>Writes a length.</summary>
    /// <param name="target">At least <see cref="Bytes"/> long; the first of them are written.</param>
    /// <param name="length">Bytes of the frame, the prefix not counted: 0 to <see cref="Most"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prefix cannot count that many bytes.</exception>
    public void Write(Span<byte> target, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Most);
        LengthDigits.Write(Kind, target[..Bytes], length + Own);
    }

    /// <summary>The name in configuration and on the command line.</summary>
    /// <returns>For example <c>2-binary</c> or <c>4-ascii+self</c>.</returns>
    public override string ToString() => CountsItself ? Form.Name + SelfSuffix : Form.Name;

    private sealed record Shape(string Name, int Bytes, int Most, string Words);
}
