namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>The jPOS field packager classes, by name.</summary>
/// <remarks>
/// <para>
/// The names mislead: IFA_BINARY is hex and IFA_LLBINARY raw; LLH is one byte of length and LLLH two; IFB_LLHEX is raw bytes whose
/// length counts nibbles; IFEB counts bytes. Source: what each class reads and writes in jPOS 1.6 to 3.0.
/// </para>
/// </remarks>
internal static class JposClasses
{
    private const string Ebcdic = "ebcdic-1047";

    /// <summary>Classes that are bitmaps, and the form of each.</summary>
    internal static IReadOnlyDictionary<string, string> Bitmaps { get; } = new Dictionary<string, string>
    {
        ["IFA_BITMAP"] = "hex",
        ["IFA_BITMAPStandalone"] = "hex",
        ["IFB_BITMAP"] = "binary",
        ["IFB_BITMAPStandalone"] = "binary",
        ["IFE_BITMAP"] = Ebcdic,
        ["Base1_BITMAP126"] = "binary",
    };

    /// <summary>Classes that are left out, and why.</summary>
    internal static IReadOnlyDictionary<string, string> Inexpressible { get; } = new Dictionary<string, string>
    {
        ["IF_NOP"] = "has a bit and no bytes",
        ["IF_TCHAR"] = "ends with a token of its own instead of having a length",
        ["IF_TBASE"] = "ends with a token of its own instead of having a length",
        ["IF_FSTCHAR"] = "ends with a separator instead of having a length",
        ["IF_FSTBINARY"] = "ends with a separator instead of having a length",
        ["IF_FCHAR"] = "takes all that is left of the message",
        ["IF_FBINARY"] = "takes all that is left of the message",
        ["IFA_FLLCHAR"] = "has a length and is filled to its full size all the same",
        ["IFA_FLLNUM"] = "has a length and is filled to its full size all the same",
        ["IFB_LLHFBINARY"] = "has a length and is filled to its full size all the same",
        ["IFE_SIGNED_NUMERIC"] = "has its sign in the zone of the last digit",
        ["IFEP_LLCHAR"] = "has its length before its tag",
        ["IFEP_LLLCHAR"] = "has its length before its tag",
        ["IFELPE_LLLCHAR"] = "has its length before its tag",
    };

    /// <summary>The name of the class that is never on the wire.</summary>
    internal const string Unused = "IF_UNUSED";

    /// <summary>Classes of ordinary fields.</summary>
    internal static IReadOnlyDictionary<string, JposClass> Fields { get; } = Table();

    /// <summary>Classes of fields that bring their own tag.</summary>
    internal static IReadOnlyDictionary<string, JposTagged> Tagged { get; } = TagTable();

    private static Dictionary<string, JposClass> Table()
    {
        Dictionary<string, JposClass> all = new(StringComparer.Ordinal)
        {
            ["IFA_NUMERIC"] = Fixed("n", "ascii"),
            ["IFE_NUMERIC"] = Fixed("n", Ebcdic),
            ["IFB_NUMERIC"] = Bcd(0),
            ["IFB_FNUMERIC"] = Bcd(0, fill: "F"),
            ["IFA_AMOUNT2003"] = Fixed("n", "ascii"),
            ["IFB_AMOUNT2003"] = Bcd(0),
            ["IFA_AMOUNT"] = Fixed("x+n", "ascii"),
            ["IFE_AMOUNT"] = Fixed("x+n", Ebcdic),
            ["IFB_AMOUNT"] = new(new WireForm("x+n", 0, "bcd")) { PadChooses = true },
            ["IF_CHAR"] = new(new WireForm("ans", 0, "latin1") { Filler = "right" }),
            ["IFE_CHAR"] = new(new WireForm("ans", 0, Ebcdic) { Filler = "right" }),
            ["IF_ECHAR"] = new(new WireForm("ans", 0, Ebcdic) { Filler = "right" }),
            ["IFA_BINARY"] = Fixed("b", "hex"),
            ["IFB_BINARY"] = Fixed("b", "binary"),
            ["IFE_BINARY"] = Fixed("b", Ebcdic),
            ["IFB_HEX"] = new(new WireForm("h", 0, "bcd")) { PadChooses = true, RightFill = "F" },
            ["IFA_LLBNUM"] = new(new WireForm("n", 2, "bcd", "ascii") { Counts = "nibbles" }) { PadChooses = true },
            ["IFA_LLABINARY"] = new(new WireForm("b", 2, "hex", "ascii") { Counts = "bytes" }),
            ["IFA_LLLABINARY"] = new(new WireForm("b", 3, "hex", "ascii") { Counts = "bytes" }),
            ["IFB_LLHEX"] = new(new WireForm("b", 2, "binary", "bcd") { Counts = "nibbles" }),
            ["IFB_LLLHEX"] = new(new WireForm("b", 3, "binary", "bcd") { Counts = "nibbles" }),
            ["IFB_LLNUM"] = Bcd(2, "bcd"),
            ["IFB_LLLNUM"] = Bcd(3, "bcd"),
            ["IFB_FLLNUM"] = Bcd(2, "bcd", "F"),
            ["IFB_FLLLNUM"] = Bcd(3, "bcd", "F"),
            ["IFB_LLHNUM"] = Bcd(1, "binary"),
            ["IFB_LLLHNUM"] = Bcd(2, "binary"),
            ["IFEB_LLNUM"] = new(new WireForm("n", 2, "bcd", Ebcdic) { Counts = "bytes", Pad = "right", Fill = "F" }),
            ["IFEB_LLLNUM"] = new(new WireForm("n", 3, "bcd", Ebcdic) { Counts = "bytes", Pad = "right", Fill = "F" }),
            ["IFB_LHBINARY"] = Var("b", 1, "binary", "binary"),
        };
        AddSeries(all);
        return all;
    }

