namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads one field of a moov specification.</summary>
internal sealed class MoovField(DialectDraft draft)
{
    private const int MostInBerTlv = 65_535;

    private bool _hasSaidEbcdic;
    private bool _hasSaidFilling;

    /// <summary>The row of a field, its parts included; null, with a note, when it cannot be carried.</summary>
    internal DraftRow? Row(string key, MoovJson field)
    {
        if (field.Row("subfields", field.Path) is { } parts)
        {
            return Composite(key, field, parts);
        }

        if (MoovWords.Field(field.Text("type"), field.Text("enc")) is not { } form)
        {
            draft.Note(field.Path, "Its type and encoding are not a pair that is known here, so it is left out.");
            return null;
        }

        if (WithLength(form, field) is not { } whole)
        {
            return null;
        }

        Remark(field, whole);
        return draft.Row(key, field.Path, field.Text("description"), Filled(whole, field), Max(field, whole));
    }

    private DraftRow? Composite(string key, MoovJson field, MoovJson parts)
    {
        if (WithLength(new WireForm("b", 0, "binary"), field) is not { } form)
        {
            return null;
        }

        var inside = new MoovInside(draft, Row).Read(field, parts);
        if (inside is { IsPlain: true } && form.LengthForm is null or "ascii")
        {
            form = form with { Content = "ans", Form = "latin1" };
        }

        var row = draft.Row(key, field.Path, field.Text("description"), form, Max(field, form));
        return row is null ? null : row with { Inside = inside };
    }

    private WireForm? WithLength(WireForm form, MoovJson field)
    {
        var word = field.Text("prefix");
        if (MoovWords.IsBerTlv(word))
        {
            return form with { Counts = null };
        }

        if (MoovWords.Prefix(word) is not { } prefix)
        {
            draft.Note(field.Path, "Its prefix is not one that is known here, so it is left out.");
            return null;
        }

        var counts = prefix.Letters == 0 ? null : form.Counts;
        return form with { Letters = prefix.Letters, LengthForm = prefix.Form, Counts = counts };
    }

    private static int Max(MoovJson field, WireForm form)
    {
        if (MoovWords.IsBerTlv(field.Text("prefix")))
        {
            return field.Number("length") is > 0 and var most ? most : MostInBerTlv;
        }

        return field.Number("length") is 0 && form.Letters > 0 ? form.Capacity() : field.Number("length");
    }

    private void Remark(MoovJson field, WireForm form)
    {
        var encoding = field.Text("enc");
        if (field.Text("type") is "String" or "Numeric")
        {
            if (encoding == "HexToASCII")
            {
                draft.Note(field.Path, "It is characters, each written as two hex characters; it is carried as the bytes they stand for.");
            }
            else if (encoding == "ASCIIToHex")
            {
                draft.Note(field.Path, form.Letters == 0
                    ? "It is hex characters, written as bytes; it is carried as bytes."
                    : "Its length is written there in hex characters and read in bytes; it is carried as bytes whose length counts bytes.");
            }
        }

        if (encoding == "EBCDIC" && !_hasSaidEbcdic)
        {
            _hasSaidEbcdic = true;
            draft.Note("file", "EBCDIC is carried as code page 500, which differs from that library's table in a few special characters.");
        }

        if (form.Form == "bcd" && !_hasSaidFilling)
        {
            _hasSaidFilling = true;
            draft.Note("file", "That library looks at no filling nibble; here only 0 is accepted, unless 'fill' is set to \"any\".");
        }
    }

    private WireForm Filled(WireForm form, MoovJson field)
    {
        if (field.Row("padding", field.Path) is not { } padding || padding.Text("type") is null or "None")
        {
            return form;
        }

        var side = padding.Text("type") switch
        {
            "Left" => "left",
            "Right" => "right",
            _ => null,
        };
        var with = padding.Text("pad");
        if (side is not null && with == " " && form is { IsText: true, Letters: 0 })
        {
            return form with { Filler = side };
        }

        if (side != "left" || with != "0" || form.Letters > 0)
        {
            draft.Note(field.Path, "Its padding is not carried: a value has to be given in its full length.");
        }

        return form;
    }
}
