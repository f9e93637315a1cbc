using System.Buffers;
using System.Globalization;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Elements;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Tracing;

/// <summary>Decides what may be shown of one value, and puts it into words.</summary>
internal static class TraceValue
{
    private static readonly SearchValues<char> _hex = SearchValues.Create("0123456789ABCDEFabcdef");

    /// <summary>What may be shown of an element, its parts considered: one hidden part hides the value that holds it.</summary>
    internal static TraceRule Rule(IsoMessage message, int element, ElementSpec? spec)
    {
        if (message.IsDamaged)
        {
            return TraceRule.Hidden;
        }

        message.Value(element, out var kind);
        var rule = Rule(spec, kind);
        return rule == TraceRule.Clear && spec!.Inside is not null && !IsClear(Parts(message, element, spec)) ? TraceRule.Hidden : rule;
    }

    /// <summary>What may be shown of a part, its own parts considered.</summary>
    internal static TraceRule Rule(Part part)
    {
        var rule = Rule(part.Spec, part.Kind);
        return rule == TraceRule.Clear && part.Structure is not null && !IsClear(part.Inside) ? TraceRule.Hidden : rule;
    }

    /// <summary>The parts of an element, whether it was read or set; null when there are none to show.</summary>
    internal static Composite? Parts(IsoMessage message, int element, ElementSpec? spec)
    {
        if (spec?.Inside is not { } structure)
        {
            return null;
        }

        var value = message.Value(element, out var kind);
        if (spec.Content == ElementContent.Binary && kind == StoredAs.Characters)
        {
            return Digits.AreHex(value) && value.Length % 2 == 0 && Composite.TryRead(structure, Convert.FromHexString(Encoding.Latin1.GetString(value)), out var set)
                ? set
                : null;
        }

        var isDivisible = kind == (spec.Content == ElementContent.Binary ? StoredAs.Bytes : StoredAs.Characters);
        return isDivisible && Composite.TryRead(structure, value, out var parts) ? parts : null;
    }

    /// <summary>The words for an element.</summary>
    internal static string Of(IsoMessage message, int element, ElementSpec? spec, Showing showing)
    {
        var rule = showing == Showing.Everything ? TraceRule.Clear : Rule(message, element, spec);
        var value = message.Value(element, out var kind);
        var size = spec?.Content == ElementContent.Binary && kind == StoredAs.Characters ? value.Length / 2 : value.Length;
        return rule == TraceRule.Hidden ? Size(size) : Words(spec, rule, kind, message.Text(element)!, size, showing);
    }

    /// <summary>The words for a part.</summary>
    internal static string Of(Part part, Showing showing)
        => Words(part.Spec, showing == Showing.Everything ? TraceRule.Clear : Rule(part), part.Kind, part.Text, part.Bytes.Length, showing);

    /// <summary>Whether characters are what the row says: what is not may be anything, and then nothing of it is shown.</summary>
    internal static bool IsMadeOf(ElementSpec? spec, ReadOnlySpan<char> text) => spec?.Content switch
    {
        ElementContent.Numeric => !text.ContainsAnyExceptInRange('0', '9'),
        ElementContent.SignedNumeric => text is ['C' or 'D', ..] && !text[1..].ContainsAnyExceptInRange('0', '9'),
        ElementContent.Hexadecimal or ElementContent.Binary => !text.ContainsAnyExcept(_hex),
        _ => true,
    };

    /// <summary>The text without anything that could forge a line, a colour or a direction in a log.</summary>
    internal static string Printable(string text, bool isWide)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isSafe = rune.IsAscii ? rune.Value is >= ' ' and <= '~' : isWide && IsPrinted(rune);
            shown.Append(isSafe ? rune.ToString() : ".");
        }

        return shown.ToString();
    }

    private static TraceRule Rule(ElementSpec? spec, StoredAs kind)
    {
        // Bytes where the dialect wants text would print as hex, a form that nobody decided about.
        var isUndecided = kind == StoredAs.Bytes && spec?.Content != ElementContent.Binary;
        return spec is null || isUndecided ? TraceRule.Hidden : spec.Trace;
    }

    private static bool IsClear(Composite? parts) => parts is not null && parts.All(part => Rule(part) == TraceRule.Clear);

    private static string Words(ElementSpec? spec, TraceRule rule, StoredAs kind, string text, int size, Showing showing)
    {
        if (showing == Showing.Masked && (rule == TraceRule.Hidden || !IsMadeOf(spec, text)))
        {
            return Size(size);
        }

        if (rule == TraceRule.Pan)
        {
            return Pan.TryParse(text, out var pan) ? pan.ToString() : Size(size);
        }

        return Printable(text, kind == StoredAs.Unicode || spec?.Form is ElementForm.Gbk or ElementForm.Utf8);
    }

    private static string Size(int bytes) => string.Create(CultureInfo.InvariantCulture, $"({bytes} bytes)");

    private static bool IsPrinted(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
