using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>The embedded dialects and a few exotic ones, so that every form is met by the property tests.</summary>
internal static class ManyDialects
{
    private const string Ebcdic =
        """
        { "name": "ebcdic-1047-nibbles", "title": "x", "source": ["made up"],
          "header": { "content": "ans", "length": "LLVAR", "max": 12, "form": "ebcdic-1047", "lengthForm": "hex" },
          "mti": { "form": "ebcdic-1047" }, "bitmap": { "form": "ebcdic-500", "secondary": true, "tertiary": true },
          "lengths": { "form": "ebcdic-037" }, "numbers": { "form": "ebcdic-037" }, "text": { "form": "ebcdic-1047" },
          "binaries": { "form": "ebcdic-500" },
          "elements": [
            { "n": 2, "name": "a", "content": "n", "length": "LLVAR", "max": 19, "counts": "nibbles" },
            { "n": 3, "name": "b", "content": "n", "max": 6, "form": "bcd" },
            { "n": 4, "name": "c", "content": "x+n", "length": "LLVAR", "max": 8 },
            { "n": 5, "name": "d", "content": "x+n", "max": 7, "form": "bcd" },
            { "n": 6, "name": "e", "content": "z", "length": "LLVAR", "max": 37 },
            { "n": 7, "name": "f", "content": "ans", "max": 40, "filler": "right" },
            { "n": 8, "name": "g", "content": "an", "max": 9, "filler": "left", "strict": true },
            { "n": 9, "name": "h", "content": "b", "length": "LLLVAR", "max": 99, "counts": "bytes" },
            { "n": 10, "name": "i", "content": "b", "max": 8 },
            { "n": 70, "name": "j", "content": "ans", "length": "LLLVAR", "max": 300, "lengthForm": "hex", "includesItself": true },
            { "n": 130, "name": "k", "content": "ans", "length": "LLLLLLVAR", "max": 500, "lengthForm": "binary",
              "inside": { "kind": "tagged", "tag": { "size": 2 }, "length": "LLLVAR", "elements": [
                { "tag": "A1", "name": "x", "content": "ans", "max": 99 }, { "tag": "02", "name": "y", "content": "b", "max": 8 } ] } } ] }
        """;

    private const string Nested =
        """
        { "name": "nested-binary", "title": "x", "source": ["made up"], "mti": { "form": "bcd", "content": "an" },
          "bitmap": { "form": "binary", "secondaryForm": "hex", "secondary": true }, "lengths": { "form": "binary" },
          "numbers": { "form": "bcd" }, "text": { "form": "utf-8" }, "binaries": { "form": "hex" },
          "elements": [
            { "n": 2, "name": "a", "content": "n", "length": "LLVAR", "max": 19, "counts": "bytes", "pad": "left", "fill": "F" },
            { "n": 3, "name": "b", "content": "h", "length": "LVAR", "max": 33, "pad": "right", "fill": "any" },
            { "n": 4, "name": "c", "content": "h", "max": 5, "pad": "left", "fill": "0 or F" },
            { "n": 44, "name": "d", "content": "ans", "length": "LLLVAR", "max": 120, "form": "gbk", "strict": true },
            { "n": 45, "name": "e", "content": "ans", "length": "LLVAR", "max": 80, "strict": true, "min": 0 },
            { "n": 55, "name": "f", "content": "b", "length": "LLVAR", "max": 999, "inside": { "kind": "ber-tlv", "elements": [
                { "tag": "9F02", "name": "x", "content": "n", "max": 12 }, { "tag": "50", "name": "y", "content": "ans", "max": 16 } ] } },
            { "n": 63, "name": "g", "content": "b", "length": "LLVAR", "max": 255, "inside": { "kind": "bitmap", "bytes": 3, "elements": [
                { "n": 1, "name": "x", "content": "n", "max": 4 }, { "n": 3, "name": "y", "content": "b", "length": "LLVAR", "max": 9 },
                { "n": 24, "name": "z", "content": "ans", "max": 5, "form": "ascii" } ] } },
            { "n": 127, "name": "h", "content": "b", "length": "LLLLLLVAR", "max": 2000, "form": "binary", "lengthForm": "ascii",
              "inside": { "kind": "bitmap", "bytes": 8, "firstIsData": false, "elements": [
                { "n": 2, "name": "x", "content": "ans", "length": "LLVAR", "max": 32, "form": "ascii", "lengthForm": "ascii" },
                { "n": 25, "name": "y", "content": "ans", "length": "LLLLVAR", "max": 200, "form": "latin1", "lengthForm": "ascii",
                  "inside": { "kind": "positional", "open": true, "elements": [
                    { "n": 1, "name": "i", "content": "n", "max": 2 }, { "n": 2, "name": "j", "content": "an", "length": "LVAR", "max": 9 } ] } },
                { "n": 70, "name": "z", "content": "n", "max": 3 } ] } } ] }
        """;

    public static IReadOnlyList<Dialect> All { get; } =
    [
        .. Dialect.EmbeddedNames.Select(Dialect.Embedded), Dialect.Parse(Ebcdic, "test"), Dialect.Parse(Nested, "test"),
    ];

    public static IEnumerable<TestCaseData> Cases()
        => All.Select(dialect => new TestCaseData(dialect).SetArgDisplayNames(dialect.Name));
}
