using System.Diagnostics;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Messages;

/// <summary>A message as it was read, or as it is to be written: a type and the elements that are present.</summary>
/// <remarks>
/// <para>
/// What was read stays where it is: the message knows where each element stands in the bytes it was read from, and decodes a value
/// when somebody asks for it. A message that is read into again and again (<see cref="MessageReader.Read(ReadOnlyMemory{byte}, IsoMessage)"/>)
/// therefore allocates nothing, and its values and spans are good until the next read or until the bytes are reused. Whatever
/// crosses to another thread has to be copied first, with <see cref="Copy"/> or as text.
/// </para>
/// <para>
/// Text elements are seen as characters: every byte of an ASCII, EBCDIC or unspecified text is one character (ISO 8859-1), so that
/// no byte is lost on the way through; GBK and UTF-8 elements show what they say, and their bytes are kept as they came.
/// </para>
/// <para>It prints safely: the type and the numbers of the elements, never a value. Not safe for use from several threads.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class IsoMessage
{
    private const int HighestPrimary = 64;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private Slot[] _slots = new Slot[HighestPrimary + 1];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private byte[] _frame = [];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private byte[] _store = [];

    private int _start;
    private int _stored;
    private ElementSet _present;

    /// <summary>Makes a message of type 0000 without elements, to be read into.</summary>
    public IsoMessage()
    {
    }

    /// <summary>Makes a message without elements.</summary>
    /// <param name="type">Its type.</param>
    public IsoMessage(MessageType type) => Type = type;

    /// <summary>The message type.</summary>
    public MessageType Type { get; set; }

    /// <summary>Which elements are present; the bitmap positions 1, 65 and 129 are not elements.</summary>
    public ElementSet Present => _present;

    /// <summary>Numbers of the elements that are present, ascending.</summary>
    public IEnumerable<int> Elements
    {
        get
        {
            var numbers = new List<int>(_present.Count);
            foreach (var element in _present)
            {
                numbers.Add(element);
            }

            return numbers;
        }
    }

    /// <summary>The dialect the message was read in; null when it was not read.</summary>
    internal Dialect? Dialect { get; private set; }

    /// <summary>Whether an element is present; an element of length zero is.</summary>
    /// <param name="element">Element number.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public bool Has(int element) => _present.Contains(element);

    /// <summary>An element's value as bytes.</summary>
    /// <param name="element">Element number.</param>
    /// <returns>
    /// Raw bytes of a binary element, characters of a text element (a digit is '0' to '9'); empty when absent. Good until the message
    /// is read into again, or the bytes it was read from are reused.
    /// </returns>
    public ReadOnlySpan<byte> Bytes(int element)
        => _present.Contains(element) ? Value(element, out _) : default;

    /// <summary>An element's value as text.</summary>
    /// <param name="element">Element number.</param>
    /// <returns>Digits or characters; upper-case hex for an element that was set or read as bytes; null when absent.</returns>
    public string? Text(int element)
    {
        if (!_present.Contains(element))
        {
            return null;
        }

        var value = Value(element, out var kind);
        return kind switch
        {
            StoredAs.Bytes => Convert.ToHexString(value),
            StoredAs.Unicode => Encoding.UTF8.GetString(value),
            _ => (WideText(element) ?? Encoding.Latin1).GetString(value),
        };
    }

    /// <summary>Sets an element to text.</summary>
    /// <param name="element">2 to 192, not 65 or 129.</param>
    /// <param name="value">Digits or characters; for an element that the dialect calls binary, hex.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such element exists.</exception>
    /// <remarks>Whether the element can carry the characters is found out when the message is written.</remarks>
    public IsoMessage Set(int element, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var isWide = value.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
        var encoding = isWide ? Encoding.UTF8 : Encoding.Latin1;
        Require(element);
        var room = Room(encoding.GetMaxByteCount(value.Length));
        Keep(element, encoding.GetBytes(value, room), isWide ? StoredAs.Unicode : StoredAs.Characters);
        return this;
    }

    /// <summary>Sets an element to bytes.</summary>
    /// <param name="element">2 to 192, not 65 or 129.</param>
    /// <param name="value">Raw bytes; for an element that the dialect calls text, its characters as bytes. Copied.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such element exists.</exception>
    public IsoMessage Set(int element, ReadOnlySpan<byte> value)
    {
        Require(element);
        value.CopyTo(Room(value.Length));
        Keep(element, value.Length, StoredAs.Bytes);
        return this;
    }

    /// <summary>Sets an element to characters that stand ready as bytes, one each, without making a string of them.</summary>
    /// <param name="element">2 to 192, not 65 or 129.</param>
    /// <param name="characters">Digits or characters of ISO 8859-1. Copied.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such element exists.</exception>
    public IsoMessage SetCharacters(int element, ReadOnlySpan<byte> characters)
    {
        Require(element);
        characters.CopyTo(Room(characters.Length));
        Keep(element, characters.Length, StoredAs.Characters);
        return this;
    }

    /// <summary>Removes an element; does nothing when it is absent.</summary>
    /// <param name="element">Element number.</param>
    /// <returns>This message.</returns>
    public IsoMessage Remove(int element)
    {
        if (_present.Contains(element))
        {
            _present = _present.Without(element);
        }

        return this;
    }

    /// <summary>Forgets every element and the bytes that were read, to start anew.</summary>
    /// <param name="type">The type of the next message.</param>
    /// <returns>This message.</returns>
    public IsoMessage Clear(MessageType type)
    {
        Begin(null, [], 0);
        Type = type;
        return this;
    }

    /// <summary>A message of its own with the same content, which outlives the bytes that this one was read from.</summary>
    /// <returns>The copy; it may go to another thread.</returns>
    public IsoMessage Copy()
    {
        var end = Math.Max(_headerEnd, _bitmapsEnd);
        foreach (var element in _present)
        {
            ref var slot = ref _slots[element];
            end = slot.IsRead ? Math.Max(end, slot.Value + slot.WireBytes) : end;
        }

        return new IsoMessage(Type)
        {
            Dialect = Dialect,
            _frame = end == 0 ? [] : _frame.AsSpan(_start, end).ToArray(),
            _store = _store.AsSpan(0, _stored).ToArray(),
            _stored = _stored,
            _slots = (Slot[])_slots.Clone(),
            _present = _present,
            _header = (byte[]?)_header?.Clone(),
            _headerEnd = _headerEnd,
            _announced = _announced,
            _bitmapsStart = _bitmapsStart,
            _bitmapsEnd = _bitmapsEnd,
            BitmapCount = BitmapCount,
            IsDamaged = IsDamaged,
        };
    }

    /// <summary>The type and the numbers of the elements, never a value: <c>0200 [3, 4, 11, 41]</c>.</summary>
    /// <returns>Text that is safe to print.</returns>
    public override string ToString() => $"{Type} [{_present}]";
}
