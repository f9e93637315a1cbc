using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Makes the messages that prove findings, with the codec itself.</summary>
internal static class ProofBench
{
    /// <summary>Longest message that is shown, in bytes; longer ones prove nothing more and fill screens.</summary>
    internal const int MostBytes = 512;

    private static readonly MessageType _type = MessageType.Parse("0800");

    /// <summary>Message type and bitmaps of a message with one element, announced whether the dialect has it or not.</summary>
    internal static byte[] Front(Dialect dialect, int element)
    {
        var empty = new IsoMessage(_type);
        if (dialect.HeaderSpec is { } header)
        {
            empty.SetHeader(SampleValue.Of(header));
        }

        var front = new MessageWriter(dialect).Write(empty)[..^Bitmap.Bytes(dialect.BitmapForm)];
        var bits = default(ElementSet).With(element);
        return element switch
        {
            <= 64 => [.. front, .. Map(bits.First, dialect.BitmapForm)],
            <= 128 => [.. front, .. Map(ElementSet.FirstBit, dialect.BitmapForm), .. Map(bits.Second, dialect.SecondaryForm)],
            _ => [.. front, .. Map(ElementSet.FirstBit, dialect.BitmapForm), .. Map(ElementSet.FirstBit, dialect.SecondaryForm), .. Map(bits.Third, dialect.SecondaryForm)],
        };
    }

    /// <summary>An element or part with its length, and its tag where it has one, as a row writes it.</summary>
    /// <exception cref="IsoValueException">The value does not fit the row.</exception>
    internal static byte[] Alone(LintSpot spot, ElementSpec row, byte[] value)
    {
        if (spot.IsTagged)
        {
            var kind = new Structure(spot.Within!.Kind, [row])
            {
                Size = spot.Within.Size,
                Form = spot.Within.Form,
                Length = spot.Within.Length,
                LengthForm = spot.Within.LengthForm,
            };
            return Put(new Composite(kind), row, value).ToBytes();
        }

        var layout = new Layout(row);
        var bytes = new byte[layout.LengthBytes + Counts.WireBytes(layout.Rule, ValueEncoder.Count(layout, value, SampleValue.KindOf(row)))];
        MessageWriter.Write(layout, value, SampleValue.KindOf(row), bytes);
        return bytes;
    }

    /// <summary>A message with this value and nothing else; where none can be made around a part, the part alone.</summary>
    /// <exception cref="IsoValueException">The value does not fit the row.</exception>
    internal static byte[] Message(LintSpot spot, byte[] value)
        => spot.Container is null ? Wrap(spot, Alone(spot, spot.Spec, value)) : Around(spot, value) ?? Alone(spot, spot.Spec, value);

    /// <summary>A message around bytes that stand for an element; a part stays alone.</summary>
    internal static byte[] Wrap(LintSpot spot, byte[] element)
    {
        if (spot.Container is not null)
        {
            return element;
        }

        if (!spot.IsHeader)
        {
            return [.. Front(spot.Dialect, spot.Spec.Number), .. element];
        }

        var front = Front(spot.Dialect, 11);
        return [.. element, .. front[Alone(spot, spot.Spec, SampleValue.Of(spot.Spec)).Length..]];
    }

    /// <summary>The message of a value as hex; none when the value does not fit or the message is too long to show.</summary>
    internal static IReadOnlyList<string> Hex(LintSpot spot, params byte[][] values)
        => [.. values.Select(value => Try(() => Message(spot, value))).OfType<byte[]>().Where(bytes => bytes.Length <= MostBytes).Select(Convert.ToHexString)];

    /// <summary>Why the codec does not write a value; null when it does.</summary>
    internal static string? Refusal(LintSpot spot, byte[] value)
    {
        try
        {
            Alone(spot, spot.Spec, value);
            return null;
        }
        catch (IsoValueException refused)
        {
            return refused.Expected;
        }
    }

    /// <summary>Bytes, or null when the codec does not write them.</summary>
    internal static byte[]? Try(Func<byte[]> write)
    {
        try
        {
            return write();
        }
        catch (IsoValueException)
        {
            return null;
        }
    }

    private static byte[]? Around(LintSpot spot, byte[] value) => Try(() =>
    {
        var parts = new Composite(spot.Within!);
        foreach (var part in spot.Within!.Kind == StructureKind.Positional ? spot.Within.Parts : [])
        {
            Put(parts, part, SampleValue.Of(part));
        }

        var message = Message(spot.Container!, Put(parts, spot.Spec, value).ToBytes());
        return message;
    });

    // A text that is set as bytes would count as such in encodings of several bytes a character.
    private static Composite Put(Composite parts, ElementSpec row, byte[] value)
        => row.Content == ElementContent.Binary ? parts.Set(row.Key, value) : parts.Set(row.Key, System.Text.Encoding.Latin1.GetString(value));

    private static byte[] Map(ulong bits, ElementForm form)
    {
        var bytes = new byte[Bitmap.Bytes(form)];
        Bitmap.Write(bytes, bits, form);
        return bytes;
    }
}
