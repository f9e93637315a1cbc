using System.Globalization;
using System.Text;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Elements;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Tracing;

/// <summary>Describes a message for a log or a screen without card, PIN, chip or key data.</summary>
/// <remarks>
/// An allow-list: a value stands there only when the dialect says so for its element. A new element is hidden until somebody
/// decides otherwise, and what cannot be masked with certainty is not shown at all.
/// </remarks>
public static class MessageTrace
{
    /// <summary>Describes a message, one line an element.</summary>
    /// <param name="message">The message, whole or partly read.</param>
    /// <param name="dialect">Says which values may be shown.</param>
    /// <returns>Several lines, the last one not ended.</returns>
    public static string Describe(IsoMessage message, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(dialect);
        var text = new StringBuilder();
        text.Append(message.Type);
        foreach (var element in message.Elements)
        {
            var spec = dialect.Element(element);
            text.Append('\n').Append(CultureInfo.InvariantCulture, $"{element,5}  {spec?.Name ?? "(not in this dialect)"}: ");
            text.Append(Value(message, element, spec?.Trace ?? TraceRule.Hidden));
        }

        return text.ToString();
    }

    private static string Value(IsoMessage message, int element, TraceRule rule)
    {
        // Bytes set where the dialect wants text would print as hex, a form that nobody decided about.
        message.Value(element, out var kind);
        if (kind == StoredAs.Characters)
        {
            switch (rule)
            {
                case TraceRule.Clear:
                    return Printable(message.Text(element)!);
                case TraceRule.Pan when Pan.TryParse(message.Text(element), out var pan):
                    return pan.ToString();
                default:
                    break;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"({message.Bytes(element).Length} bytes)");
    }

    /// <summary>The text with everything but printable ASCII as '.', so that a peer cannot forge lines or colours in a log.</summary>
    private static string Printable(string text)
        => string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source[i] is >= ' ' and <= '~' ? source[i] : '.';
            }
        });
}
