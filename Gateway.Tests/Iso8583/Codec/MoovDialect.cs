using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>The specifications of the moov cases, as dialects.</summary>
internal static class MoovDialect
{
    private const string Rows =
        """
        { "n": 2, "name": "2", "content": "n", "length": "LLVAR", "max": 19, "trace": "pan" },
        { "n": 3, "name": "3", "content": "ans", "max": 6, "inside": { "kind": "positional", "elements": [
          { "n": 1, "name": "1", "content": "n", "max": 2 }, { "n": 2, "name": "2", "content": "n", "max": 2 }, { "n": 3, "name": "3", "content": "n", "max": 2 } ] } },
        { "n": 4, "name": "4", "content": "n", "max": 12 }, { "n": 7, "name": "7", "content": "n", "max": 10 }, { "n": 11, "name": "11", "content": "n", "max": 6 },
        { "n": 12, "name": "12", "content": "n", "max": 6 }, { "n": 13, "name": "13", "content": "n", "max": 4 }, { "n": 14, "name": "14", "content": "n", "max": 4 },
        { "n": 19, "name": "19", "content": "n", "max": 3, "form": "bcd", "pad": "left" }, { "n": 22, "name": "22", "content": "n", "max": 3 },
        { "n": 25, "name": "25", "content": "n", "max": 2 }, { "n": 32, "name": "32", "content": "n", "length": "LLVAR", "max": 11 },
        { "n": 35, "name": "35", "content": "z", "length": "LLVAR", "max": 37 }, { "n": 37, "name": "37", "content": "an", "max": 12 },
        { "n": 41, "name": "41", "content": "ans", "max": 8 }, { "n": 42, "name": "42", "content": "ans", "max": 15 },
        { "n": 43, "name": "43", "content": "ans", "max": 40, "filler": "left" }, { "n": 49, "name": "49", "content": "n", "max": 3, "form": "bcd", "pad": "right" },
        { "n": 52, "name": "52", "content": "b", "max": 8 }, { "n": 53, "name": "53", "content": "n", "max": 16 },
        { "n": 55, "name": "55", "content": "b", "length": "LLLVAR", "max": 999, "inside": { "kind": "ber-tlv", "elements": [
          { "tag": "9A", "name": "9A", "content": "b", "max": 12 }, { "tag": "9F02", "name": "9F02", "content": "b", "max": 12 } ] } },
        { "n": 120, "name": "120", "content": "ans", "length": "LLLVAR", "max": 999 }
        """;

    /// <summary>Type and bitmap in front of element 2 alone.</summary>
    public static byte[] Head { get; } = [0x02, 0x00, 0x40, 0, 0, 0, 0, 0, 0, 0];

    public static Dialect Of(string id) => Parse("ascii", id == "basic-ascii" ? "hex" : "binary", Rows);

    /// <summary>One fixed element of packed digits; any filling is passed, as theirs does.</summary>
    public static Dialect Digits(int digits, bool isLeftAligned) => Parse("bcd", "binary",
        $$"""{ "n": 2, "name": "2", "content": "n", "max": {{digits}}, "form": "bcd", "pad": "{{(isLeftAligned ? "right" : "left")}}", "fill": "any" }""");

    private static Dialect Parse(string type, string bitmap, string rows) => Dialect.Parse(
        $$"""
        { "name": "moov", "title": "A case", "source": ["moov-io/iso8583"], "mti": { "form": "{{type}}" },
          "bitmap": { "form": "{{bitmap}}", "secondary": true }, "lengths": { "form": "ascii" }, "numbers": { "form": "ascii" },
          "binaries": { "form": "binary" }, "elements": [ {{rows}} ] }
        """,
        "moov");
}
