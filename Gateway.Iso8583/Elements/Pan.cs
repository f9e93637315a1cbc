using System.Diagnostics;

namespace Gateway.Iso8583.Elements;

/// <summary>A primary account number (element 2): 12 to 19 decimal digits.</summary>
/// <remarks>
/// It prints masked, so that doing nothing is safe; the digits are behind <see cref="Reveal"/>, a name that a review can
/// search for. Source: ISO 8583:1987 element 2, ISO/IEC 7812-1; PCI DSS 3.4.1 for the mask.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Pan
{
    /// <summary>Fewest digits accepted.</summary>
    public const int MinLength = 12;

    /// <summary>Most digits accepted.</summary>
    public const int MaxLength = 19;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _digits;

    private Pan(string digits) => _digits = digits;

    /// <summary>Reads a PAN from its digits.</summary>
    /// <param name="digits">12 to 19 characters '0' to '9', without separators.</param>
    /// <param name="pan">The PAN, or <c>default</c>.</param>
    /// <returns><see langword="false"/> when the length is out of range or a character is not a digit.</returns>
    /// <remarks>The check digit is not verified: whether to insist on it is a decision for elsewhere.</remarks>
    public static bool TryParse(ReadOnlySpan<char> digits, out Pan pan)
    {
        var fits = digits.Length is >= MinLength and <= MaxLength && !digits.ContainsAnyExceptInRange('0', '9');
        pan = fits ? new Pan(digits.ToString()) : default;
        return fits;
    }

    /// <summary>All digits, in clear: every caller is a place where card data leaves its wrapping.</summary>
    /// <returns>12 to 19 digits.</returns>
    /// <exception cref="InvalidOperationException">The value is <c>default</c> and holds no PAN.</exception>
    public string Reveal() => _digits ?? throw new InvalidOperationException("No PAN is held here.");

    /// <summary>First six and last four digits, the rest as '*'.</summary>
    /// <returns>Text that is safe to print.</returns>
    public override string ToString()
        => _digits is null
            ? "(no PAN)"
            : string.Concat(_digits.AsSpan(0, 6), new string('*', _digits.Length - 10), _digits.AsSpan(_digits.Length - 4));
}
