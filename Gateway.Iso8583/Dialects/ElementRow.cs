namespace Gateway.Iso8583.Dialects;

/// <summary>Turns one JSON row into an <see cref="ElementSpec"/>, or into faults.</summary>
internal sealed class ElementRow(Defaults defaults, StructureKind? container, List<string> faults)
{
    /// <summary>Longest value that a row may have; far above any message, so that arithmetic on it cannot overflow.</summary>
    internal const int HighestMax = 999_999;

    /// <summary>Elements that carry card, PIN or chip data in every dialect: no dialect file may print them in clear.</summary>
    private static readonly HashSet<int> _secret = [2, 34, 35, 36, 45, 52, 55];

    /// <summary>Tags that carry card, PIN or cryptogram data: the same for them.</summary>
    private static readonly HashSet<string> _secretTags =
        ["56", "57", "5A", "5F20", "5F24", "5F34", "99", "9F10", "9F1F", "9F20", "9F26", "9F37", "9F6B", "9F6C"];

    private bool IsTagged => container is StructureKind.BerTlv or StructureKind.Tagged or StructureKind.Datasets;

    /// <summary>Reads a row.</summary>
    /// <param name="row">The JSON object.</param>
    /// <param name="lowest">Lowest number allowed, where rows have numbers.</param>
    /// <param name="highest">Highest number allowed.</param>
    internal ElementSpec? Read(JsonRow row, int lowest, int highest)
    {
        var tag = IsTagged ? row.Text("tag") : string.Empty;
        var number = IsTagged ? 0 : row.Number("n");
        if (IsTagged || number is not null)
        {
            row.Place = IsTagged ? $"{row.Owner}tag {tag}" : $"{row.Owner}element {number}";
        }

        var spec = ReadBody(row, number ?? 0, tag);
        row.RefuseOthers();
        if (number is null || spec is null)
        {
            return null;
        }

        var isNumbered = IsTagged || (number >= lowest && number <= highest && !(lowest > 1 && number is 65 or 129));
        Require(isNumbered, row, $"the number is not {lowest} to {highest}{(lowest > 1 ? ", 65 and 129 excepted" : "")}");
        return spec;
    }

    /// <summary>Reads what a row says besides its number or tag.</summary>
    internal ElementSpec? ReadBody(JsonRow row, int number, string tag)
    {
        var name = row.Text("name", otherwise: number == 0 && tag.Length == 0 ? "Header" : null);
        var (content, characters) = row.Choice("content", Words.Contents, (ElementContent.Text, CharacterClass.AlphaNumericSpecial));
        var kind = row.Choice("length", Words.LengthKinds, IsTagged ? LengthKind.LlllVar : LengthKind.Fixed, required: false);
        var max = row.Number("max");
        var form = row.Choice("form", Words.Forms, defaults.Of(content), required: false);
        var isFixed = kind == LengthKind.Fixed;
        var spec = new ElementSpec(number, name, content, kind, (max ?? 0) + (row.Is("content", "x+n") ? 1 : 0), form)
        {
            Tag = tag,
            Characters = characters,
            Min = row.Number("min", otherwise: isFixed && IsTagged ? max ?? 0 : 0) ?? 0,
            LengthForm = row.Choice("lengthForm", Words.Lengths, defaults.Lengths, required: false),
            Counts = row.Choice("counts", Words.Units, CountsBytes(content, form) ? LengthUnit.Bytes : LengthUnit.Characters, required: false),
            CountsItself = row.Flag("includesItself", false),
            Pad = row.Choice("pad", Words.Pads, isFixed && !IsTagged ? PadSide.Left : PadSide.Right, required: false),
            Fill = row.Choice("fill", Words.Fills, IsTagged ? Filling.Only(15) : Filling.Zero, required: false),
            Filler = row.Choice("filler", Words.Fillers, PadSide.None, required: false),
            IsStrict = row.Flag("strict", false),
            Trace = Trace(row),
            Inside = row.Mentions("inside") ? new StructureRow(defaults, faults).Read(row.Row("inside"), content) : null,
        };
        if (IsTagged && isFixed)
        {
            spec = spec with { Length = LengthKind.LlllVar };
        }

        return max is not null && Check(spec, row) ? spec : null;
    }

    // The length behind a tag counts the bytes that are there; of hex text those are its characters.
    private bool CountsBytes(ElementContent content, ElementForm form)
        => IsTagged && (content != ElementContent.Binary || form == ElementForm.Binary);

    private static TraceRule Trace(JsonRow row)
        => row.Is("trace", "pan") ? TraceRule.Pan : row.Flag("trace", false) ? TraceRule.Clear : TraceRule.Hidden;

    private bool Check(ElementSpec spec, JsonRow row)
    {
        var before = faults.Count;
        Require(Fits(spec), row, $"content and form '{Words.Of(Words.Forms, spec.Form)}' do not go together");
        Require(spec.Max is >= 0 and <= HighestMax, row, $"'max' is not 0 to {HighestMax}");
        Require(spec.Min >= 0 && spec.Min <= spec.Max, row, "'min' is not 0 to 'max'");
        var isPacked = spec.Form == ElementForm.Bcd;
        Require(isPacked || !(row.Mentions("pad") || row.Mentions("fill")), row, "'pad' and 'fill' are for BCD");
        Require(
            spec.Content != ElementContent.SignedNumeric || !isPacked || spec.Counts != LengthUnit.Bytes,
            row, "a sign and BCD digits are counted as 'digits'");
        Require(spec.Filler == PadSide.None || (spec.IsFixed && spec.Content == ElementContent.Text), row, "'filler' is for fixed text");
        Require(!spec.IsFixed || IsTagged || !row.Mentions("lengthForm"), row, "'lengthForm' is for elements of variable length");
        Require(!spec.IsFixed || !spec.CountsItself, row, "'includesItself' is for elements of variable length");
        Require(spec.Trace != TraceRule.Clear || !IsSecret(spec), row, "card, PIN, chip and binary data are never traced in clear");
        var hidesParts = container is null && _secret.Contains(spec.Number) && spec.Inside is { Kind: not StructureKind.BerTlv };
        Require(!hidesParts || spec.Inside!.Parts.All(part => part.Trace != TraceRule.Clear), row, "parts of card data are never traced in clear");
        Require(spec.Trace != TraceRule.Pan || spec.Content == ElementContent.Numeric, row, "a PAN is made of digits");
        return faults.Count == before;
    }

    // The chip's element is secret as a whole and its tags one by one; of any other secret element the parts are as secret as the whole.
    private bool IsSecret(ElementSpec spec)
        => _secretTags.Contains(spec.Tag)
            || (spec.Content == ElementContent.Binary && !IsTagged)
            || (container is null && _secret.Contains(spec.Number));

    private static bool Fits(ElementSpec spec) => spec.Content switch
    {
        ElementContent.Numeric or ElementContent.Track or ElementContent.SignedNumeric or ElementContent.Hexadecimal
            => spec.Form is ElementForm.Bcd or ElementForm.Ascii || spec.IsEbcdic,
        ElementContent.Binary => spec.Form is ElementForm.Binary or ElementForm.Hex || spec.IsEbcdic,
        _ => Words.Texts.ContainsValue(spec.Form),
    };

    private void Require(bool holds, JsonRow row, string fault)
    {
        if (!holds)
        {
            faults.Add($"In {row.Place}, {fault}.");
        }
    }
}
