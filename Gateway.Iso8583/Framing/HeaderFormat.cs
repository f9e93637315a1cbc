using System.Globalization;

namespace Gateway.Iso8583.Framing;

/// <summary>The header between the TPDU and the message: none, the six bytes of UnionPay terminals, or bytes of somebody's own.</summary>
/// <remarks>
/// A header of one's own is kept byte for byte and goes back in the answer as it came. Its text forms are <c>none</c>,
/// <c>unionpay</c>, <c>fixed-12</c> (twelve bytes, whatever they are) and <c>fixed:49534F</c> (exactly these, in hex).
/// </remarks>
public sealed class HeaderFormat : IEquatable<HeaderFormat>
{
    /// <summary>Most bytes of a header of one's own, 64: the longest in public use has 22.</summary>
    public const int MostBytes = 64;

    private const string AnyPrefix = "fixed-";
    private const string ExactPrefix = "fixed:";

    private readonly string _text;
    private readonly byte[] _expected;

    private HeaderFormat(string text, int bytes, byte[] expected) => (_text, Bytes, _expected) = (text, bytes, expected);

    /// <summary>The message follows at once.</summary>
    public static HeaderFormat None { get; } = new("none", 0, []);

    /// <summary>Six bytes, twelve decimal digits: see <see cref="PosHeader"/>.</summary>
    public static HeaderFormat UnionPay { get; } = new("unionpay", PosHeader.Bytes, []);

    /// <summary>Bytes that it takes, 0 to 64.</summary>
    public int Bytes { get; }

    /// <summary>Whether it is a header of somebody's own.</summary>
    public bool IsCustom => Bytes > 0 && !IsUnionPay;

    /// <summary>The bytes that it has to be; empty when any will do.</summary>
    public ReadOnlySpan<byte> Expected => _expected;

    internal bool IsUnionPay => ReferenceEquals(this, UnionPay);

    /// <summary>A header of so many bytes, whatever they are.</summary>
    /// <param name="bytes">1 to 64.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 64.</exception>
    public static HeaderFormat AnyOf(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, MostBytes);
        return new HeaderFormat(string.Create(CultureInfo.InvariantCulture, $"{AnyPrefix}{bytes}"), bytes, []);
    }

    /// <summary>A header that is always the same.</summary>
    /// <param name="expected">1 to 64 bytes.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 64.</exception>
    public static HeaderFormat Exactly(ReadOnlySpan<byte> expected)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expected.Length, 1, nameof(expected));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expected.Length, MostBytes, nameof(expected));
        return new HeaderFormat(ExactPrefix + Convert.ToHexString(expected), expected.Length, expected.ToArray());
    }

    /// <summary>Reads a format from its text.</summary>
    /// <param name="text"><c>none</c>, <c>unionpay</c>, <c>fixed-N</c> or <c>fixed:HEX</c>.</param>
    /// <returns>The format.</returns>
    /// <exception cref="FormatException">It is none of these; the message lists them.</exception>
    public static HeaderFormat Parse(string text) => TryParse(text, out var format)
        ? format
        : throw new FormatException("A header is none, unionpay, fixed-N with N from 1 to 64, or fixed: and 1 to 64 bytes in hex.");

    /// <summary>Reads a format from its text.</summary>
    /// <param name="text"><c>none</c>, <c>unionpay</c>, <c>fixed-N</c> or <c>fixed:HEX</c>.</param>
    /// <param name="format">The format; <see cref="None"/> when the text is none.</param>
    /// <returns><see langword="false"/> when the text is none of these.</returns>
    public static bool TryParse(string? text, out HeaderFormat format)
    {
        format = None;
        switch (text)
        {
            case "none": return true;
            case "unionpay": format = UnionPay; return true;
            case null: return false;
        }

        if (text.StartsWith(AnyPrefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(AnyPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && bytes is >= 1 and <= MostBytes)
        {
            format = AnyOf(bytes);
            return true;
        }

        var hex = text.StartsWith(ExactPrefix, StringComparison.Ordinal) ? text.AsSpan(ExactPrefix.Length) : [];
        if (hex.Length is < 2 or > 2 * MostBytes || hex.Length % 2 != 0 || !IsHex(hex))
        {
            return false;
        }

        format = Exactly(Convert.FromHexString(hex));
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(HeaderFormat? other) => other is not null && other._text == _text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HeaderFormat);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that <see cref="Parse"/> takes.</summary>
    /// <returns>For example <c>unionpay</c> or <c>fixed-12</c>.</returns>
    public override string ToString() => _text;

    /// <summary>Whether these bytes are such a header, and why not.</summary>
    internal bool Accepts(ReadOnlySpan<byte> bytes, out PosHeader header, out string fault)
    {
        (header, fault) = (default, string.Empty);
        if (IsUnionPay && !PosHeader.TryRead(bytes, out header))
        {
            fault = "The header is not twelve decimal digits.";
        }
        else if (_expected.Length > 0 && !bytes[..Bytes].SequenceEqual(_expected))
        {
            fault = $"The header is not the {Bytes} bytes that are expected.";
        }

        return fault.Length == 0;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var one in text)
        {
            if (!char.IsAsciiHexDigit(one))
            {
                return false;
            }
        }

        return true;
    }
}
