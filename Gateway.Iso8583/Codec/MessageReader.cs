using System.Buffers.Binary;
using System.Numerics;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Reads messages of one dialect. Stateless and safe for use from any thread.</summary>
/// <remarks>
/// Strict: what this accepts, <see cref="MessageWriter"/> turns into the same bytes again. Only ASCII dialects leave liberties
/// that are written in one way: hex in lower case, 'D' in a track, a second bitmap without a bit.
/// </remarks>
/// <param name="dialect">The dialect to read.</param>
public sealed class MessageReader(Dialect dialect)
{
    private const ulong FirstBit = 1UL << 63;

    /// <summary>Reads one message.</summary>
    /// <param name="body">From the message type to the last element: no length, TPDU or header.</param>
    /// <returns>The message; it holds copies, so the bytes may be reused.</returns>
    /// <exception cref="IsoFormatException">The bytes are not one whole message of the dialect.</exception>
    public IsoMessage Read(ReadOnlySpan<byte> body)
    {
        // A BCD byte becomes two characters and nothing else grows; the dialect's own total bounds what a hostile body can ask for.
        var cursor = new MessageCursor(body, Math.Min(2 * body.Length, dialect.MaxValueBytes));
        cursor.Begin(ReadType(ref cursor));
        var primary = ReadBitmap(ref cursor, 1);
        var secondary = 0UL;
        if ((primary & FirstBit) != 0)
        {
            if (!dialect.HasSecondary)
            {
                const string expected = "bit 1 to be 0: this dialect has one bitmap";
                throw cursor.Damage(FormatError.BitmapNotAllowed, 1, cursor.Offset - BitmapBytes, BitmapBytes, expected);
            }

            secondary = ReadBitmap(ref cursor, 65);
            if ((secondary & FirstBit) != 0)
            {
                const string expected = "bit 65 to be 0: there is no third bitmap";
                throw cursor.Damage(FormatError.BitmapNotAllowed, 65, cursor.Offset - BitmapBytes, BitmapBytes, expected);
            }
        }

        ReadElements(ref cursor, primary & ~FirstBit, 1);
        ReadElements(ref cursor, secondary, 65);
        if (cursor.Left > 0)
        {
            throw cursor.Damage(FormatError.TrailingBytes, Last(cursor.Message), cursor.Offset, cursor.Left, "the end of the message");
        }

        return cursor.Message;
    }

    private int BitmapBytes => dialect.BitmapForm == ElementForm.Hex ? 16 : 8;

    private MessageType ReadType(ref MessageCursor cursor)
    {
        Span<byte> digits = stackalloc byte[4];
        if (dialect.TypeForm == ElementForm.Bcd)
        {
            if (!Digits.TryUnpack(cursor.Take(2, 0), skipFirst: false, digits))
            {
                throw cursor.Damage(FormatError.BadMessageType, 0, 0, 2, "four decimal digits");
            }
        }
        else
        {
            cursor.Take(4, 0).CopyTo(digits);
            if (!Digits.AreDecimal(digits))
            {
                throw cursor.Damage(FormatError.BadMessageType, 0, 0, 4, "four decimal digits");
            }
        }

        return MessageType.FromValue(Number(digits));
    }

    private ulong ReadBitmap(ref MessageCursor cursor, int element)
    {
        var taken = cursor.Take(BitmapBytes, element);
        if (dialect.BitmapForm != ElementForm.Hex)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(taken);
        }

        Span<byte> bytes = stackalloc byte[8];
        return Digits.TryFromHex(taken, bytes)
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes)
            : throw cursor.Damage(FormatError.BadBitmap, element, cursor.Offset - BitmapBytes, BitmapBytes, "16 hex characters");
    }

    private void ReadElements(ref MessageCursor cursor, ulong bits, int first)
    {
        while (bits != 0)
        {
            var index = BitOperations.LeadingZeroCount(bits);
            bits &= ~(FirstBit >> index);
            var element = first + index;
            var spec = dialect.Element(element)
                ?? throw cursor.Damage(FormatError.UnknownElement, element, cursor.Offset, 0, $"no such element in {dialect.Name}");
            var count = spec.Length == LengthKind.Fixed ? spec.MaxCount : ReadLength(ref cursor, spec);
            ValueReader.Read(ref cursor, spec, count);
        }
    }

    private int ReadLength(ref MessageCursor cursor, ElementSpec spec)
    {
        var offset = cursor.Offset;
        var size = LengthBytes.Of(dialect.LengthForm, spec.Length);
        var taken = cursor.Take(size, spec.Number);
        Span<byte> digits = stackalloc byte[4];
        digits = digits[..(dialect.LengthForm == ElementForm.Bcd ? 2 * size : size)];
        var isDecimal = dialect.LengthForm == ElementForm.Bcd
            ? Digits.TryUnpack(taken, skipFirst: false, digits)
            : taken.TryCopyTo(digits) && Digits.AreDecimal(digits);
        if (!isDecimal)
        {
            throw cursor.Damage(FormatError.BadLength, spec.Number, offset, size, "a length in decimal digits");
        }

        var count = Number(digits);
        return count <= spec.MaxCount
            ? count
            : throw cursor.Damage(FormatError.TooLong, spec.Number, offset, size, $"at most {spec.MaxCount} {spec.Unit}");
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static int Last(IsoMessage message)
    {
        var last = 1;
        foreach (var element in message.Elements)
        {
            last = element;
        }

        return last;
    }
}
