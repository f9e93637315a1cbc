using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Messages;

/// <summary>The parts of an element, in order: chip data as tags, private data as tags or positions or bits.</summary>
/// <remarks>
/// Unknown and repeated tags are kept where they stand. A part that is not touched is written as it was read, byte for byte. Numbered
/// parts are kept in the order of their numbers, tagged ones in the order they were read or added. Not safe for use from several threads.
/// </remarks>
/// <param name="structure">How the value is divided.</param>
public sealed class Composite(Structure structure) : IEnumerable<Part>
{
    private readonly List<Part> _parts = [];

    // Filling between objects and what follows the last position, so that nothing that was read is lost.
    private byte[] _rest = [];

    // The bitmap that was read, in whatever case its hex was, and the parts that it announced.
    private byte[] _bits = [];
    private string _announced = string.Empty;

    /// <summary>How the value is divided.</summary>
    public Structure Structure { get; } = structure;

    /// <summary>How many parts there are.</summary>
    public int Count => _parts.Count;

    private bool IsTagged => Structure.Kind is StructureKind.BerTlv or StructureKind.Tagged or StructureKind.Datasets;

    /// <summary>Reads the parts of a value.</summary>
    /// <param name="structure">How the value is divided.</param>
    /// <param name="value">The value: raw bytes, or characters of one byte each.</param>
    /// <param name="parts">The parts.</param>
    /// <returns><see langword="false"/> when the value is damaged.</returns>
    public static bool TryRead(Structure structure, ReadOnlySpan<byte> value, [NotNullWhen(true)] out Composite? parts)
    {
        ArgumentNullException.ThrowIfNull(structure);
        parts = new Composite(structure);
        var reader = new PartReader(StructureLayout.Of(structure), value);
        Damage? damage;
        while (reader.MoveNext(out damage))
        {
            parts._parts.Add(CompositeBytes.Read(structure, reader, value));
        }

        parts._rest = value[Math.Min(reader.Offset, value.Length)..].ToArray();
        parts._bits = value[..reader.BitmapBytes].ToArray();
        parts._announced = parts.Announced();
        parts = damage is null ? parts : null;
        return parts is not null;
    }

    /// <summary>The first part of a key.</summary>
    /// <param name="key">Number or tag; with <c>[2]</c> behind it, the second of that key.</param>
    /// <returns>The part, or null.</returns>
    public Part? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);

        // A tag is whatever a peer sends, a bracket too: what stands there comes before what could be meant.
        return _parts.Find(part => part.Key == key) ?? FindLater(key);
    }

    /// <summary>The value at a path below this element.</summary>
    /// <param name="path"><c>9F26</c>, <c>3</c>, <c>71.2</c>.</param>
    /// <returns>Text as <see cref="Part.Text"/> gives it; null when absent.</returns>
    public string? Text(string path)
    {
        if (Find(path) is { } part)
        {
            return part.Text;
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : Find(path[..dot])?.Inside?.Text(path[(dot + 1)..]);
    }

    /// <summary>Sets a part to text: the first of its key is replaced, or one is added.</summary>
    /// <param name="key">Number or tag.</param>
    /// <param name="value">Digits or characters; hex for a part of bytes or one that is not known.</param>
    /// <returns>This.</returns>
    /// <exception cref="IsoValueException">No such part can exist.</exception>
    public Composite Set(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var (bytes, kind) = Stored(value);
        return Put(key, bytes, kind);
    }

    /// <summary>Sets a part to bytes: the first of its key is replaced, or one is added.</summary>
    /// <param name="key">Number or tag.</param>
    /// <param name="value">Raw bytes, or characters as bytes. Copied.</param>
    /// <returns>This.</returns>
    /// <exception cref="IsoValueException">No such part can exist.</exception>
    public Composite Set(string key, ReadOnlySpan<byte> value) => Put(key, value.ToArray(), StoredAs.Bytes);

    /// <summary>Adds a tagged part behind the others, even if there is one of that tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="value">Digits or characters; hex for a part of bytes or one that is not known.</param>
    /// <returns>This.</returns>
    /// <exception cref="IsoValueException">The structure has no tags, or this is none.</exception>
    public Composite Add(string tag, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var (bytes, kind) = Stored(value);
        return Append(tag, bytes, kind);
    }

    /// <summary>Adds a tagged part behind the others, even if there is one of that tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="value">Raw bytes, or characters as bytes. Copied.</param>
    /// <returns>This.</returns>
    /// <exception cref="IsoValueException">The structure has no tags, or this is none.</exception>
    public Composite Add(string tag, ReadOnlySpan<byte> value) => Append(tag, value.ToArray(), StoredAs.Bytes);

    /// <summary>Removes every part of a key; does nothing when there is none.</summary>
    /// <param name="key">Number or tag.</param>
    /// <returns>This.</returns>
    public Composite Remove(string key)
    {
        _parts.RemoveAll(part => part.Key == key);
        return this;
    }

    /// <summary>The value that the parts make up.</summary>
    /// <returns>Raw bytes, or characters of one byte each.</returns>
    /// <exception cref="IsoValueException">A part does not fit its row.</exception>
    public byte[] ToBytes()
        => CompositeBytes.Write(Structure, _parts, _bits.Length > 0 && _announced == Announced() ? _bits : null, _rest);

    /// <inheritdoc/>
    public IEnumerator<Part> GetEnumerator() => _parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The keys alone.</summary>
    /// <returns>Text that is safe to print.</returns>
    public override string ToString() => $"[{string.Join(", ", _parts)}]";

    private string Announced() => string.Join(' ', _parts.Select(part => part.Spec?.Number ?? 0));

    /// <summary>Where a part stands among the others: numbered parts in the order of their rows or numbers, objects behind them.</summary>
    private int Rank(Part part)
        => part.Spec is not { } spec ? int.MaxValue
            : Structure.Kind == StructureKind.Positional ? Structure.Parts.ToList().IndexOf(spec)
            : spec.Number;

    private Part? FindLater(string key)
    {
        var bracket = key.IndexOf('[', StringComparison.Ordinal);
        return bracket > 0 && key[^1] == ']' && int.TryParse(key.AsSpan((bracket + 1)..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var nth)
            ? _parts.Where(part => part.Key == key[..bracket]).ElementAtOrDefault(nth - 1)
            : null;
    }

    private Composite Put(string key, byte[] value, StoredAs kind)
    {
        var part = CompositeBytes.Make(Structure, key, value, kind);
        var at = _parts.FindIndex(known => known.Key == key);
        if (at >= 0)
        {
            _parts[at] = part;
            return this;
        }

        // What stood behind the last part was not one; it stays behind.
        var place = IsTagged ? _parts.Count : _parts.FindIndex(known => Rank(known) > Rank(part));
        _parts.Insert(place < 0 ? _parts.Count : place, part);
        return this;
    }

    private static (byte[] Bytes, StoredAs Kind) Stored(string value)
    {
        var isWide = value.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
        return ((isWide ? Encoding.UTF8 : Encoding.Latin1).GetBytes(value), isWide ? StoredAs.Unicode : StoredAs.Characters);
    }

    private Composite Append(string tag, byte[] value, StoredAs kind)
    {
        if (!IsTagged)
        {
            throw new IsoValueException(FormatError.BadTag, tag, "only tagged parts can stand there more than once");
        }

        _parts.Add(CompositeBytes.Make(Structure, tag, value, kind));
        return this;
    }
}
