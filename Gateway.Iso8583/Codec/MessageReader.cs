using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Reads messages of one dialect. Safe for use from any thread; it remembers which bitmaps come often, and nothing of a message.</summary>
/// <remarks>Strict: what this accepts, <see cref="MessageWriter"/> turns into the same bytes again.</remarks>
/// <param name="dialect">The dialect to read.</param>
/// <param name="checksParts">
/// Whether damage inside an element (a broken tag, a wrong part) refuses the message. A gateway that passes such elements on as they are
/// reads without: a chip's slip must not lose a reversal or an answer that says yes.
/// </param>
public sealed class MessageReader(Dialect dialect, bool checksParts = true)
{
    private static readonly ElementSet _all = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    private readonly ReadPlans _plans = new(dialect);

    /// <summary>Reads one message.</summary>
    /// <param name="body">From the message type to the last element: no length, TPDU or frame header.</param>
    /// <returns>The message; it holds a copy, so the bytes may be reused.</returns>
    /// <exception cref="IsoFormatException">The bytes are not one whole message of the dialect.</exception>
    public IsoMessage Read(ReadOnlySpan<byte> body)
    {
        var message = new IsoMessage();
        Read(body.ToArray(), 0, body.Length, message, _all);
        return message;
    }

    /// <summary>Reads one message into an object that is used again and again; nothing is copied and nothing allocated.</summary>
    /// <param name="body">From the message type to the last element. Must not change while the message is used.</param>
    /// <param name="into">Forgets what it held.</param>
    /// <exception cref="IsoFormatException">The bytes are not one whole message of the dialect; <paramref name="into"/> holds what was
    /// read before the damage.</exception>
    public void Read(ReadOnlyMemory<byte> body, IsoMessage into) => Read(body, into, _all);

