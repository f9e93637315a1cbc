using System.Globalization;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Bytes from a peer are not a message of the dialect in use.</summary>
/// <remarks>
/// The text names the place, the damage and what was expected there, and never the bytes themselves: they may be card data.
/// Callers branch on <see cref="Error"/>; people read <see cref="Exception.Message"/>.
/// </remarks>
public sealed class IsoFormatException : FormatException
{
    /// <summary>Makes the exception for one damaged element.</summary>
    /// <param name="error">The kind of damage.</param>
    /// <param name="element">
    /// Path of the element: "0" the message type, "1", "65" and "129" the bitmaps by their first bit, "h" a header in front of the type,
    /// else the element's number, with the tags or numbers of its parts behind dots: "55.9F26".
    /// </param>
    /// <param name="offset">Where the damaged bytes begin, counted from the message type.</param>
    /// <param name="length">How many bytes are damaged; 0 when bytes are missing altogether.</param>
    /// <param name="expected">What should stand there; no byte of the message.</param>
    /// <param name="partial">What was read before the damage.</param>
    public IsoFormatException(FormatError error, string element, int offset, int length, string expected, IsoMessage partial)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{error} in element {element} at byte {offset}, {length} long: expected {expected}."))
    {
        Error = error;
        Element = element;
        Offset = offset;
        Length = length;
        Expected = expected;
        Partial = partial;
    }

    /// <summary>The kind of damage.</summary>
    public FormatError Error { get; }

    /// <summary>Path of the element: "0" the message type, "1", "65" and "129" the bitmaps, else numbers and tags: "3", "55.9F26".</summary>
    public string Element { get; }

    /// <summary>Bytes from the start of the message to the damage; the frame's header is not counted.</summary>
    public int Offset { get; }

    /// <summary>How many bytes are damaged; 0 when bytes are missing altogether.</summary>
    public int Length { get; }

    /// <summary>What should stand there, as the end of the sentence "expected …".</summary>
    public string Expected { get; }

    /// <summary>
    /// What was read before the damage; type 0000 and no elements when even the type was not read. Where a message object of the caller's
    /// was read into, it is that object.
    /// </summary>
    public IsoMessage Partial { get; }

    /// <summary>The exception for damage in an element of a message.</summary>
    internal static IsoFormatException Of(Damage damage, int element, IsoMessage partial)
        => Of(damage, element.ToString(CultureInfo.InvariantCulture), partial);

    internal static IsoFormatException Of(Damage damage, string element, IsoMessage partial)
    {
        var path = damage.Path.Length == 0 ? element : $"{element}.{damage.Path}";
        partial.IsDamaged = true;
        return new IsoFormatException(damage.Error, path, damage.Offset, damage.Length, damage.Expected, partial);
    }
}