    // Name before the letters, name after them, content, form, length form, fewest and most letters.
    private static void AddSeries(Dictionary<string, JposClass> all)
    {
        foreach (var (before, after, content, form, lengthForm, fewest, most) in new[]
        {
            ("IFA_", "NUM", "n", "ascii", "ascii", 2, 3),
            ("IFA_", "CHAR", "ans", "latin1", "ascii", 1, 6),
            ("IFA_", "BINARY", "b", "binary", "ascii", 1, 6),
            ("IFB_", "CHAR", "ans", "latin1", "bcd", 2, 6),
            ("IFB_", "BINARY", "b", "binary", "bcd", 2, 6),
            ("IFE_", "NUM", "n", Ebcdic, Ebcdic, 2, 3),
            ("IFE_", "CHAR", "ans", Ebcdic, Ebcdic, 1, 4),
            ("IFE_", "BINARY", "b", "binary", Ebcdic, 1, 3),
            ("IFE_", "EBINARY", "ans", Ebcdic, Ebcdic, 3, 3),
            ("IFEA_", "CHAR", "ans", "latin1", Ebcdic, 2, 3),
            ("IFAE_", "CHAR", "ans", Ebcdic, "ascii", 2, 3),
        })
        {
            for (var letters = fewest; letters <= most; letters++)
            {
                all.Add(before + new string('L', letters) + after, Var(content, letters, form, lengthForm));
            }
        }

        foreach (var (after, content, form) in new[] { ("CHAR", "ans", "latin1"), ("ECHAR", "ans", Ebcdic), ("BINARY", "b", "binary") })
        {
            all.Add("IFB_LLH" + after, Var(content, 1, form, "binary"));
            all.Add("IFB_LLLH" + after, Var(content, 2, form, "binary"));
        }
    }

    private static Dictionary<string, JposTagged> TagTable()
    {
        Dictionary<string, JposTagged> all = new(StringComparer.Ordinal)
        {
            ["IFMC_LLCHAR"] = new(2, "ascii", new WireForm("ans", 2, "latin1", "ascii")),
            ["IFMC_LLLCHAR"] = new(2, "ascii", new WireForm("ans", 3, "latin1", "ascii")),
            ["IFMC_LLBINARY"] = new(2, "ascii", new WireForm("b", 2, "binary", "ascii")),
            ["IFMC_LLLBINARY"] = new(2, "ascii", new WireForm("b", 3, "binary", "ascii")),
            ["IFEMC_LLCHAR"] = new(2, "ascii", new WireForm("ans", 2, Ebcdic, Ebcdic)),
            ["IFEMC_LLLCHAR"] = new(2, "ascii", new WireForm("ans", 3, Ebcdic, Ebcdic)),
            ["IFEPE_LLCHAR"] = new(2, Ebcdic, new WireForm("ans", 2, Ebcdic, Ebcdic)),
            ["IFEPE_LLLCHAR"] = new(3, Ebcdic, new WireForm("ans", 3, Ebcdic, Ebcdic)),
            ["IFEPE_LLBINARY"] = new(2, Ebcdic, new WireForm("b", 2, "binary", Ebcdic)),
            ["IFIPM_LLLCHAR"] = new(4, "ascii", new WireForm("ans", 3, "latin1", "ascii")),
            ["IFA_TTTLLLCHAR"] = new(3, "ascii", new WireForm("ans", 3, "latin1", "ascii")),
            ["IFTA_LLNUM"] = new(0, "ascii", new WireForm("n", 2, "ascii", "ascii")),
            ["IFTA_LLLNUM"] = new(0, "ascii", new WireForm("n", 3, "ascii", "ascii")),
            ["IFTA_LLCHAR"] = new(0, "ascii", new WireForm("ans", 2, "latin1", "ascii")),
            ["IFTA_LLLCHAR"] = new(0, "ascii", new WireForm("ans", 3, "latin1", "ascii")),
            ["IFTA_LLBINARY"] = new(0, "ascii", new WireForm("b", 2, "binary", "ascii")),
            ["IFTA_LLLBINARY"] = new(0, "ascii", new WireForm("b", 3, "binary", "ascii")),
            ["IFTB_LLBINARY"] = new(0, "ascii", new WireForm("b", 2, "binary", "bcd")),
        };
        for (var letters = 1; letters <= 4; letters++)
        {
            all.Add($"IFA_TT{new string('L', letters)}CHAR", new(2, "ascii", new WireForm("ans", letters, "latin1", "ascii")));
            all.Add($"IFA_TT{new string('L', letters)}BINARY", new(2, "ascii", new WireForm("b", letters, "binary", "ascii")));
        }

        return all;
    }

    private static JposClass Fixed(string content, string form) => new(new WireForm(content, 0, form));

    private static JposClass Var(string content, int letters, string form, string lengthForm)
        => new(new WireForm(content, letters, form, lengthForm));

    private static JposClass Bcd(int letters, string? lengthForm = null, string? fill = null)
        => new(new WireForm("n", letters, "bcd", lengthForm)) { PadChooses = true, RightFill = fill };
}
