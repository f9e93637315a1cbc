namespace Gateway.Iso8583.Dialects;

/// <summary>Turns the <c>inside</c> of a row into a <see cref="Structure"/>, or into faults.</summary>
internal sealed class StructureRow(Defaults defaults, List<string> faults)
{
    private const int HighestPart = 256;
    private const int MostBitmapBytes = 16;
    private const int MostTagSize = 16;

    /// <summary>Reads a structure.</summary>
    /// <param name="row">The JSON object.</param>
    /// <param name="container">What the value is made of that the parts are read from.</param>
    internal Structure Read(JsonRow row, ElementContent container)
    {
        var kind = row.Choice("kind", Words.Structures, StructureKind.Positional);
        var form = ElementForm.Ascii;
        var (size, length, lengthForm) = (0, LengthKind.Fixed, ElementForm.Ascii);
        var isFirstData = true;
        switch (kind)
        {
            case StructureKind.Tagged:
                (size, form) = Tag(row.Row("tag"));
                length = row.Choice("length", Words.LengthKinds, LengthKind.LlVar);
                lengthForm = row.Choice("lengthForm", Words.Lengths, container == ElementContent.Binary ? defaults.Lengths : ElementForm.Ascii, required: false);
                Require(length != LengthKind.Fixed, row, "'length' is FIXED, and a tagged part has a length");
                break;
            case StructureKind.Bitmap:
                size = row.Number("bytes") ?? 0;
                Require(size is >= 1 and <= MostBitmapBytes, row, $"'bytes' is not 1 to {MostBitmapBytes}");
                form = row.Choice("form", Words.Bitmaps, container == ElementContent.Binary ? ElementForm.Binary : ElementForm.Hex, required: false);
                isFirstData = row.Flag("firstIsData", true);
                break;
            default:
                break;
        }

        var structure = new Structure(kind, Parts(row, kind, container))
        {
            IsStrict = row.Flag("strict", true),
            IsOpen = kind == StructureKind.Positional && row.Flag("open", false),
            Size = size,
            Form = form,
            Length = length,
            LengthForm = lengthForm,
            FirstBitIsData = isFirstData,
        };
        row.RefuseOthers();
        var needsBytes = kind is StructureKind.BerTlv or StructureKind.Datasets or StructureKind.DatasetBitmap;
        Require(!needsBytes || container == ElementContent.Binary, row, "this kind is for content 'b'");
        return structure;
    }

    private (int Size, ElementForm Form) Tag(JsonRow row)
    {
        var size = row.Number("size") ?? 0;
        var form = row.Choice("form", Words.Forms, ElementForm.Ascii, required: false);
        row.RefuseOthers();
        Require(size is >= 1 and <= MostTagSize, row, $"'size' is not 1 to {MostTagSize}");
        Require(form is not (ElementForm.Gbk or ElementForm.Utf8 or ElementForm.Hex), row, "'form' is not one of ascii, latin1, bcd, binary, ebcdic");
        return (size, form);
    }

    private List<ElementSpec> Parts(JsonRow row, StructureKind kind, ElementContent container)
    {
        var inner = kind == StructureKind.BerTlv ? Defaults.InObjects : container == ElementContent.Binary ? defaults : Defaults.InText;
        var reader = new ElementRow(inner, kind, faults);
        var parts = new List<ElementSpec>();
        foreach (var part in row.Rows("elements", row.Owner, required: kind == StructureKind.Positional))
        {
            if (reader.Read(part, 1, HighestPart) is not { } spec)
            {
                continue;
            }

            if (parts.Exists(known => known.Key == spec.Key))
            {
                faults.Add($"In {row.Place}, part {spec.Key} is described twice.");
                continue;
            }

            parts.Add(spec);
        }

        return parts;
    }

    private void Require(bool holds, JsonRow row, string fault)
    {
        if (!holds)
        {
            faults.Add($"In {row.Place}, {fault}.");
        }
    }
}
