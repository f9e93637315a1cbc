using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>A value cannot be written as its element: our own mistake, or an operator's.</summary>
/// <remarks>The text names the element and what it needs, and never the value.</remarks>
public sealed class IsoValueException : ArgumentException
{
    /// <summary>Makes the exception for one value.</summary>
    /// <param name="error">The kind of fault.</param>
    /// <param name="element">Path of the element.</param>
    /// <param name="expected">What the element needs.</param>
    public IsoValueException(FormatError error, string element, string expected)
        : base($"Element {element} cannot be written: {expected}.")
    {
        Error = error;
        Element = element;
        Expected = expected;
    }

    internal IsoValueException(FormatError error, ElementSpec spec, string expected)
        : this(error, spec.Key, expected)
    {
    }

    /// <summary>The kind of fault.</summary>
    public FormatError Error { get; }

    /// <summary>What the element needs, as the end of a sentence.</summary>
    public string Expected { get; }

    /// <summary>Path of the element: its number, with tags or numbers of parts behind dots; "0" for the message type.</summary>
    public string Element { get; }

    /// <summary>The same fault, seen from the element that holds the part.</summary>
    internal IsoValueException Under(string key) => new(Error, $"{key}.{Element}", Expected);
}