    /// <summary>Reads what a router needs and no more: it stops behind the last element asked for.</summary>
    /// <param name="body">Begins with the message type; may be cut off behind the last element asked for.</param>
    /// <param name="into">Forgets what it held; afterwards it has those of the elements asked for that are present.</param>
    /// <param name="wanted">The elements asked for; what stands between them is stepped over unchecked.</param>
    /// <exception cref="IsoFormatException">The bytes are not the beginning of a message of the dialect.</exception>
    public void Read(ReadOnlyMemory<byte> body, IsoMessage into, ElementSet wanted)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (MemoryMarshal.TryGetArray(body, out var array))
        {
            Read(array.Array!, array.Offset, array.Count, into, wanted);
        }
        else
        {
            Read(body.ToArray(), 0, body.Length, into, wanted);
        }
    }

    private void Read(byte[] frame, int start, int length, IsoMessage into, in ElementSet wanted)
    {
        into.Begin(dialect, frame, start);
        var body = new ReadOnlySpan<byte>(frame, start, length);
        var offset = HeadReader.Read(dialect, body, into, out var announced);
        var isPartial = wanted != _all;
        ReadElements(body, ref offset, into, isPartial ? Until(announced, wanted) : announced, wanted);
        if (offset < length && !isPartial)
        {
            var last = announced.Highest > 0 ? announced.Highest : Bitmap.Position(into.BitmapCount);
            throw IsoFormatException.Of(
                new Damage(FormatError.TrailingBytes, "", offset, length - offset, "the end of the message"), last, into);
        }
    }

    private void ReadElements(ReadOnlySpan<byte> body, ref int offset, IsoMessage into, in ElementSet announced, in ElementSet wanted)
    {
        var first = wanted.First == ulong.MaxValue && _plans.Find(announced.First) is { } plan
            ? ReadPlanned(body, ref offset, into, plan)
            : ReadWord(body, ref offset, into, announced.First, wanted.First, 1, default);
        if ((announced.Second | announced.Third) != 0)
        {
            var found = new ElementSet(first, 0, 0);
            found = found with { Second = ReadWord(body, ref offset, into, announced.Second, wanted.Second, 65, found) };
            found = found with { Third = ReadWord(body, ref offset, into, announced.Third, wanted.Third, 129, found) };
        }
    }

    /// <summary>Reads the elements of a first bitmap that came before.</summary>
    /// <returns>All of them.</returns>
    private ulong ReadPlanned(ReadOnlySpan<byte> body, ref int offset, IsoMessage into, ReadPlan plan)
    {
        var layouts = dialect.Layouts;
        var slots = into.Slots;
        var found = 0UL;
        var at = offset;
        foreach (ref readonly var run in plan.Runs.AsSpan())
        {
            if (run.Check == QuickCheck.Full)
            {
                if (!TryReadOne(layouts[run.Element], body, ref at, ref slots[run.Element]))
                {
                    ReadWord(body, ref at, into, run.Bits, ulong.MaxValue, 1, new ElementSet(found, 0, 0));
                }
            }
            else if (run.Bytes <= body.Length - at && IsSound(run.Check, body.Slice(at, run.Bytes)))
            {
                ReadPlans.Note(run.Steps, at, slots);
                at += run.Bytes;
            }
            else
            {
                ReadWord(body, ref at, into, run.Bits, ulong.MaxValue, 1, new ElementSet(found, 0, 0));
            }

            found |= run.Bits;
        }

        offset = at;
        into.Has(new ElementSet(found, 0, 0));
        return found;
    }

    /// <summary>Reads one element when nothing is wrong with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadOne(in Layout layout, ReadOnlySpan<byte> body, ref int at, ref Slot slot)
    {
        var (value, wire, count) = (at, layout.FixedBytes, layout.MaxCount);
        if ((layout.Prefix != QuickPrefix.None && !Locator.TryMeasure(layout, body, ref value, out wire, out count))
            || wire > body.Length - value
            || (layout.IsSplit && checksParts)
            || (layout.Check != QuickCheck.None && !IsSound(layout, body.Slice(value, wire), count)))
        {
            return false;
        }

        slot.Start = at;
        slot.Value = value;
        slot.WireBytes = wire;
        slot.Count = count;
        slot.Stored = -1;
        at = value + wire;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSound(QuickCheck check, ReadOnlySpan<byte> bytes) => check switch
    {
        QuickCheck.Decimal => Digits.AreDecimal(bytes),
        QuickCheck.Packed => Digits.ArePacked(bytes),
        _ => true,
    };

    /// <summary>Reads the elements of one bitmap.</summary>
    /// <returns>Those that were wanted and found.</returns>
    private ulong ReadWord(ReadOnlySpan<byte> body, ref int offset, IsoMessage into, ulong bits, ulong wanted, int first, in ElementSet before)
    {
        var layouts = dialect.Layouts;
        var slots = into.Slots;
        var found = 0UL;
        var at = offset;
        while (bits != 0)
        {
            var index = BitOperations.LeadingZeroCount(bits);
            var bit = ElementSet.FirstBit >> index;
            bits ^= bit;
            var element = first + index;
            ref readonly var layout = ref layouts[element];
            var (value, wire, count) = (at, layout.FixedBytes, layout.MaxCount);
            if ((layout.Prefix != QuickPrefix.None && !Locator.TryMeasure(layout, body, ref value, out wire, out count))
                || wire > body.Length - value)
            {
                Keep(into, before, found, first);
                throw Lost(body, at, element, into);
            }

            if ((wanted & bit) != 0)
            {
                ref var slot = ref slots[element];
                slot.Start = at;
                slot.Value = value;
                slot.WireBytes = wire;
                slot.Count = count;
                slot.Stored = -1;
                if (layout.Check != QuickCheck.None && !IsSound(layout, body.Slice(value, wire), count))
                {
                    Keep(into, before, found, first);
                    Examine(layout, body.Slice(value, wire), value, count, element, into);
                }

                if (layout.IsSplit && checksParts)
                {
                    Keep(into, before, found, first);
                    ExamineParts(layout, value, wire, element, into);
                }

                found |= bit;
            }

            at = value + wire;
        }

        offset = at;
        Keep(into, before, found, first);
        return found;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IsoFormatException Lost(ReadOnlySpan<byte> body, int at, int element, IsoMessage into)
    {
        ref readonly var layout = ref dialect.Layout(element);
        var damage = layout.Spec is null
            ? new Damage(FormatError.UnknownElement, "", at, 0, $"no such element in {dialect.Name}")
            : Locator.Explain(layout, body, at);
        return IsoFormatException.Of(damage, element, into);
    }

    private static void ExamineParts(in Layout layout, int offset, int wireBytes, int element, IsoMessage into)
    {
        var value = into.Value(element, out _);
        if (PartCheck.Find(layout.Inside!, value) is { } inside)
        {
            var onWire = PartCheck.OnTheWire(layout, inside, wireBytes, value.Length);
            throw IsoFormatException.Of(onWire with { Offset = onWire.Offset + offset }, element, into);
        }
    }

    private static void Keep(IsoMessage into, in ElementSet before, ulong found, int first) => into.Has(first switch
    {
        1 => before with { First = before.First | found },
        65 => before with { Second = found },
        _ => before with { Third = found },
    });

    /// <summary>The checks that settle nearly every element at once; what they do not settle is examined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSound(in Layout layout, ReadOnlySpan<byte> value, int count) => layout.Check switch
    {
        QuickCheck.Decimal => Digits.AreDecimal(value),
        QuickCheck.Packed => Digits.ArePacked(value) && IsFilled(layout, value, count),
        QuickCheck.PackedTrack => IsFilled(layout, value, count),
        QuickCheck.Track => Digits.AreTrack(value),
        QuickCheck.Hex => Digits.AreHex(value),
        _ => ValueCheck.Find(layout, value, count) is null,
    };

    // Where no nibble may fill, an odd count never gets here: such rows are checked in full.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFilled(in Layout layout, ReadOnlySpan<byte> value, int count)
        => count % 2 == 0 || ((layout.AcceptedFill >> (layout.IsFilledLeft ? value[0] >> 4 : value[^1] & 0x0F)) & 1) != 0;

    private static void Examine(in Layout layout, ReadOnlySpan<byte> wire, int offset, int count, int element, IsoMessage into)
    {
        if (ValueCheck.Find(layout, wire, count) is { } damage)
        {
            throw IsoFormatException.Of(damage with { Offset = damage.Offset + offset }, element, into);
        }
    }

    /// <summary>What is announced up to the last element that is wanted; nothing behind it has to be walked over.</summary>
    private static ElementSet Until(in ElementSet announced, in ElementSet wanted)
    {
        var third = announced.Third & UpToLast(announced.Third & wanted.Third);
        var second = announced.Second & (third != 0 ? ulong.MaxValue : UpToLast(announced.Second & wanted.Second));
        var first = announced.First & ((second | third) != 0 ? ulong.MaxValue : UpToLast(announced.First & wanted.First));
        return new ElementSet(first, second, third);
    }

    // The lowest bit is the last element; it and all above it.
    private static ulong UpToLast(ulong bits) => bits == 0 ? 0 : ulong.MaxValue << BitOperations.TrailingZeroCount(bits);
}
