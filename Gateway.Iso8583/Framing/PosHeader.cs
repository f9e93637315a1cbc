using System.Globalization;

namespace Gateway.Iso8583.Framing;

/// <summary>The six-byte message header of UnionPay terminals: twelve decimal digits.</summary>
/// <remarks>
/// Digits 0-1 application class, 2-3 software version, 4 terminal status, 5 processing requirement, 6-11 sub-version.
/// No MAC covers the header. Source: Q/CUP 009 family, as independent public implementations agree on it.
/// </remarks>
public readonly record struct PosHeader
{
    /// <summary>Bytes that a header takes.</summary>
    public const int Bytes = 6;

    private const int DigitCount = 12;
    private const int RequirementIndex = 5;

    // Twelve nibbles, the first digit in the highest.
    private readonly ulong _packed;

    private PosHeader(ulong packed) => _packed = packed;

    /// <summary>Application class, digits 0 and 1; 60 for payment.</summary>
    public string ApplicationClass => ToString()[..2];

    /// <summary>Software version, digits 2 and 3, for example <c>31</c>; unknown versions are no reason to refuse.</summary>
    public string SoftwareVersion => ToString()[2..4];

    /// <summary>Terminal status, digit 4: 0 normal, 1 test or training.</summary>
    public int TerminalStatus => Digit(4);

    /// <summary>What the host asks of the terminal, digit 5: 0 nothing, 1 load parameters, 3 sign on again, …</summary>
    public int ProcessingRequirement => Digit(RequirementIndex);

    /// <summary>Software sub-version, digits 6 to 11.</summary>
    public string SoftwareSubversion => ToString()[6..];

    /// <summary>Reads a header from its twelve digits.</summary>
    /// <param name="digits">For example <c>603100311201</c>.</param>
    /// <returns>The header.</returns>
    /// <exception cref="FormatException">The text is not twelve decimal digits.</exception>
    public static PosHeader Parse(string digits)
        => TryParse(digits, out var header) ? header : throw new FormatException("A header is twelve decimal digits.");

    /// <summary>Reads a header from its twelve digits.</summary>
    /// <param name="digits">For example <c>603100311201</c>.</param>
    /// <param name="header">The header, or <c>default</c>.</param>
    /// <returns><see langword="false"/> when the text is not twelve decimal digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> digits, out PosHeader header)
    {
        header = default;
        if (digits.Length != DigitCount || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var packed = 0UL;
        foreach (var digit in digits)
        {
            packed = (packed << 4) | (uint)(digit - '0');
        }

        header = new PosHeader(packed);
        return true;
    }

    /// <summary>The same header with another processing requirement.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <returns>The header for the answer.</returns>
    public PosHeader WithRequirement(int digit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digit, 9);
        const int shift = 4 * (DigitCount - 1 - RequirementIndex);
        return new PosHeader((_packed & ~(0xFUL << shift)) | ((ulong)digit << shift));
    }

    /// <summary>The twelve digits.</summary>
    /// <returns>For example <c>603100311201</c>.</returns>
    public override string ToString() => _packed.ToString("X12", CultureInfo.InvariantCulture);

    internal static bool TryRead(ReadOnlySpan<byte> bytes, out PosHeader header)
    {
        var packed = 0UL;
        var isDecimal = true;
        foreach (var value in bytes[..Bytes])
        {
            isDecimal &= value >> 4 <= 9 && (value & 0x0F) <= 9;
            packed = (packed << 8) | value;
        }

        header = isDecimal ? new PosHeader(packed) : default;
        return isDecimal;
    }

    internal void Write(Span<byte> target)
    {
        for (var i = 0; i < Bytes; i++)
        {
            target[i] = (byte)(_packed >> (8 * (Bytes - 1 - i)));
        }
    }

    private int Digit(int index) => (int)(_packed >> (4 * (DigitCount - 1 - index))) & 0x0F;
}
