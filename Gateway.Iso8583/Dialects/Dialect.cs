using System.Collections.Concurrent;

namespace Gateway.Iso8583.Dialects;

/// <summary>A way to put ISO 8583 messages into bytes: the standard as data. Immutable.</summary>
/// <remarks>The JSON form is described in docs/dialects.md.</remarks>
public sealed class Dialect
{
    private static readonly ConcurrentDictionary<string, Dialect> _loaded = new(StringComparer.Ordinal);

    private readonly ElementSpec?[] _elements;

    internal Dialect(
        string name,
        string title,
        ElementForm typeForm,
        ElementForm bitmapForm,
        ElementForm lengthForm,
        bool hasSecondary,
        ElementSpec?[] elements)
    {
        Name = name;
        Title = title;
        TypeForm = typeForm;
        BitmapForm = bitmapForm;
        LengthForm = lengthForm;
        HasSecondary = hasSecondary;
        _elements = elements;
        foreach (var element in elements)
        {
            // A BCD or text value is never longer decoded than its counted maximum.
            MaxValueBytes += element?.Max ?? 0;
        }
    }

    /// <summary>Names of the dialects that come with this library.</summary>
    public static IReadOnlyList<string> EmbeddedNames { get; } = ["iso8583-1987-ascii", "unionpay-pos"];

    /// <summary>Short name, as used in configuration.</summary>
    public string Name { get; }

    /// <summary>One line for people.</summary>
    public string Title { get; }

    /// <summary>How the message type is put into bytes: BCD or ASCII.</summary>
    public ElementForm TypeForm { get; }

    /// <summary>How the bitmaps are put into bytes: binary or hex.</summary>
    public ElementForm BitmapForm { get; }

    /// <summary>How lengths are put into bytes: BCD (one byte for LLVAR, two for LLLVAR) or ASCII (two or three).</summary>
    public ElementForm LengthForm { get; }

    /// <summary>Whether bit 1 announces a second bitmap for elements 66 to 128; when not, bit 1 is an error.</summary>
    public bool HasSecondary { get; }

    /// <summary>Bytes that the values of one message can take at most, once decoded.</summary>
    internal int MaxValueBytes { get; }

    /// <summary>The row of an element.</summary>
    /// <param name="number">Element number.</param>
    /// <returns>The row, or <see langword="null"/> when the dialect has no such element.</returns>
    public ElementSpec? Element(int number) => (uint)number < (uint)_elements.Length ? _elements[number] : null;

    /// <summary>A dialect that comes with this library; loaded once, then shared.</summary>
    /// <param name="name">One of <see cref="EmbeddedNames"/>.</param>
    /// <returns>The dialect.</returns>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Dialect Embedded(string name) => _loaded.GetOrAdd(name, Load);

    /// <summary>Reads a dialect from its JSON form.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it came from, for error messages.</param>
    /// <returns>The dialect.</returns>
    /// <exception cref="DialectException">The text is not a dialect; every fault is listed.</exception>
    public static Dialect Parse(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new DialectFile(source).Read(json);
    }

    private static Dialect Load(string name)
    {
        using var stream = typeof(Dialect).Assembly.GetManifestResourceStream($"dialects/{name}.json")
            ?? throw new ArgumentException(
                $"There is no embedded dialect '{name}'; there are {string.Join(", ", EmbeddedNames)}.", nameof(name));
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), name);
    }
}
