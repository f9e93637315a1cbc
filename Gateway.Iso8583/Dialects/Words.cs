namespace Gateway.Iso8583.Dialects;

/// <summary>The words of the JSON form and what they mean; the dialect files, the linter and the importers share them.</summary>
internal static class Words
{
    internal static Dictionary<string, ElementForm> Forms { get; } = new()
    {
        ["bcd"] = ElementForm.Bcd,
        ["ascii"] = ElementForm.Ascii,
        ["latin1"] = ElementForm.Latin1,
        ["ebcdic-037"] = ElementForm.Ebcdic037,
        ["ebcdic-500"] = ElementForm.Ebcdic500,
        ["ebcdic-1047"] = ElementForm.Ebcdic1047,
        ["gbk"] = ElementForm.Gbk,
        ["utf-8"] = ElementForm.Utf8,
        ["binary"] = ElementForm.Binary,
        ["hex"] = ElementForm.Hex,
    };

    internal static Dictionary<string, ElementForm> Types { get; } = Of("bcd", "ascii", "ebcdic-037", "ebcdic-500", "ebcdic-1047");

    internal static Dictionary<string, ElementForm> Bitmaps { get; } = Of("binary", "hex", "ebcdic-037", "ebcdic-500", "ebcdic-1047");

    internal static Dictionary<string, ElementForm> Numbers => Types;

    internal static Dictionary<string, ElementForm> Texts { get; }
        = Of("ascii", "latin1", "ebcdic-037", "ebcdic-500", "ebcdic-1047", "gbk", "utf-8");

    internal static Dictionary<string, ElementForm> Lengths { get; }
        = Of("bcd", "ascii", "ebcdic-037", "ebcdic-500", "ebcdic-1047", "binary", "hex");

    internal static Dictionary<string, (ElementContent Content, CharacterClass Characters)> Contents { get; } = new()
    {
        ["n"] = (ElementContent.Numeric, CharacterClass.AlphaNumericSpecial),
        ["h"] = (ElementContent.Hexadecimal, CharacterClass.AlphaNumericSpecial),
        ["x+n"] = (ElementContent.SignedNumeric, CharacterClass.AlphaNumericSpecial),
        ["xn"] = (ElementContent.SignedNumeric, CharacterClass.AlphaNumericSpecial),
        ["z"] = (ElementContent.Track, CharacterClass.AlphaNumericSpecial),
        ["a"] = (ElementContent.Text, CharacterClass.Alphabetic),
        ["an"] = (ElementContent.Text, CharacterClass.AlphaNumeric),
        ["as"] = (ElementContent.Text, CharacterClass.AlphaSpecial),
        ["ans"] = (ElementContent.Text, CharacterClass.AlphaNumericSpecial),
        ["b"] = (ElementContent.Binary, CharacterClass.AlphaNumericSpecial),
    };

    internal static Dictionary<string, LengthKind> LengthKinds { get; } = new()
    {
        ["FIXED"] = LengthKind.Fixed,
        ["LVAR"] = LengthKind.LVar,
        ["LLVAR"] = LengthKind.LlVar,
        ["LLLVAR"] = LengthKind.LllVar,
        ["LLLLVAR"] = LengthKind.LlllVar,
        ["LLLLLVAR"] = LengthKind.LllllVar,
        ["LLLLLLVAR"] = LengthKind.LlllllVar,
        ["LLLLLLLVAR"] = LengthKind.LllllllVar,
        ["LLLLLLLLVAR"] = LengthKind.LlllllllVar,
    };

    internal static Dictionary<string, LengthUnit> Units { get; } = new()
    {
        ["characters"] = LengthUnit.Characters,
        ["digits"] = LengthUnit.Characters,
        ["bytes"] = LengthUnit.Bytes,
        ["nibbles"] = LengthUnit.Nibbles,
    };

    internal static Dictionary<string, PadSide> Pads { get; } = new()
    {
        ["left"] = PadSide.Left,
        ["right"] = PadSide.Right,
        ["none"] = PadSide.None,
    };

    internal static Dictionary<string, PadSide> Fillers { get; } = new() { ["left"] = PadSide.Left, ["right"] = PadSide.Right };

    internal static Dictionary<string, Filling> Fills { get; } = MakeFills();

    internal static Dictionary<string, StructureKind> Structures { get; } = new()
    {
        ["positional"] = StructureKind.Positional,
        ["tagged"] = StructureKind.Tagged,
        ["ber-tlv"] = StructureKind.BerTlv,
        ["bitmap"] = StructureKind.Bitmap,
        ["datasets"] = StructureKind.Datasets,
        ["dataset-bitmap"] = StructureKind.DatasetBitmap,
    };

    /// <summary>The word that stands for a value in the JSON form.</summary>
    internal static string Of<T>(Dictionary<string, T> words, T value)
        where T : notnull
        => words.First(word => word.Value.Equals(value)).Key;

    private static Dictionary<string, ElementForm> Of(params string[] names) => names.ToDictionary(name => name, name => Forms[name]);

    private static Dictionary<string, Filling> MakeFills()
    {
        var fills = Enumerable.Range(0, 16).ToDictionary(nibble => nibble.ToString("X", null), nibble => Filling.Only((byte)nibble));
        fills["0 or F"] = Filling.ZeroOrF;
        fills["any"] = Filling.Any;
        return fills;
    }
}
