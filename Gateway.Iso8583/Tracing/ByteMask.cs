using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Elements;

namespace Gateway.Iso8583.Tracing;

/// <summary>Hex of bytes on the wire, with what may not be shown as dots.</summary>
internal static class ByteMask
{
    private const char Dot = '·';
    private const int PanFront = 6;
    private const int PanBack = 4;

    /// <summary>All of it.</summary>
    internal static string Clear(ReadOnlySpan<byte> wire) => Convert.ToHexString(wire);

    /// <summary>Nothing but how much there is.</summary>
    internal static string Hidden(int bytes) => new(Dot, 2 * bytes);

    /// <summary>As much as a rule allows.</summary>
    /// <param name="rule">The rule, with the parts of the value considered.</param>
    /// <param name="layout">The row.</param>
    /// <param name="value">The value, encoded as the row says.</param>
    /// <param name="count">What its length counted.</param>
    /// <param name="wire">The bytes that are shown: the value, or what stands for it where its container has another form.</param>
    internal static string Of(TraceRule rule, in Layout layout, ReadOnlySpan<byte> value, int count, ReadOnlySpan<byte> wire)
    {
        if (rule == TraceRule.Hidden || layout.Spec is not { } spec)
        {
            return Hidden(wire.Length);
        }

        var decoded = new byte[2 * value.Length];
        var text = Encoding.Latin1.GetString(decoded, 0, ValueDecoder.Decode(layout, value, count, decoded));
        if (rule == TraceRule.Clear)
        {
            return spec.Content == ElementContent.Binary || TraceValue.IsMadeOf(spec, text) ? Clear(wire) : Hidden(wire.Length);
        }

        return Pan.TryParse(text, out _) && wire.Length == value.Length ? Digits(spec, wire, text.Length) : Hidden(wire.Length);
    }

    /// <summary>The first six and last four digits of a card number, where they stand.</summary>
    private static string Digits(ElementSpec spec, ReadOnlySpan<byte> wire, int digits)
    {
        var isPacked = spec.Form == ElementForm.Bcd;
        var width = isPacked ? 1 : 2;
        var first = isPacked && digits % 2 == 1 && spec.Pad == PadSide.Left ? 1 : 0;
        if (spec.Filler != PadSide.None || first + (width * digits) > 2 * wire.Length)
        {
            return Hidden(wire.Length);
        }

        var shown = Clear(wire).ToCharArray();
        for (var digit = PanFront; digit < digits - PanBack; digit++)
        {
            shown.AsSpan(first + (width * digit), width).Fill(Dot);
        }

        return new string(shown);
    }
}
