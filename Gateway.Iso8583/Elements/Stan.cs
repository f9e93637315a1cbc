using System.Globalization;

namespace Gateway.Iso8583.Elements;

/// <summary>A system trace audit number (element 11): six digits that number a sender's messages.</summary>
/// <remarks>It returns to 1 after 999999, so it is unique only together with the sender and a batch or a date.</remarks>
public readonly record struct Stan
{
    /// <summary>The highest number, after which 1 follows.</summary>
    public const int Max = 999_999;

    private const int FieldLength = 6;

    /// <summary>Makes a number.</summary>
    /// <param name="value">0 to 999999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public Stan(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Max);
        Value = value;
    }

    /// <summary>The number, 0 to 999999.</summary>
    public int Value { get; }

    /// <summary>Reads the six digits of element 11.</summary>
    /// <param name="digits">Six characters '0' to '9'.</param>
    /// <param name="stan">The number, or <c>default</c>.</param>
    /// <returns><see langword="false"/> when the text is not six digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> digits, out Stan stan)
    {
        stan = default;
        if (digits.Length != FieldLength || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        stan = new Stan(int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The number that follows; 1 follows 999999.</summary>
    /// <returns>1 to 999999.</returns>
    public Stan Next() => new(Value == Max ? 1 : Value + 1);

    /// <summary>The six digits.</summary>
    /// <returns>For example <c>000123</c>.</returns>
    public override string ToString() => Value.ToString("D6", CultureInfo.InvariantCulture);
}
