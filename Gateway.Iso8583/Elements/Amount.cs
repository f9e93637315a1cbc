using System.Globalization;

namespace Gateway.Iso8583.Elements;

/// <summary>An amount in minor units of its currency (element 4): 0 to 999 999 999 999.</summary>
public readonly record struct Amount : IComparable<Amount>
{
    /// <summary>The largest amount that twelve digits hold.</summary>
    public const long Max = 999_999_999_999;

    private const int FieldLength = 12;

    /// <summary>Makes an amount.</summary>
    /// <param name="minorUnits">0 to 999 999 999 999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is out of range.</exception>
    public Amount(long minorUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minorUnits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minorUnits, Max);
        MinorUnits = minorUnits;
    }

    /// <summary>The amount in minor units: 1250 is 12.50 where the currency has two decimals.</summary>
    public long MinorUnits { get; }

    /// <summary>Reads the twelve digits of an amount element.</summary>
    /// <param name="digits">Twelve characters '0' to '9'.</param>
    /// <param name="amount">The amount, or <c>default</c>.</param>
    /// <returns><see langword="false"/> when the text is not twelve digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> digits, out Amount amount)
    {
        amount = default;
        if (digits.Length != FieldLength || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        amount = new Amount(long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The twelve digits of an amount element.</summary>
    /// <returns>For example <c>000000001250</c>.</returns>
    public string ToField() => MinorUnits.ToString("D12", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(Amount other) => MinorUnits.CompareTo(other.MinorUnits);

    /// <summary>Whether one amount is below another.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The comparison of minor units.</returns>
    public static bool operator <(Amount left, Amount right) => left.MinorUnits < right.MinorUnits;

    /// <summary>Whether one amount is above another.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The comparison of minor units.</returns>
    public static bool operator >(Amount left, Amount right) => left.MinorUnits > right.MinorUnits;

    /// <summary>Whether one amount is at most another.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The comparison of minor units.</returns>
    public static bool operator <=(Amount left, Amount right) => left.MinorUnits <= right.MinorUnits;

    /// <summary>Whether one amount is at least another.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The comparison of minor units.</returns>
    public static bool operator >=(Amount left, Amount right) => left.MinorUnits >= right.MinorUnits;

    /// <summary>The minor units, without currency or decimal point.</summary>
    /// <returns>For example <c>1250</c>.</returns>
    public override string ToString() => MinorUnits.ToString(CultureInfo.InvariantCulture);
}
