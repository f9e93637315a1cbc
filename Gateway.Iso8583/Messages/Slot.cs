namespace Gateway.Iso8583.Messages;

/// <summary>Where one element of a message is: in the bytes that were read, decoded beside them, or set by a caller.</summary>
internal struct Slot
{
    /// <summary>Where the element begins in the body, its length included; negative when it was set and not read.</summary>
    internal int Start;

    /// <summary>Where the value begins in the body.</summary>
    internal int Value;

    /// <summary>Bytes of the value in the body.</summary>
    internal int WireBytes;

    /// <summary>What the length counted, or the maximum when the length is fixed.</summary>
    internal int Count;

    /// <summary>Where the value begins in the message's own store; negative while nobody asked for it.</summary>
    internal int Stored;

    /// <summary>Bytes of the value in the message's own store.</summary>
    internal int StoredBytes;

    /// <summary>What the stored bytes are.</summary>
    internal StoredAs Kind;

    internal readonly bool IsRead => Start >= 0;
}

/// <summary>What bytes in a message's own store are.</summary>
internal enum StoredAs : byte
{
    /// <summary>Characters, one byte each.</summary>
    Characters,

    /// <summary>Raw bytes; their text is hex.</summary>
    Bytes,

    /// <summary>Characters of which one at least is above U+00FF, in UTF-8.</summary>
    Unicode,
}
