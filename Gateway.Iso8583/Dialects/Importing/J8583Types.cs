namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>The field types of j8583 and n8583, as text messages have them.</summary>
/// <remarks>Source: the two libraries' type lists and parsers, with binary fields switched off, which is how they begin.</remarks>
internal static class J8583Types
{
    private static readonly WireForm _digits = new("n", 0, "ascii");

    /// <summary>Types whose size the file gives.</summary>
    private static readonly Dictionary<string, WireForm> _sized = new(StringComparer.Ordinal)
    {
        ["NUMERIC"] = _digits,
        ["ALPHA"] = new("ans", 0, "latin1") { Filler = "right" },
        ["BINARY"] = new("b", 0, "hex"),
    };

    /// <summary>Types with a size of their own, all digits.</summary>
    private static readonly Dictionary<string, int> _dated = new(StringComparer.Ordinal)
    {
        ["AMOUNT"] = 12,
        ["DATE14"] = 14,
        ["DATE12"] = 12,
        ["DATE10"] = 10,
        ["DATE6"] = 6,
        ["DATE4"] = 4,
        ["DATE_EXP"] = 4,
        ["TIME"] = 6,
    };

    /// <summary>Types with a length in front; that of bytes counts the hex characters they are written as.</summary>
    private static readonly Dictionary<string, WireForm> _variable = new(StringComparer.Ordinal)
    {
        ["LLVAR"] = new("ans", 2, "latin1", "ascii"),
        ["LLLVAR"] = new("ans", 3, "latin1", "ascii"),
        ["LLLLVAR"] = new("ans", 4, "latin1", "ascii"),
        ["LLBIN"] = new("b", 2, "hex", "ascii"),
        ["LLLBIN"] = new("b", 3, "hex", "ascii"),
        ["LLLLBIN"] = new("b", 4, "hex", "ascii"),
        ["LLBCDBIN"] = new("b", 2, "hex", "ascii"),
        ["LLLBCDBIN"] = new("b", 3, "hex", "ascii"),
        ["LLLLBCDBIN"] = new("b", 4, "hex", "ascii"),
    };

    /// <summary>What a type is on the wire, and its size; null when there is no such type.</summary>
    /// <param name="type">The word in the file.</param>
    /// <param name="length">The size in the file; null when it gives none.</param>
    internal static (WireForm Form, int Max)? Find(string type, int? length)
    {
        if (_dated.TryGetValue(type, out var digits))
        {
            return (_digits, digits);
        }

        if (_sized.TryGetValue(type, out var form))
        {
            return (form, length ?? 0);
        }

        if (!_variable.TryGetValue(type, out form))
        {
            return null;
        }

        return (form, length is > 0 ? length.Value : form.Capacity());
    }
}
