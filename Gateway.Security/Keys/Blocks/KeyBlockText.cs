using System.Buffers;
using System.Globalization;

namespace Gateway.Security.Keys.Blocks;

/// <summary>Reads fields of a key block; what is wrong is said with the field's name and offset, never with its value.</summary>
internal static class KeyBlockText
{
    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789ABCDEF");

    internal static KeyException Fault(string field, int offset, string problem)
        => new(string.Create(CultureInfo.InvariantCulture, $"The key block's {field} at offset {offset} {problem}."));

    internal static string Alphanumeric(string text, int at, int characters, string field)
    {
        var value = Take(text, at, characters, field);
        return IsAlphanumeric(value) ? value.ToString() : throw Fault(field, at, "is not made of letters and digits");
    }

    internal static int Decimal(string text, int at, int characters, string field)
    {
        var value = Take(text, at, characters, field);
        return value.ContainsAnyExceptInRange('0', '9')
            ? throw Fault(field, at, $"is not {characters} decimal digits")
            : int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Upper-case digits only: one key block has one spelling.</summary>
    internal static int Hexadecimal(string text, int at, int characters, string field)
    {
        var value = Take(text, at, characters, field);
        return value.ContainsAnyExcept(_hexadecimal)
            ? throw Fault(field, at, $"is not {characters} hexadecimal digits in upper case")
            : int.Parse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    internal static void Bytes(string text, int at, Span<byte> bytes, string field)
    {
        var value = Take(text, at, 2 * bytes.Length, field);
        if (value.ContainsAnyExcept(_hexadecimal) || Convert.FromHexString(value, bytes, out _, out _) != OperationStatus.Done)
        {
            throw Fault(field, at, "is not hexadecimal in upper case");
        }
    }

    internal static bool IsAlphanumeric(ReadOnlySpan<char> value)
    {
        foreach (var character in value)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool IsPrintable(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange(' ', '~');

    private static ReadOnlySpan<char> Take(string text, int at, int characters, string field)
        => at + characters <= text.Length
            ? text.AsSpan(at, characters)
            : throw Fault(field, at, "is cut off by the end of the text");
}
