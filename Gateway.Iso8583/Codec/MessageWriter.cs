using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Writes messages of one dialect. Stateless and safe for use from any thread.</summary>
/// <remarks>
/// Nothing is cut or filled unless the dialect says so: a fixed element takes a value of exactly its length. What was read in the same
/// dialect and not set since is copied as it came, byte for byte: elements, the header, and bitmaps that announce the same elements.
/// </remarks>
/// <param name="dialect">The dialect to write.</param>
/// <param name="checksParts">Whether an element that is damaged inside is refused; see <see cref="MessageReader"/>.</param>
public sealed class MessageWriter(Dialect dialect, bool checksParts = true)
{
    /// <summary>Writes one message.</summary>
    /// <param name="message">The message; it must not change meanwhile.</param>
    /// <returns>From the message type to the last element: no length, TPDU or frame header.</returns>
    /// <exception cref="IsoValueException">A value does not fit its element, or the dialect has no such element. The text names the
    /// element and never the value.</exception>
    public byte[] Write(IsoMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var bytes = new byte[Measure(message)];
        Write(message, bytes);
        return bytes;
    }

    /// <summary>Bytes that a message takes.</summary>
    /// <param name="message">The message.</param>
    /// <returns>From the message type to the last element.</returns>
    /// <exception cref="IsoValueException">A value does not fit its element, or the dialect has no such element.</exception>
    public int Measure(IsoMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var bytes = HeadWriter.Measure(dialect, message);
        var isOwn = ReferenceEquals(message.Dialect, dialect);
        foreach (var element in message.Present)
        {
            ref readonly var slot = ref message.At(element);
            bytes += isOwn && slot.IsRead ? slot.Value + slot.WireBytes - slot.Start : MeasureValue(message, element);
        }

        return bytes;
    }

    /// <summary>Writes one message into a buffer of the caller's; nothing is allocated.</summary>
    /// <param name="message">The message; it must not change meanwhile.</param>
    /// <param name="target">Where to write; <see cref="Measure"/> says how much room is needed.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="IsoValueException">A value does not fit its element, or the dialect has no such element.</exception>
    /// <exception cref="ArgumentException">The target is too small.</exception>
    public int Write(IsoMessage message, Span<byte> target)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WriteElements(message, target, HeadWriter.Write(dialect, message, target));
    }

    private int WriteElements(IsoMessage message, Span<byte> target, int at)
    {
        var isOwn = ReferenceEquals(message.Dialect, dialect);

        // Elements that stood side by side and were not touched are copied together.
        var (runStart, runEnd) = (0, 0);
        foreach (var element in message.Present)
        {
            ref readonly var slot = ref message.At(element);
            if (isOwn && slot.IsRead)
            {
                if (slot.Start != runEnd)
                {
                    at += Copy(message, target, at, runStart, runEnd);
                    runStart = slot.Start;
                }

                runEnd = slot.Value + slot.WireBytes;
                continue;
            }

            at += Copy(message, target, at, runStart, runEnd);
            (runStart, runEnd) = (0, 0);
            at += WriteValue(message, element, target[at..]);
        }

        return at + Copy(message, target, at, runStart, runEnd);
    }

    private static int Copy(IsoMessage message, Span<byte> target, int at, int start, int end)
    {
        var length = end - start;
        if (length > 0)
        {
            RequireRoom(target, at + length);
            message.Body(start, length).CopyTo(target[at..]);
        }

        return length;
    }

    private int MeasureValue(IsoMessage message, int element)
    {
        ref readonly var layout = ref Layout(element);
        var value = Value(message, element, layout.Spec!, out var kind);
        return layout.LengthBytes + Counts.WireBytes(layout.Rule, ValueEncoder.Count(layout, value, kind));
    }

    private int WriteValue(IsoMessage message, int element, Span<byte> target)
    {
        ref readonly var layout = ref Layout(element);
        var value = Value(message, element, layout.Spec!, out var kind);
        return Write(layout, value, kind, target, checksParts);
    }

    /// <summary>Writes one value with the length in front of it.</summary>
    internal static int Write(in Layout layout, ReadOnlySpan<byte> value, StoredAs kind, Span<byte> target, bool checksParts = true)
        => !(layout.IsSplit && checksParts) && QuickWriter.TryWrite(layout, value, kind, target) is >= 0 and var written
            ? written
            : WriteWithCare(layout, value, kind, target, checksParts);

    private static int WriteWithCare(in Layout layout, ReadOnlySpan<byte> value, StoredAs kind, Span<byte> target, bool checksParts)
    {
        var count = ValueEncoder.Count(layout, value, kind);
        var wire = Counts.WireBytes(layout.Rule, count);
        RequireRoom(target, layout.LengthBytes + wire);
        if (layout.LengthBytes != 0)
        {
            LengthField.TryWrite(target[..layout.LengthBytes], ValueEncoder.Prefix(layout, count), layout.LengthForm);
        }

        var written = target.Slice(layout.LengthBytes, wire);
        ValueEncoder.Write(layout, value, kind, written);
        if (layout.IsSplit && checksParts && PartCheck.FindIn(layout, written, count) is { } damage)
        {
            throw new IsoValueException(damage.Error, $"{layout.Key}.{damage.Path}".TrimEnd('.'), $"it needs {damage.Expected} inside");
        }

        return layout.LengthBytes + wire;
    }

    /// <summary>A value that was read in another dialect's encoding of several bytes a character is text, not bytes, for any other such encoding.</summary>
    private static ReadOnlySpan<byte> Value(IsoMessage message, int element, ElementSpec spec, out StoredAs kind)
    {
        var value = message.Value(element, out kind);
        if (message.WideText(element) is not { } source || kind != StoredAs.Characters)
        {
            return value;
        }

        kind = StoredAs.Bytes;
        if (CodePages.WideText(spec.Form) is not { } wanted || wanted == source)
        {
            return value;
        }

        kind = StoredAs.Unicode;
        return System.Text.Encoding.UTF8.GetBytes(source.GetString(value));
    }

    private ref readonly Layout Layout(int element)
    {
        ref readonly var layout = ref dialect.Layout(element);
        if (layout.Spec is null)
        {
            throw new IsoValueException(
                FormatError.UnknownElement,
                element.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"dialect {dialect.Name} has no element {element}");
        }

        return ref layout;
    }

    internal static void RequireRoom(Span<byte> target, int bytes)
    {
        if (target.Length < bytes)
        {
            throw new ArgumentException("The target is too small for the message.", nameof(target));
        }
    }
}
