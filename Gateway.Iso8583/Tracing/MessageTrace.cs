using System.Globalization;
using System.Text;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Tracing;

/// <summary>Describes a message for a log or a screen without card, PIN, chip or key data.</summary>
/// <remarks>
/// An allow-list: a value stands there only when the dialect says so for its element, and a part only when it says so for the part. A
/// new element is hidden until somebody decides otherwise; a value that holds a hidden part is hidden with it; and what cannot be
/// masked with certainty is not shown at all. Of a message that was read only in part, sizes are all that is shown: a wrong bit in a bitmap
/// puts a card number where nobody expects it.
/// </remarks>
public static class MessageTrace
{
    internal const string Unknown = "(not in this dialect)";

    /// <summary>Describes a message, one line an element and below it one line a part.</summary>
    /// <param name="message">The message, whole or partly read.</param>
    /// <param name="dialect">Says which values may be shown.</param>
    /// <returns>Several lines, the last one not ended.</returns>
    public static string Describe(IsoMessage message, Dialect dialect) => Describe(message, dialect, Showing.Masked);

    /// <summary>Describes a message, one line an element and below it one line a part.</summary>
    /// <param name="message">The message, whole or partly read.</param>
    /// <param name="dialect">Names the elements, and says which values may be shown.</param>
    /// <param name="showing">Whether the values that may not be shown are shown all the same.</param>
    /// <returns>Several lines, the last one not ended.</returns>
    public static string Describe(IsoMessage message, Dialect dialect, Showing showing)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(dialect);
        var text = new StringBuilder();
        text.Append(message.Type);
        foreach (var element in message.Present)
        {
            var spec = dialect.Element(element);
            text.Append('\n').Append(CultureInfo.InvariantCulture, $"{element,5}  {spec?.Name ?? Unknown}: ");
            text.Append(TraceValue.Of(message, element, spec, showing));
            var parts = message.IsDamaged && showing == Showing.Masked ? null : TraceValue.Parts(message, element, spec);
            Describe(text, element.ToString(CultureInfo.InvariantCulture), parts, showing, depth: 1);
        }

        return text.ToString();
    }

    /// <summary>What a trace shows of one element: the value, a masked card number, or <c>(8 bytes)</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="element">Element number.</param>
    /// <param name="dialect">Says what may be shown.</param>
    /// <returns>One line; null when the element is absent.</returns>
    public static string? Value(IsoMessage message, int element, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(dialect);
        return message.Has(element) ? TraceValue.Of(message, element, dialect.Element(element), Showing.Masked) : null;
    }

    private static void Describe(StringBuilder text, string path, Composite? parts, Showing showing, int depth)
    {
        if (parts is null)
        {
            return;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var inside = PartPath(path, part.Key, seen);
            text.Append('\n').Append(' ', 5 + (2 * depth)).Append(inside).Append("  ").Append(part.Spec?.Name ?? Unknown).Append(": ");
            text.Append(TraceValue.Of(part, showing));
            Describe(text, inside, part.Inside, showing, depth + 1);
        }
    }

    /// <summary>The path of a part, with its number among those of its key from the second on.</summary>
    internal static string PartPath(string path, string key, Dictionary<string, int> seen)
    {
        var nth = seen[key] = seen.GetValueOrDefault(key) + 1;
        var shown = TraceValue.Printable(key, isWide: false);
        return nth == 1 ? $"{path}.{shown}" : string.Create(CultureInfo.InvariantCulture, $"{path}.{shown}[{nth}]");
    }
}
