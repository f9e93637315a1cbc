namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>The words of a moov specification in our words.</summary>
/// <remarks>Source: the names that library's importer accepts, and what the encoders and prefixes behind them read and write.</remarks>
internal static class MoovWords
{
    /// <summary>Its EBCDIC table is code page 500 but for a few special characters.</summary>
    private const string Ebcdic = "ebcdic-500";

    /// <summary>Forms of a length by the word before the dot.</summary>
    private static readonly Dictionary<string, string> _lengths = new(StringComparer.Ordinal)
    {
        ["ASCII"] = "ascii",
        ["BCD"] = "bcd",
        ["Binary"] = "binary",
        ["Hex"] = "hex",
        ["EBCDIC"] = Ebcdic,
        ["EBCDIC1047"] = "ebcdic-1047",
        ["None"] = "ascii",
    };

    private static readonly Dictionary<string, int> _letters = new(StringComparer.Ordinal)
    {
        ["Fixed"] = 0,
        ["L"] = 1,
        ["LL"] = 2,
        ["LLL"] = 3,
        ["LLLL"] = 4,
        ["LLLLL"] = 5,
        ["LLLLLL"] = 6,
    };

    /// <summary>What a field is, by its type and its encoding.</summary>
    private static readonly Dictionary<(string Type, string Encoding), WireForm> _fields = new()
    {
        [("String", "ASCII")] = new("ans", 0, "ascii"),
        [("String", "EBCDIC")] = new("ans", 0, Ebcdic),
        [("String", "EBCDIC1047")] = new("ans", 0, "ebcdic-1047"),
        [("String", "Binary")] = new("ans", 0, "latin1"),
        [("String", "BCD")] = new("n", 0, "bcd") { Pad = "left" },
        [("String", "LBCD")] = new("n", 0, "bcd") { Pad = "right" },
        [("String", "HexToASCII")] = new("b", 0, "hex") { Counts = "bytes" },
        [("String", "ASCIIToHex")] = new("b", 0, "binary"),
        [("Numeric", "ASCII")] = new("n", 0, "ascii"),
        [("Numeric", "Binary")] = new("n", 0, "ascii"),
        [("Numeric", "EBCDIC")] = new("n", 0, Ebcdic),
        [("Numeric", "EBCDIC1047")] = new("n", 0, "ebcdic-1047"),
        [("Numeric", "BCD")] = new("n", 0, "bcd") { Pad = "left" },
        [("Numeric", "LBCD")] = new("n", 0, "bcd") { Pad = "right" },
        [("Numeric", "HexToASCII")] = new("b", 0, "hex") { Counts = "bytes" },
        [("Numeric", "ASCIIToHex")] = new("b", 0, "binary"),
        [("Binary", "Binary")] = new("b", 0, "binary"),
        [("Binary", "HexToASCII")] = new("b", 0, "hex") { Counts = "bytes" },
        [("Binary", "ASCII")] = new("ans", 0, "ascii"),
        [("Binary", "EBCDIC")] = new("ans", 0, Ebcdic),
        [("Binary", "EBCDIC1047")] = new("ans", 0, "ebcdic-1047"),
        [("Hex", "Binary")] = new("b", 0, "binary"),
        [("Hex", "HexToASCII")] = new("b", 0, "hex") { Counts = "bytes" },
        [("Track1", "ASCII")] = new("ans", 0, "ascii"),
        [("Track1", "EBCDIC")] = new("ans", 0, Ebcdic),
        [("Track1", "EBCDIC1047")] = new("ans", 0, "ebcdic-1047"),
        [("Track2", "ASCII")] = new("z", 0, "ascii"),
        [("Track2", "EBCDIC")] = new("z", 0, Ebcdic),
        [("Track2", "EBCDIC1047")] = new("z", 0, "ebcdic-1047"),
        [("Track2", "BCD")] = new("z", 0, "bcd") { Pad = "left" },
        [("Track2", "LBCD")] = new("z", 0, "bcd") { Pad = "right" },
        [("Track3", "ASCII")] = new("z", 0, "ascii"),
        [("Track3", "EBCDIC")] = new("z", 0, Ebcdic),
        [("Track3", "EBCDIC1047")] = new("z", 0, "ebcdic-1047"),
    };

    /// <summary>Forms of a bitmap, by its encoding.</summary>
    internal static IReadOnlyDictionary<string, string> Bitmaps { get; } = new Dictionary<string, string>
    {
        ["Binary"] = "binary",
        ["HexToASCII"] = "hex",
    };

    /// <summary>Forms of a tag, by its encoding.</summary>
    internal static IReadOnlyDictionary<string, string> Tags { get; } = new Dictionary<string, string>
    {
        ["ASCII"] = "ascii",
        ["EBCDIC"] = Ebcdic,
        ["EBCDIC1047"] = "ebcdic-1047",
        ["BCD"] = "bcd",
        ["Binary"] = "ascii",
        ["ASCIIToHex"] = "binary",
    };

    /// <summary>The tag encoding of BER-TLV, and the prefix of its parts.</summary>
    internal static bool IsBerTlv(string? word) => word is "BerTLVTag" or "BerTLV";

    /// <summary>How a primitive field looks, its length still to come; null when it is none that is known here.</summary>
    internal static WireForm? Field(string? type, string? encoding)
        => type is not null && encoding is not null ? _fields.GetValueOrDefault((type, encoding)) : null;

    /// <summary>What a prefix says, as <c>ASCII.LL</c>; null when it is none that is known here.</summary>
    internal static (int Letters, string? Form)? Prefix(string? word)
    {
        var dot = word?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0 || !_lengths.TryGetValue(word![..dot], out var form) || !_letters.TryGetValue(word[(dot + 1)..], out var letters))
        {
            return null;
        }

        return (letters, letters == 0 ? null : form);
    }
}
