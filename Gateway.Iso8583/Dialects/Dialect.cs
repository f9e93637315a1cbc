using System.Collections.Concurrent;
using Gateway.Iso8583.Codec;

namespace Gateway.Iso8583.Dialects;

/// <summary>A way to put ISO 8583 messages into bytes: the standard as data. Immutable.</summary>
/// <remarks>The JSON form is described in docs/dialects.md, its schema is docs/dialects.schema.json.</remarks>
public sealed class Dialect
{
    private static readonly ConcurrentDictionary<string, Dialect> _loaded = new(StringComparer.Ordinal);

    private readonly Layout[] _layouts;
    private readonly Layout _header;

    internal Dialect(DialectDraft draft)
    {
        Name = draft.Name;
        Title = draft.Title;
        Sources = draft.Sources;
        HeaderSpec = draft.Header;
        TypeForm = draft.TypeForm;
        HasFreeType = draft.HasFreeType;
        BitmapForm = draft.BitmapForm;
        SecondaryForm = draft.SecondaryForm;
        HasSecondary = draft.HasSecondary;
        HasTertiary = draft.HasTertiary;
        Elements = [.. draft.Elements.Values];
        Rules = draft.Rules;
        AssumedPads = draft.AssumedPads;
        _layouts = new Layout[draft.Highest + 1];
        Array.Fill(_layouts, Codec.Layout.Absent);
        foreach (var element in Elements)
        {
            _layouts[element.Number] = new Layout(element);
        }

        _header = draft.Header is null ? default : new Layout(draft.Header);
    }

    /// <summary>Names of the dialects that come with this library.</summary>
    public static IReadOnlyList<string> EmbeddedNames { get; }
        = ["iso8583-1987-ascii", "iso8583-1987-bcd", "iso8583-1993", "iso8583-2003", "unionpay-pos"];

    /// <summary>Short name, as used in configuration.</summary>
    public string Name { get; }

    /// <summary>One line for people.</summary>
    public string Title { get; }

    /// <summary>Where the facts come from, at least one.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>What stands in front of the message type, outside any frame; null in nearly every dialect.</summary>
    public ElementSpec? HeaderSpec { get; }

    /// <summary>How the message type is put into bytes: BCD, ASCII or EBCDIC.</summary>
    public ElementForm TypeForm { get; }

    /// <summary>Whether a message type may hold other characters than digits.</summary>
    public bool HasFreeType { get; }

    /// <summary>How the first bitmap is put into bytes: binary, or hex in ASCII or EBCDIC.</summary>
    public ElementForm BitmapForm { get; }

    /// <summary>How the second and third bitmap are put into bytes.</summary>
    public ElementForm SecondaryForm { get; }

    /// <summary>Whether bit 1 announces a second bitmap for elements 66 to 128; when not, bit 1 is an error.</summary>
    public bool HasSecondary { get; }

    /// <summary>Whether bit 65 announces a third bitmap for elements 130 to 192; when not, bit 65 is an error.</summary>
    public bool HasTertiary { get; }

    /// <summary>The rows of all elements, ascending.</summary>
    public IReadOnlyList<ElementSpec> Elements { get; }

    /// <summary>What has to hold for messages of which type.</summary>
    public IReadOnlyList<DialectRule> Rules { get; }

    /// <summary>Rows of odd fixed digits whose file does not say where the filling nibble stands.</summary>
    internal IReadOnlyList<ElementSpec> AssumedPads { get; }

    /// <summary>Highest element number that the bitmaps can announce.</summary>
    internal int Highest => _layouts.Length - 1;

    internal ref readonly Layout Header => ref _header;

    internal ReadOnlySpan<Layout> Layouts => _layouts;

    /// <summary>The row of an element.</summary>
    /// <param name="number">Element number.</param>
    /// <returns>The row, or <see langword="null"/> when the dialect has no such element.</returns>
    public ElementSpec? Element(int number) => Layout(number).Spec;

    /// <summary>A dialect that comes with this library; loaded once, then shared.</summary>
    /// <param name="name">One of <see cref="EmbeddedNames"/>.</param>
    /// <returns>The dialect.</returns>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Dialect Embedded(string name) => _loaded.GetOrAdd(name, Load);

    /// <summary>Reads a dialect from its JSON form.</summary>
    /// <param name="json">The text; it may extend an embedded dialect.</param>
    /// <param name="source">Where it came from, for error messages.</param>
    /// <returns>The dialect.</returns>
    /// <exception cref="DialectException">The text is not a dialect; every fault is listed.</exception>
    public static Dialect Parse(string json, string source) => Parse(json, source, EmbeddedText);

    /// <summary>Reads a dialect that may extend others besides the embedded ones.</summary>
    internal static Dialect Parse(string json, string source, Func<string, string?> sources)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new DialectFile(source, sources).Read(json);
    }

    /// <summary>The JSON text of an embedded dialect; null when there is none of that name.</summary>
    internal static string? EmbeddedText(string name)
    {
        using var stream = typeof(Dialect).Assembly.GetManifestResourceStream($"dialects/{name}.json");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    internal ref readonly Layout Layout(int number)
        => ref _layouts[(uint)number < (uint)_layouts.Length ? number : 0];

    private static Dialect Load(string name)
    {
        var text = EmbeddedText(name)
            ?? throw new ArgumentException(
                $"There is no embedded dialect '{name}'; there are {string.Join(", ", EmbeddedNames)}.", nameof(name));
        return Parse(text, name);
    }
}
