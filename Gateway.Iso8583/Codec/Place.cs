namespace Gateway.Iso8583.Codec;

/// <summary>Where a value stands, counted from the start of what is read.</summary>
/// <param name="Start">Where the element begins, its length included.</param>
/// <param name="Value">Where its value begins.</param>
/// <param name="WireBytes">Bytes of the value.</param>
/// <param name="Count">What its length counted.</param>
internal readonly record struct Place(int Start, int Value, int WireBytes, int Count)
{
    /// <summary>Where the next element begins.</summary>
    internal int End => Value + WireBytes;
}
