namespace Gateway.Iso8583.Dialects;

/// <summary>Turns one JSON row into an <see cref="ElementSpec"/>, or into faults.</summary>
internal sealed class ElementRow(ElementForm numbers, ElementForm binaries, int highest, List<string> faults)
{
    /// <summary>Elements that carry card, PIN or chip data in every dialect: no dialect file may print them in clear.</summary>
    private static readonly HashSet<int> _secret = [2, 34, 35, 36, 45, 52, 55];

    private static readonly Dictionary<string, ElementContent> _contents = new()
    {
        ["n"] = ElementContent.Numeric,
        ["x+n"] = ElementContent.SignedNumeric,
        ["z"] = ElementContent.Track,
        ["a"] = ElementContent.Text,
        ["an"] = ElementContent.Text,
        ["ans"] = ElementContent.Text,
        ["b"] = ElementContent.Binary,
    };

    private static readonly Dictionary<string, LengthKind> _lengths = new()
    {
        ["FIXED"] = LengthKind.Fixed,
        ["LLVAR"] = LengthKind.LlVar,
        ["LLLVAR"] = LengthKind.LllVar,
    };

    private static readonly Dictionary<string, PadSide> _pads = new() { ["left"] = PadSide.Left, ["right"] = PadSide.Right };
    private static readonly Dictionary<string, bool> _fills = new() { ["0"] = false, ["0 or F"] = true };
    private static readonly Dictionary<string, bool> _counts = new() { ["bytes"] = true, ["characters"] = false };

    private static readonly Dictionary<string, ElementForm> _forms = new()
    {
        ["bcd"] = ElementForm.Bcd,
        ["ascii"] = ElementForm.Ascii,
        ["binary"] = ElementForm.Binary,
        ["hex"] = ElementForm.Hex,
    };

    internal ElementSpec? Read(JsonRow row)
    {
        var number = row.Number("n");
        if (number is { } known)
        {
            row.Place = $"element {known}";
        }

        var name = row.Text("name");
        var content = row.Choice("content", _contents, ElementContent.Text);
        var length = row.Choice("length", _lengths, LengthKind.Fixed, required: false);
        var max = row.Number("max");
        var form = row.Choice("form", _forms, Default(content), required: false);
        var pad = row.Choice("pad", _pads, length == LengthKind.Fixed ? PadSide.Left : PadSide.Right, required: false);
        var mayFillWithF = row.Choice("fill", _fills, false, required: false);
        var countsBytes = row.Choice("counts", _counts, false, required: false);
        var trace = Trace(row);
        row.RefuseOthers();
        if (number is null || max is null)
        {
            return null;
        }

        var spec = new ElementSpec(number.Value, name, content, length, max.Value, form, pad, mayFillWithF, countsBytes, trace);
        return Check(spec, row) ? spec : null;
    }

    private ElementForm Default(ElementContent content) => content switch
    {
        ElementContent.Numeric or ElementContent.Track => numbers,
        ElementContent.Binary => binaries,
        _ => ElementForm.Ascii,
    };

    private static TraceRule Trace(JsonRow row)
        => row.Is("trace", "pan") ? TraceRule.Pan : row.Flag("trace", false) ? TraceRule.Clear : TraceRule.Hidden;

    private bool Check(ElementSpec spec, JsonRow row)
    {
        var isInRange = spec.Number is >= 2 and not 65 && spec.Number <= highest;
        var before = faults.Count;
        Require(isInRange, row, $"the number is not 2 to {highest}, 65 excepted");
        Require(Fits(spec), row, $"content and form {spec.Form} do not go together");
        Require(spec.Max is >= 1 and <= 999, row, "'max' is not 1 to 999");
        Require(spec.Length != LengthKind.LlVar || spec.MaxCount <= 99, row, "'max' does not fit two digits of length");
        Require(spec.Length != LengthKind.LllVar || spec.MaxCount <= 999, row, "'max' does not fit three digits of length");
        var canPad = spec.Form == ElementForm.Bcd && (spec.Length != LengthKind.Fixed || spec.Max % 2 == 1);
        Require(canPad || !(row.Mentions("pad") || row.Mentions("fill")), row, "'pad' and 'fill' are for BCD that can have an odd length");
        Require(spec.Form == ElementForm.Hex || !row.Mentions("counts"), row, "'counts' is for hex");
        Require(spec.Trace != TraceRule.Clear || !(_secret.Contains(spec.Number) || spec.Content == ElementContent.Binary), row,
            "card, PIN, chip and binary data are never traced in clear");
        Require(spec.Trace != TraceRule.Pan || spec.Content == ElementContent.Numeric, row, "a PAN is made of digits");
        return faults.Count == before;
    }

    private static bool Fits(ElementSpec spec) => spec.Content switch
    {
        ElementContent.Numeric or ElementContent.Track => spec.Form is ElementForm.Bcd or ElementForm.Ascii,
        ElementContent.Binary => spec.Form is ElementForm.Binary or ElementForm.Hex,
        _ => spec.Form == ElementForm.Ascii,
    };

    private void Require(bool holds, JsonRow row, string fault)
    {
        if (!holds)
        {
            faults.Add($"In {row.Place}, {fault}.");
        }
    }
}
