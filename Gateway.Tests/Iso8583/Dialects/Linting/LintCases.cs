using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Tests.Iso8583.Dialects.Linting;

/// <summary>For every kind of finding a row that has it, and the nearest one that has not.</summary>
internal static class LintCases
{
    /// <summary>The cases: kind, path, and the rest of row 60 with the finding and without.</summary>
    public static IReadOnlyList<(LintKind Kind, string Path, string Has, string HasNot)> Rows { get; } =
    [
        (LintKinds.AmbiguousPad, "60", """ "content": "n", "length": "LLVAR", "max": 19, "counts": "bytes" """, """ "content": "n", "length": "LLVAR", "max": 19 """),
        (LintKinds.AmbiguousPad, "60", """ "content": "n", "length": "LLVAR", "max": 19, "counts": "bytes", "pad": "left" """, """ "content": "n", "length": "LLVAR", "max": 19, "counts": "bytes", "fill": "F" """),
        (LintKinds.AmbiguousPad, "60", """ "content": "h", "length": "LLVAR", "max": 18, "counts": "bytes", "fill": "F" """, """ "content": "z", "length": "LLVAR", "max": 18, "counts": "bytes", "fill": "F" """),
        (LintKinds.AmbiguousPad, "60", """ "content": "n", "max": 3, "pad": "left", "counts": "bytes" """, """ "content": "n", "max": 4, "counts": "bytes" """),
        (LintKinds.OddNever, "60", """ "content": "n", "max": 3, "pad": "none" """, """ "content": "n", "max": 4, "pad": "none" """),
        (LintKinds.LengthTooSmall, "60", """ "content": "ans", "length": "LLVAR", "max": 100 """, """ "content": "ans", "length": "LLVAR", "max": 99 """),
        (LintKinds.LengthTooSmall, "60", """ "content": "b", "length": "LLVAR", "max": 50, "form": "hex" """, """ "content": "b", "length": "LLVAR", "max": 50, "form": "hex", "counts": "bytes" """),
        (LintKinds.LengthTooSmall, "60", """ "content": "ans", "length": "LLVAR", "max": 99, "includesItself": true """, """ "content": "ans", "length": "LLVAR", "max": 98, "includesItself": true """),
        (LintKinds.LengthTooSmall, "60", """ "content": "b", "length": "LLVAR", "max": 50, "counts": "nibbles" """, """ "content": "b", "length": "LLVAR", "max": 49, "counts": "nibbles" """),
        (LintKinds.LengthTooSmall, "60.A", Tagged(1, "A", 100), Tagged(1, "A", 99)),
        (LintKinds.PartsDoNotFit, "60", Positions("\"max\": 6", "false", (1, 2), (2, 3)), Positions("\"max\": 5", "false", (1, 2), (2, 3))),
        (LintKinds.PartsOutOfOrder, "60", Positions("\"max\": 5", "false", (2, 2), (1, 3)), Positions("\"max\": 5", "false", (1, 2), (2, 3))),
        (LintKinds.PartWithoutBit, "60.9", Bits("true", 9), Bits("true", 8)),
        (LintKinds.PartWithoutBit, "60.1", Bits("false", 1), Bits("false", 16)),
        (LintKinds.PartNotDigits, "60.1",
            """ "content": "n", "max": 2, "inside": { "kind": "positional", "elements": [ { "n": 1, "name": "a", "content": "an", "max": 2 } ] } """,
            """ "content": "n", "max": 2, "inside": { "kind": "positional", "elements": [ { "n": 1, "name": "a", "content": "n", "max": 2 } ] } """),
        (LintKinds.TagImpossible, "60.AB", Tagged(1, "AB", 9), Tagged(2, "AB", 9)),
        (LintKinds.TagImpossible, "60.9f26", Objects("9f26"), Objects("9F26")),
        (LintKinds.TagImpossible, "60.9F", Objects("9F"), Objects("9F1A")),
        (LintKinds.FillAny, "60", """ "content": "n", "length": "LLVAR", "max": 19, "fill": "any" """, """ "content": "n", "length": "LLVAR", "max": 19, "fill": "0 or F" """),
        (LintKinds.OddMaximum, "60", """ "content": "n", "length": "LLVAR", "max": 19, "pad": "none" """, """ "content": "n", "length": "LLVAR", "max": 18, "pad": "none" """),
        (LintKinds.NeverAValue, "60", """ "content": "ans", "max": 0 """, """ "content": "ans", "max": 1 """),
        (LintKinds.ElementBeyondFrame, "60", """ "content": "b", "length": "LLLLLVAR", "max": 70000 """, """ "content": "b", "length": "LLLLLVAR", "max": 65000 """),
        (LintKinds.PartForm, "60.1", Part("\"form\": \"bcd\""), Part("\"form\": \"ascii\"")),
        (LintKinds.DatasetKind, "60.71", Dataset("71"), Dataset("01")),
        (LintKinds.TraceRisky, "60.1", Part("\"trace\": true", "Card number"), Part("\"trace\": true", "Card number length")),
        (LintKinds.PadAssumed, "60", """ "content": "n", "max": 3 """, """ "content": "n", "max": 3, "pad": "left" """),
        (LintKinds.PadLeftVariable, "60", """ "content": "n", "length": "LLVAR", "max": 19, "pad": "left" """, """ "content": "n", "length": "LLVAR", "max": 19, "pad": "right" """),
        (LintKinds.FillerHidesSpaces, "60", """ "content": "ans", "max": 8, "filler": "left" """, """ "content": "ans", "max": 8 """),
        (LintKinds.MixedUnits, "60", """ "content": "n", "length": "LLVAR", "max": 18, "includesItself": true """, """ "content": "ans", "length": "LLVAR", "max": 18, "includesItself": true """),
        (LintKinds.PartsBeyondElement, "60", Positions("\"length\": \"LLVAR\", \"max\": 4", "true", (1, 2), (2, 3)), Positions("\"length\": \"LLVAR\", \"max\": 5", "true", (1, 2), (2, 3))),
        (LintKinds.TextNotAlways, "60", """ "content": "ans", "length": "LLVAR", "max": 20, "form": "utf-8" """, """ "content": "ans", "length": "LLVAR", "max": 20, "form": "utf-8", "strict": true """),
        (LintKinds.StrictWithoutEffect, "60", """ "content": "n", "max": 4, "strict": true """, """ "content": "an", "max": 4, "strict": true """),
        (LintKinds.MessageBeyondFrame, "message", """ "content": "b", "length": "LLLLLVAR", "max": 65530 """, """ "content": "b", "length": "LLLLLVAR", "max": 65000 """),
    ];

