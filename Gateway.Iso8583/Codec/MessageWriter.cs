using System.Buffers.Binary;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Writes messages of one dialect. Stateless and safe for use from any thread.</summary>
/// <param name="dialect">The dialect to write.</param>
public sealed class MessageWriter(Dialect dialect)
{
    /// <summary>Writes one message.</summary>
    /// <param name="message">The message; it must not change meanwhile.</param>
    /// <returns>From the message type to the last element: no length, TPDU or header.</returns>
    /// <exception cref="ArgumentException">
    /// A value does not fit its element, or the dialect has no such element: our own mistake. The text names the element and
    /// never the value.
    /// </exception>
    /// <remarks>Nothing is cut or filled: a fixed element takes a value of exactly its length.</remarks>
    public byte[] Write(IsoMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var typeBytes = dialect.TypeForm == ElementForm.Bcd ? 2 : 4;
        var (primary, secondary, valueBytes) = Measure(message);
        var bitmapBytes = dialect.BitmapForm == ElementForm.Hex ? 16 : 8;
        var hasSecondary = secondary != 0;
        var bytes = new byte[typeBytes + (hasSecondary ? 2 * bitmapBytes : bitmapBytes) + valueBytes];
        var rest = bytes.AsSpan();

        WriteNumber(rest[..typeBytes], message.Type.Value, dialect.TypeForm);
        rest = rest[typeBytes..];
        WriteBitmap(rest[..bitmapBytes], hasSecondary ? primary | (1UL << 63) : primary);
        rest = rest[bitmapBytes..];
        if (hasSecondary)
        {
            WriteBitmap(rest[..bitmapBytes], secondary);
            rest = rest[bitmapBytes..];
        }

        for (var element = 2; element < message.Limit; element++)
        {
            ref readonly var value = ref message.Value(element);
            if (value.IsPresent)
            {
                var spec = dialect.Element(element)!;
                var count = ValueWriter.Count(spec, value);
                var lengthBytes = LengthBytes.Of(dialect.LengthForm, spec.Length);
                WriteNumber(rest[..lengthBytes], count, dialect.LengthForm);
                rest = rest[lengthBytes..];
                ValueWriter.Write(spec, value, rest[..spec.WireBytes(count)]);
                rest = rest[spec.WireBytes(count)..];
            }
        }

        return bytes;
    }

    private (ulong Primary, ulong Secondary, int Bytes) Measure(IsoMessage message)
    {
        var primary = 0UL;
        var secondary = 0UL;
        var bytes = 0;
        for (var element = 2; element < message.Limit; element++)
        {
            ref readonly var value = ref message.Value(element);
            if (!value.IsPresent)
            {
                continue;
            }

            var spec = dialect.Element(element)
                ?? throw new ArgumentException($"Dialect {dialect.Name} has no element {element}.", nameof(message));
            bytes += LengthBytes.Of(dialect.LengthForm, spec.Length) + spec.WireBytes(ValueWriter.Count(spec, value));
            if (element <= 64)
            {
                primary |= 1UL << (64 - element);
            }
            else
            {
                secondary |= 1UL << (128 - element);
            }
        }

        return (primary, secondary, bytes);
    }

    private void WriteBitmap(Span<byte> target, ulong bits)
    {
        if (dialect.BitmapForm != ElementForm.Hex)
        {
            BinaryPrimitives.WriteUInt64BigEndian(target, bits);
            return;
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, bits);
        Digits.ToHex(bytes, target);
    }

    /// <summary>Writes a number that is known to fit, so that it fills the target with leading zeros.</summary>
    private static void WriteNumber(Span<byte> target, int number, ElementForm form)
    {
        for (var i = target.Length - 1; i >= 0; i--)
        {
            if (form == ElementForm.Bcd)
            {
                target[i] = (byte)((number % 10) | ((number / 10 % 10) << 4));
                number /= 100;
            }
            else
            {
                target[i] = (byte)('0' + (number % 10));
                number /= 10;
            }
        }
    }
}
