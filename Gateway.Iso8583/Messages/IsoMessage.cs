using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Gateway.Iso8583.Messages;

/// <summary>A message as it was read, or as it is to be written: a type and the elements that are present.</summary>
/// <remarks>
/// <para>
/// Text elements hold their wire characters, one byte each, seen as ISO 8859-1: every byte 00 to FF is one character, so no
/// byte of any national encoding is lost on the way through. Text in GBK is turned into readable text by whoever shows it,
/// with <c>gbk.GetString(message.Bytes(n))</c>; to send it, pass the encoded bytes to <see cref="Set(int, ReadOnlySpan{byte})"/>.
/// </para>
/// <para>It prints safely: the type and the numbers of the elements, never a value. Not safe for use from several threads.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class IsoMessage
{
    private const int HighestPrimary = 64;
    private const int HighestElement = 128;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private ElementValue[] _values = new ElementValue[HighestPrimary + 1];

    /// <summary>Makes a message without elements.</summary>
    /// <param name="type">Its type.</param>
    public IsoMessage(MessageType type) => Type = type;

    /// <summary>The message type.</summary>
    public MessageType Type { get; }

    /// <summary>Numbers of the elements that are present, ascending; the bitmap positions 1 and 65 are not elements.</summary>
    public IEnumerable<int> Elements
    {
        get
        {
            for (var element = 2; element < _values.Length; element++)
            {
                if (_values[element].IsPresent)
                {
                    yield return element;
                }
            }
        }
    }

    /// <summary>One more than the highest element number there is room for.</summary>
    internal int Limit => _values.Length;

    /// <summary>Whether an element is present; an element of length zero is.</summary>
    /// <param name="element">Element number.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public bool Has(int element) => Value(element).IsPresent;

    /// <summary>An element's value as text.</summary>
    /// <param name="element">Element number.</param>
    /// <returns>Digits or characters; upper-case hex for an element that was set or read as bytes; null when absent.</returns>
    public string? Text(int element)
    {
        ref readonly var value = ref Value(element);
        return value.IsPresent ? value.Text() : null;
    }

    /// <summary>An element's value as bytes.</summary>
    /// <param name="element">Element number.</param>
    /// <returns>Raw bytes of a binary element, characters of a text element (a digit is '0' to '9'); empty when absent.</returns>
    public ReadOnlySpan<byte> Bytes(int element) => Value(element).Span;

    /// <summary>Sets an element to text.</summary>
    /// <param name="element">2 to 128, not 65.</param>
    /// <param name="value">Digits or characters up to U+00FF; for an element that the dialect calls binary, hex.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ArgumentException">A character is above U+00FF: encode such text yourself and set the bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such element exists.</exception>
    public IsoMessage Set(int element, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            throw new ArgumentException($"Element {element} holds a character above U+00FF, which one byte cannot carry.", nameof(value));
        }

        Put(element, new ElementValue(Encoding.Latin1.GetBytes(value), 0, value.Length, isBinary: false));
        return this;
    }

    /// <summary>Sets an element to bytes.</summary>
    /// <param name="element">2 to 128, not 65.</param>
    /// <param name="value">Raw bytes; for an element that the dialect calls text, its wire characters. Copied.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such element exists.</exception>
    public IsoMessage Set(int element, ReadOnlySpan<byte> value)
    {
        Put(element, new ElementValue(value.ToArray(), 0, value.Length, isBinary: true));
        return this;
    }

    /// <summary>Removes an element; does nothing when it is absent.</summary>
    /// <param name="element">Element number.</param>
    /// <returns>This message.</returns>
    public IsoMessage Remove(int element)
    {
        if ((uint)element < (uint)_values.Length)
        {
            _values[element] = default;
        }

        return this;
    }

    /// <summary>The type and the numbers of the elements, never a value: <c>0200 [3, 4, 11, 41]</c>.</summary>
    /// <returns>Text that is safe to print.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Type} [{string.Join(", ", Elements)}]");

    /// <summary>Puts a value whose bytes this message may keep.</summary>
    internal void Put(int element, ElementValue value)
    {
        if (element is < 2 or 65 or > HighestElement)
        {
            throw new ArgumentOutOfRangeException(nameof(element), element, "An element number is 2 to 128 and not 65.");
        }

        if (element >= _values.Length)
        {
            Array.Resize(ref _values, HighestElement + 1);
        }

        _values[element] = value;
    }

    /// <summary>The value of an element, an absent one when there is none.</summary>
    internal ref readonly ElementValue Value(int element)
        => ref _values[(uint)element < (uint)_values.Length ? element : 0];
}
