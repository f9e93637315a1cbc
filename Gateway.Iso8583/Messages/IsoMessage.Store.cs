using System.Runtime.CompilerServices;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Messages;

/// <content>Where the values are: in the bytes that were read, or in the message's own store.</content>
public sealed partial class IsoMessage
{
    private const int FirstStoreBytes = 256;

    private byte[]? _header;
    private ElementSet _announced;
    private int _headerEnd;
    private int _bitmapsStart;
    private int _bitmapsEnd;

    /// <summary>What stands in front of the message type in a dialect that has a header there; empty when none.</summary>
    public ReadOnlySpan<byte> Header => _header;

    /// <summary>Sets what stands in front of the message type; only a dialect with a header writes it.</summary>
    /// <param name="header">Its characters or bytes. Copied.</param>
    /// <returns>This message.</returns>
    public IsoMessage SetHeader(ReadOnlySpan<byte> header)
    {
        _header = header.ToArray();
        _headerEnd = 0;
        return this;
    }

    /// <summary>Where an element stands in the body that was read.</summary>
    /// <param name="element">Element number.</param>
    /// <param name="offset">Where it begins, its length included; counted as <see cref="IsoFormatException.Offset"/> is.</param>
    /// <param name="length">Bytes from there to its end.</param>
    /// <returns><see langword="false"/> when it was not read or has been set since.</returns>
    public bool TryFind(int element, out int offset, out int length)
    {
        var isRead = _present.Contains(element) && _slots[element].IsRead;
        (offset, length) = isRead
            ? (_slots[element].Start, _slots[element].Value + _slots[element].WireBytes - _slots[element].Start)
            : (0, 0);
        return isRead;
    }

    /// <summary>Forgets everything and takes the bytes that are read next.</summary>
    internal void Begin(Dialect? dialect, byte[] frame, int start)
    {
        Dialect = dialect;
        Type = default;
        _frame = frame;
        _start = start;
        _stored = 0;
        _present = default;
        _header = null;
        _headerEnd = 0;
        _announced = default;
        (_bitmapsStart, _bitmapsEnd) = (0, 0);
        BitmapCount = 1;
        IsDamaged = false;
        if (dialect is not null && _slots.Length <= dialect.Highest)
        {
            _slots = new Slot[dialect.Highest + 1];
        }
    }

    /// <summary>Where elements are noted while the message is read; at least as many as the dialect has.</summary>
    internal Span<Slot> Slots => _slots;

    /// <summary>Says which elements have been found so far.</summary>
    internal void Has(ElementSet present) => _present = present;

    /// <summary>Notes the header that was read and where it ended.</summary>
    internal void FoundHeader(ReadOnlySpan<byte> value, int end)
    {
        SetHeader(value);
        _headerEnd = end;
    }

    /// <summary>Notes where the bitmaps were read and what they announced.</summary>
    internal void FoundBitmaps(int start, int end, in ElementSet announced)
        => (_bitmapsStart, _bitmapsEnd, _announced) = (start, end, announced);

    /// <summary>The header as it was read; empty when it was not read or has been set since.</summary>
    internal ReadOnlySpan<byte> ReadHeader => Body(0, _headerEnd);

    /// <summary>Bitmaps in hex as they were read; empty when they were not, or when they would announce something else now.</summary>
    internal ReadOnlySpan<byte> ReadBitmaps => _announced == _present ? Body(_bitmapsStart, _bitmapsEnd - _bitmapsStart) : default;

    /// <summary>
    /// Whether reading broke off. One wrong bit in a bitmap shifts everything behind it, so a card number may stand in any element that
    /// was read before the damage showed: nothing of it is fit to be seen.
    /// </summary>
    internal bool IsDamaged { get; set; }

    /// <summary>How many bitmaps were read; written again even if the last one has no bit.</summary>
    internal int BitmapCount { get; set; } = 1;

    /// <summary>The slot of an element that is present.</summary>
    internal ref readonly Slot At(int element) => ref _slots[element];

    /// <summary>Bytes of the body that was read.</summary>
    internal ReadOnlySpan<byte> Body(int offset, int length) => _frame.AsSpan(_start + offset, length);

    /// <summary>The value of an element that is present, decoded now if it has not been.</summary>
    internal ReadOnlySpan<byte> Value(int element, out StoredAs kind)
    {
        ref var slot = ref _slots[element];
        if (slot.Stored >= 0 || !slot.IsRead)
        {
            kind = slot.Kind;
            return _store.AsSpan(slot.Stored, slot.StoredBytes);
        }

        ref readonly var layout = ref Dialect!.Layout(element);
        if (layout.Write != QuickWrite.None)
        {
            kind = layout.Write == QuickWrite.Raw ? StoredAs.Bytes : StoredAs.Characters;
            return layout.Write == QuickWrite.Packed ? Unpack(layout.IsFilledLeft, ref slot) : Body(slot.Value, slot.WireBytes);
        }

        return Decode(layout, ref slot, out kind);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<byte> Decode(in Layout layout, ref Slot slot, out StoredAs kind)
    {
        var spec = layout.Spec!;
        kind = spec.Content == ElementContent.Binary ? StoredAs.Bytes : StoredAs.Characters;
        var wire = Body(slot.Value, slot.WireBytes);
        if (ValueDecoder.IsPlain(spec))
        {
            return spec.Filler == PadSide.None ? wire : ValueDecoder.Trim(spec, wire);
        }

        var room = Room(2 * wire.Length);
        slot.StoredBytes = ValueDecoder.Decode(layout, wire, slot.Count, room);
        slot.Kind = kind;
        slot.Stored = _stored;
        _stored += slot.StoredBytes;
        return room[..slot.StoredBytes];
    }

    private ReadOnlySpan<byte> Unpack(bool isFilledLeft, ref Slot slot)
    {
        var digits = Room(slot.Count)[..slot.Count];
        Digits.Unpack(Body(slot.Value, slot.WireBytes), isFilledLeft && (slot.Count & 1) != 0, digits);
        (slot.Stored, slot.StoredBytes, slot.Kind) = (_stored, slot.Count, StoredAs.Characters);
        _stored += slot.Count;
        return digits;
    }

    /// <summary>The encoding in which an element that was read, and not set since, stands in several bytes a character.</summary>
    internal Encoding? WideText(int element)
        => _slots[element].IsRead && Dialect?.Element(element) is { } spec ? CodePages.WideText(spec.Form) : null;

    private Span<byte> Room(int bytes)
    {
        if (_store.Length - _stored < bytes)
        {
            // Spans handed out before keep the old array alive; they stay what they were.
            Array.Resize(ref _store, Math.Max(FirstStoreBytes, Math.Max(2 * _store.Length, _stored + bytes)));
        }

        return _store.AsSpan(_stored, bytes);
    }

    private void Keep(int element, int bytes, StoredAs kind)
    {
        if (element >= _slots.Length)
        {
            Array.Resize(ref _slots, (element <= 128 ? 128 : 192) + 1);
        }

        ref var slot = ref _slots[element];
        slot.Start = -1;
        slot.Stored = _stored;
        slot.StoredBytes = bytes;
        slot.Kind = kind;
        _stored += bytes;
        ElementSet.Add(ref _present, element);
    }

    private static void Require(int element)
    {
        if (element is < 2 or 65 or 129 or > 192)
        {
            throw new ArgumentOutOfRangeException(nameof(element), element, "An element number is 2 to 192 and not 65 or 129.");
        }
    }
}
