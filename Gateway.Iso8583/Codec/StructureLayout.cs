using System.Runtime.CompilerServices;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>A structure, prepared for reading; made once for each and kept with it.</summary>
internal sealed class StructureLayout
{
    private static readonly ConditionalWeakTable<Structure, StructureLayout> _made = [];

    private readonly Dictionary<string, Layout> _byKey = new(StringComparer.Ordinal);

    private StructureLayout(Structure structure)
    {
        Structure = structure;
        Parts = [.. structure.Parts.Select(part => new Layout(part))];
        foreach (var part in Parts)
        {
            _byKey.TryAdd(part.Key!, part);
        }

        LengthBytes = structure.LengthForm switch
        {
            ElementForm.Bcd => ((int)structure.Length + 1) / 2,
            ElementForm.Hex => 2 * (int)structure.Length,
            _ => (int)structure.Length,
        };
    }

    internal Structure Structure { get; }

    internal Layout[] Parts { get; }

    /// <summary>Bytes of length behind a tag of a tagged structure.</summary>
    internal int LengthBytes { get; }

    internal static StructureLayout Of(Structure structure) => _made.GetValue(structure, made => new StructureLayout(made));

    internal Layout Of(string key) => _byKey.GetValueOrDefault(key);

    internal Layout Of(int number)
    {
        foreach (var part in Parts)
        {
            if (part.Spec!.Number == number)
            {
                return part;
            }
        }

        return default;
    }
}
