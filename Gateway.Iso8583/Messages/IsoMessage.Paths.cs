using System.Globalization;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Messages;

/// <content>Parts of elements, by path.</content>
public sealed partial class IsoMessage
{
    /// <summary>The value at a path as text.</summary>
    /// <param name="path">An element, or a part of one: <c>11</c>, <c>48.3</c>, <c>55.9F26</c>; <c>55.9F26[2]</c> is the second of that tag.</param>
    /// <returns>Digits or characters; upper-case hex for bytes; null when it is absent, or when the structure of the element is not known.</returns>
    public string? Text(string path) => Text(path, Dialect);

    /// <summary>The value at a path, with the structure that a dialect gives the element.</summary>
    internal string? Text(string path, Dialect? dialect)
    {
        ArgumentNullException.ThrowIfNull(path);
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (!int.TryParse(dot < 0 ? path : path.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var element))
        {
            return null;
        }

        return dot < 0 ? Text(element) : Parts(element, dialect)?.Text(path[(dot + 1)..]);
    }

    /// <summary>The parts of an element, to look at or to change.</summary>
    /// <param name="element">Element number.</param>
    /// <returns>The parts, a copy; null when the element is absent, has no structure in the dialect it was read in, or is damaged inside.</returns>
    public Composite? Parts(int element) => Parts(element, Dialect);

    private Composite? Parts(int element, Dialect? dialect)
    {
        if (!Has(element) || dialect?.Element(element) is not { Inside: { } structure } spec)
        {
            return null;
        }

        // Text that was set in a binary element is hex, as the writer takes it.
        var value = Value(element, out var kind);
        if (spec.Content == ElementContent.Binary && kind != StoredAs.Bytes)
        {
            if (value.Length % 2 != 0 || !Digits.AreHex(value))
            {
                return null;
            }

            value = Convert.FromHexString(Encoding.Latin1.GetString(value));
        }

        return Composite.TryRead(structure, value, out var parts) ? parts : null;
    }

    /// <summary>Sets an element to parts.</summary>
    /// <param name="element">2 to 192, not 65 or 129.</param>
    /// <param name="parts">The parts.</param>
    /// <returns>This message.</returns>
    /// <exception cref="IsoValueException">A part does not fit its row.</exception>
    public IsoMessage Set(int element, Composite parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        try
        {
            return Set(element, parts.ToBytes());
        }
        catch (IsoValueException fault)
        {
            throw fault.Under(element.ToString(CultureInfo.InvariantCulture));
        }
    }
}
