using System.Text;

namespace Gateway.Iso8583.Messages;

/// <summary>One element's value: a stretch of bytes, and whether they are characters or raw bytes.</summary>
/// <remarks>Many values of one message share a buffer, so that reading a message costs one allocation and not one an element.</remarks>
internal readonly struct ElementValue
{
    private readonly byte[]? _buffer;
    private readonly int _offset;
    private readonly int _lengthAndMarks;

    /// <summary>Makes a value over part of a buffer that nobody changes afterwards.</summary>
    /// <param name="buffer">Where the bytes are.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="isBinary">Raw bytes when true, characters (one byte each) when false.</param>
    /// <param name="isFilledWithF">Whether an odd number of BCD digits came filled with F where 0 is usual.</param>
    internal ElementValue(byte[] buffer, int offset, int length, bool isBinary, bool isFilledWithF = false)
    {
        _buffer = buffer;
        _offset = offset;
        _lengthAndMarks = (length << 2) | (isFilledWithF ? 2 : 0) | (isBinary ? 1 : 0);
    }

    internal bool IsPresent => _buffer is not null;

    internal bool IsBinary => (_lengthAndMarks & 1) != 0;

    internal bool IsFilledWithF => (_lengthAndMarks & 2) != 0;

    internal int Length => _lengthAndMarks >> 2;

    internal ReadOnlySpan<byte> Span => new(_buffer, _offset, Length);

    internal string Text() => IsBinary ? Convert.ToHexString(Span) : Encoding.Latin1.GetString(Span);
}
