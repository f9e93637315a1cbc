using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Tracing;

/// <summary>Lays a ruler along the bytes of a frame: what stands where, how long it is, and as much of it as may be shown.</summary>
/// <remarks>
/// Lengths, tags, TPDU, header, message type and bitmaps stand in clear, values as the dialect allows; of a card number the first six
/// and last four digits. Where a message is damaged, neither the damaged bytes nor any behind them are shown.
/// </remarks>
public static class ByteRuler
{
    /// <summary>Measures a frame.</summary>
    /// <param name="frame">The whole frame, its length in front included if the format has one.</param>
    /// <param name="format">What stands in front of the message.</param>
    /// <param name="message">What was read from it, by <see cref="MessageReader"/>; on damage this is <see cref="IsoFormatException.Partial"/>.</param>
    /// <param name="damage">Where the message is damaged; null when it is not.</param>
    /// <param name="showing">How much is shown.</param>
    /// <returns>Lines in the order of the bytes; those that are no headings cover every byte exactly once.</returns>
    /// <exception cref="ArgumentException">The message was not read.</exception>
    public static IReadOnlyList<RulerLine> Measure(
        ReadOnlySpan<byte> frame, FrameFormat format, IsoMessage message, IsoFormatException? damage = null, Showing showing = Showing.Masked)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(message);
        var dialect = message.Dialect ?? throw new ArgumentException("The message was not read.", nameof(message));
        var ruler = new FrameRuler(frame.ToArray(), showing);
        ruler.Clear("", "length", format.Length.Bytes);
        ruler.Clear("", "TPDU", format.Tpdu ? Tpdu.Bytes : 0);
        ruler.Clear("", "header", format.HeaderBytes);
        ruler.Body(dialect, message, damage?.Offset ?? int.MaxValue);
        if (damage is not null)
        {
            ruler.Damage(damage);
        }

        ruler.Hide("", "not read");
        return ruler.Lines;
    }

    /// <summary>Draws a ruler as text.</summary>
    /// <param name="lines">What <see cref="Measure"/> gave.</param>
    /// <returns>One line each, long values on several; the last one not ended.</returns>
    public static string Draw(IReadOnlyList<RulerLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return RulerText.Draw(lines);
    }
}
