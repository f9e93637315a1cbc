using System.Buffers.Binary;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Writes what stands in front of the elements; what was read and still holds is copied as it came.</summary>
internal static class HeadWriter
{
    /// <summary>Bytes that header, message type and bitmaps take.</summary>
    internal static int Measure(Dialect dialect, IsoMessage message)
        => HeaderBytes(dialect, message) + TypeBytes(dialect) + BitmapBytes(dialect, BitmapCount(dialect, message));

    /// <summary>Writes header, message type and bitmaps.</summary>
    /// <returns>Where the elements begin.</returns>
    internal static int Write(Dialect dialect, IsoMessage message, Span<byte> target)
    {
        var at = WriteHeader(dialect, message, target);
        var bitmaps = BitmapCount(dialect, message);
        var end = at + TypeBytes(dialect) + BitmapBytes(dialect, bitmaps);
        MessageWriter.RequireRoom(target, end);
        WriteType(dialect, message.Type, target.Slice(at, TypeBytes(dialect)));
        WriteBitmaps(dialect, message, bitmaps, target[(at + TypeBytes(dialect))..]);
        return end;
    }

    private static int TypeBytes(Dialect dialect) => dialect.TypeForm == ElementForm.Bcd ? 2 : 4;

    private static int HeaderBytes(Dialect dialect, IsoMessage message)
    {
        if (dialect.Header.Spec is null)
        {
            return 0;
        }

        return ReferenceEquals(message.Dialect, dialect) && message.ReadHeader is { IsEmpty: false } read
            ? read.Length
            : dialect.Header.LengthBytes
                + Counts.WireBytes(dialect.Header.Rule, ValueEncoder.Count(dialect.Header, message.Header, StoredAs.Bytes));
    }

    private static int WriteHeader(Dialect dialect, IsoMessage message, Span<byte> target)
    {
        if (dialect.Header.Spec is null)
        {
            return 0;
        }

        if (!ReferenceEquals(message.Dialect, dialect) || message.ReadHeader is not { IsEmpty: false } read)
        {
            return MessageWriter.Write(dialect.Header, message.Header, StoredAs.Bytes, target);
        }

        MessageWriter.RequireRoom(target, read.Length);
        read.CopyTo(target);
        return read.Length;
    }

    private static void WriteType(Dialect dialect, MessageType type, Span<byte> target)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, type.Characters);
        var isRight = type.Value >= 0 || (dialect.HasFreeType && (dialect.TypeForm != ElementForm.Bcd || Digits.AreHex(four)));
        if (!isRight)
        {
            throw new IsoValueException(FormatError.BadMessageType, "0", "the message type is not four digits");
        }

        switch (dialect.TypeForm)
        {
            case ElementForm.Bcd:
                Digits.TryPack(four, skipFirst: false, 15, 0, target);
                break;
            case ElementForm.Ascii:
                four.CopyTo(target);
                break;
            default:
                CodePages.Ebcdic(dialect.TypeForm).FromLatin(four, target);
                break;
        }
    }

    // An element beyond the last bitmap is refused by name when its row is looked for.
    private static int BitmapCount(Dialect dialect, IsoMessage message)
    {
        var needed = message.Present.Third != 0 ? 3 : message.Present.Second != 0 ? 2 : 1;
        var read = ReferenceEquals(message.Dialect, dialect) ? message.BitmapCount : 1;
        return Math.Min(Math.Max(needed, read), dialect.HasTertiary ? 3 : dialect.HasSecondary ? 2 : 1);
    }

    private static int BitmapBytes(Dialect dialect, int count)
        => Bitmap.Bytes(dialect.BitmapForm) + ((count - 1) * Bitmap.Bytes(dialect.SecondaryForm));

    private static void WriteBitmaps(Dialect dialect, IsoMessage message, int count, Span<byte> target)
    {
        if (ReferenceEquals(message.Dialect, dialect) && message.ReadBitmaps is { IsEmpty: false } read)
        {
            read.CopyTo(target);
            return;
        }

        var present = message.Present;
        var size = Bitmap.Bytes(dialect.BitmapForm);
        Bitmap.Write(target[..size], count > 1 ? present.First | ElementSet.FirstBit : present.First, dialect.BitmapForm);
        var next = Bitmap.Bytes(dialect.SecondaryForm);
        if (count > 1)
        {
            var second = count > 2 ? present.Second | ElementSet.FirstBit : present.Second;
            Bitmap.Write(target.Slice(size, next), second, dialect.SecondaryForm);
        }

        if (count > 2)
        {
            Bitmap.Write(target.Slice(size + next, next), present.Third, dialect.SecondaryForm);
        }
    }
}