    /// <summary>Kinds that are not about one row: they have tests of their own.</summary>
    public static IReadOnlyList<LintKind> Others { get; } =
    [
        LintKinds.NotADialect, LintKinds.MacNotEightBytes, LintKinds.ElementMissing,
        LintKinds.RuleUnknownElement, LintKinds.RuleValueUnfit, LintKinds.RuleContradiction, LintKinds.EchoInRequest,
    ];

    /// <summary>Row 60.</summary>
    public static string Row(string rest) => $"{{ \"n\": 60, \"name\": \"Something\", {rest} }}";

    private static string Positions(string container, string isOpen, params (int Number, int Max)[] parts)
        => $"\"content\": \"ans\", {container}, \"inside\": {{ \"kind\": \"positional\", \"open\": {isOpen}, \"elements\": [ "
            + string.Join(", ", parts.Select(part => $"{{ \"n\": {part.Number}, \"name\": \"p\", \"content\": \"ans\", \"max\": {part.Max} }}")) + " ] }";

    private static string Part(string more, string name = "p")
        => "\"content\": \"ans\", \"length\": \"LLVAR\", \"max\": 20, \"inside\": { \"kind\": \"positional\", \"open\": true, \"elements\": [ "
            + $"{{ \"n\": 1, \"name\": \"{name}\", \"content\": \"n\", \"max\": 4, {more} }} ] }}";

    private static string Bits(string firstIsData, int part)
        => $"\"content\": \"b\", \"length\": \"LLVAR\", \"max\": 20, \"inside\": {{ \"kind\": \"bitmap\", \"bytes\": 1, \"firstIsData\": {firstIsData}, "
            + $"\"elements\": [ {{ \"n\": {part}, \"name\": \"p\", \"content\": \"n\", \"max\": 4 }} ] }}";

    private static string Tagged(int size, string tag, int max)
        => $"\"content\": \"ans\", \"length\": \"LLLVAR\", \"max\": 999, \"inside\": {{ \"kind\": \"tagged\", \"tag\": {{ \"size\": {size}, \"form\": \"ascii\" }}, "
            + $"\"length\": \"LLVAR\", \"lengthForm\": \"ascii\", \"elements\": [ {{ \"tag\": \"{tag}\", \"name\": \"p\", \"content\": \"ans\", \"max\": {max} }} ] }}";

    private static string Objects(string tag)
        => "\"content\": \"b\", \"length\": \"LLLVAR\", \"max\": 255, \"inside\": { \"kind\": \"ber-tlv\", \"elements\": [ "
            + $"{{ \"tag\": \"{tag}\", \"name\": \"p\", \"content\": \"b\", \"max\": 8 }} ] }}";

    private static string Dataset(string tag)
        => "\"content\": \"b\", \"length\": \"LLLVAR\", \"max\": 255, \"inside\": { \"kind\": \"datasets\", \"elements\": [ "
            + $"{{ \"tag\": \"{tag}\", \"name\": \"p\", \"content\": \"b\", \"max\": 99, \"inside\": {{ \"kind\": \"ber-tlv\", \"elements\": [] }} }} ] }}";
}
