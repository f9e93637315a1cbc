using System.Globalization;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Walks over the bytes of one message, fills the message, and stops with an error that says where.</summary>
internal ref struct MessageCursor
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly byte[] _store;
    private int _used;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="body">The message.</param>
    /// <param name="storeBytes">Most bytes that its decoded values can take.</param>
    internal MessageCursor(ReadOnlySpan<byte> body, int storeBytes)
    {
        _body = body;
        _store = new byte[storeBytes];
        Message = new IsoMessage(default);
    }

    /// <summary>What was read so far.</summary>
    internal IsoMessage Message { get; private set; }

    /// <summary>Where the next byte is read.</summary>
    internal int Offset { get; private set; }

    internal readonly int Left => _body.Length - Offset;

    internal void Begin(MessageType type) => Message = new IsoMessage(type);

    /// <summary>Takes bytes, or fails as truncated.</summary>
    internal ReadOnlySpan<byte> Take(int count, int element)
    {
        if (count > Left)
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"{count} bytes here where {Left} are left");
            throw Damage(FormatError.Truncated, element, Offset, Left, expected);
        }

        var taken = _body.Slice(Offset, count);
        Offset += count;
        return taken;
    }

    /// <summary>Room for a decoded value, at the end of what the message holds already.</summary>
    internal readonly Span<byte> Room(int bytes) => _store.AsSpan(_used, bytes);

    /// <summary>Keeps the value that was put into <see cref="Room"/>.</summary>
    internal void Keep(ElementSpec spec, int bytes, bool isFilledWithF = false)
    {
        Message.Put(spec.Number, new ElementValue(_store, _used, bytes, spec.Content == ElementContent.Binary, isFilledWithF));
        _used += bytes;
    }

    /// <summary>The error for damaged bytes; the caller throws it.</summary>
    internal readonly IsoFormatException Damage(FormatError error, int element, int offset, int length, string expected)
        => new(error, element.ToString(CultureInfo.InvariantCulture), offset, length, expected, Message);
}
