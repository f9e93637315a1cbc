using System.Collections.Frozen;

namespace Gateway.Iso8583.Dialects;

/// <summary>What a value is made of: how it is divided, and the row of every part that is known. Immutable.</summary>
/// <remarks>
/// Parts are read from the value and not from the wire: a text in whatever form gives its characters, binary data its bytes.
/// </remarks>
public sealed class Structure
{
    private static readonly Structure _objects = new(StructureKind.BerTlv, []);

    private readonly FrozenDictionary<string, ElementSpec> _byKey;

    /// <summary>Makes a structure.</summary>
    /// <param name="kind">How the value is divided.</param>
    /// <param name="parts">Rows of the known parts, in order.</param>
    public Structure(StructureKind kind, IReadOnlyList<ElementSpec> parts)
    {
        Kind = kind;
        Parts = parts;
        _byKey = parts.ToFrozenDictionary(part => part.Key, StringComparer.Ordinal);
        NeedsParts = parts.Any(part => part.Content != ElementContent.Binary || part.Inside is { IsStrict: true } || part.Min > 0);
    }

    /// <summary>How the value is divided.</summary>
    public StructureKind Kind { get; }

    /// <summary>Rows of the known parts, in order.</summary>
    public IReadOnlyList<ElementSpec> Parts { get; }

    /// <summary>Whether damage inside refuses the message; when not, the structure only serves to show the value.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>Whether a positional value may end after any part, or go on after the last one.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Characters or bytes of a tag, where tags have one size; of a nested bitmap, its bytes.</summary>
    public int Size { get; init; }

    /// <summary>Form of tags, or of the nested bitmap.</summary>
    public ElementForm Form { get; init; }

    /// <summary>How the length of a tagged part is known.</summary>
    public LengthKind Length { get; init; }

    /// <summary>How that length is put into bytes.</summary>
    public ElementForm LengthForm { get; init; }

    /// <summary>Whether the first bit of a nested bitmap is an ordinary part; when not, it announces a second bitmap.</summary>
    public bool FirstBitIsData { get; init; } = true;

    /// <summary>Whether the known parts have to be looked at one by one when a message is read, or a walk over the tags is enough.</summary>
    internal bool NeedsParts { get; }

    /// <summary>The row of a part.</summary>
    /// <param name="key">Its number or its tag.</param>
    /// <returns>The row, or null when the dialect does not know the part.</returns>
    public ElementSpec? Part(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>ISO 8583:2003 says by the identifier alone what a dataset holds: tags below 71 hex, a bitmap from there on.</summary>
    internal Structure? Implied(string key)
        => Kind == StructureKind.Datasets && string.CompareOrdinal(key, "70") <= 0 ? _objects : null;
}
