namespace Gateway.Tests.Iso8583.Dialects.Importing;

/// <summary>What every jPOS class becomes; the field has length 20 and no number that the standard says anything of.</summary>
[TestFixture]
public sealed class JposClassTests
{
    [TestCase("IFA_NUMERIC", "n FIXED 20 ascii")]
    [TestCase("IFE_NUMERIC", "n FIXED 20 ebcdic-1047")]
    [TestCase("IFB_NUMERIC", "n FIXED 20 bcd")]
    [TestCase("IFB_FNUMERIC", "n FIXED 20 bcd")]
    [TestCase("IFA_AMOUNT2003", "n FIXED 20 ascii")]
    [TestCase("IFB_AMOUNT2003", "n FIXED 20 bcd")]
    [TestCase("IFA_AMOUNT", "x+n FIXED 19 ascii")]
    [TestCase("IFE_AMOUNT", "x+n FIXED 19 ebcdic-1047")]
    [TestCase("IFB_AMOUNT", "x+n FIXED 19 bcd pad=right")]
    [TestCase("IF_CHAR", "ans FIXED 20 latin1 filler=right")]
    [TestCase("IFE_CHAR", "ans FIXED 20 ebcdic-1047 filler=right")]
    [TestCase("IF_ECHAR", "ans FIXED 20 ebcdic-1047 filler=right")]
    [TestCase("IFA_BINARY", "b FIXED 20 hex")]
    [TestCase("IFB_BINARY", "b FIXED 20 binary")]
    [TestCase("IFE_BINARY", "b FIXED 20 ebcdic-1047")]
    [TestCase("IFB_HEX", "h FIXED 20 bcd")]
    [TestCase("IFA_LLNUM", "n LLVAR 20 ascii/ascii")]
    [TestCase("IFA_LLLNUM", "n LLLVAR 20 ascii/ascii")]
    [TestCase("IFA_LLBNUM", "n LLVAR 20 bcd/ascii counts=nibbles")]
    [TestCase("IFB_LLNUM", "n LLVAR 20 bcd/bcd")]
    [TestCase("IFB_LLLNUM", "n LLLVAR 20 bcd/bcd")]
    [TestCase("IFB_FLLNUM", "n LLVAR 20 bcd/bcd fill=F")]
    [TestCase("IFB_FLLLNUM", "n LLLVAR 20 bcd/bcd fill=F")]
    [TestCase("IFB_LLHNUM", "n LVAR 20 bcd/binary")]
    [TestCase("IFB_LLLHNUM", "n LLVAR 20 bcd/binary")]
    [TestCase("IFE_LLNUM", "n LLVAR 20 ebcdic-1047/ebcdic-1047")]
    [TestCase("IFE_LLLNUM", "n LLLVAR 20 ebcdic-1047/ebcdic-1047")]
    [TestCase("IFEB_LLNUM", "n LLVAR 20 bcd/ebcdic-1047 counts=bytes fill=F")]
    [TestCase("IFEB_LLLNUM", "n LLLVAR 20 bcd/ebcdic-1047 counts=bytes fill=F")]
    [TestCase("IFA_LLCHAR", "ans LLVAR 20 latin1/ascii")]
    [TestCase("IFA_LLLCHAR", "ans LLLVAR 20 latin1/ascii")]
    [TestCase("IFA_LLLLCHAR", "ans LLLLVAR 20 latin1/ascii")]
    [TestCase("IFA_LLLLLCHAR", "ans LLLLLVAR 20 latin1/ascii")]
    [TestCase("IFA_LLLLLLCHAR", "ans LLLLLLVAR 20 latin1/ascii")]
    [TestCase("IFB_LLCHAR", "ans LLVAR 20 latin1/bcd")]
    [TestCase("IFB_LLLCHAR", "ans LLLVAR 20 latin1/bcd")]
    [TestCase("IFB_LLLLCHAR", "ans LLLLVAR 20 latin1/bcd")]
    [TestCase("IFB_LLLLLLCHAR", "ans LLLLLLVAR 20 latin1/bcd")]
    [TestCase("IFB_LLHCHAR", "ans LVAR 20 latin1/binary")]
    [TestCase("IFB_LLLHCHAR", "ans LLVAR 20 latin1/binary")]
    [TestCase("IFB_LLHECHAR", "ans LVAR 20 ebcdic-1047/binary")]
    [TestCase("IFB_LLLHECHAR", "ans LLVAR 20 ebcdic-1047/binary")]
    [TestCase("IFE_LLCHAR", "ans LLVAR 20 ebcdic-1047/ebcdic-1047")]
    [TestCase("IFE_LLLCHAR", "ans LLLVAR 20 ebcdic-1047/ebcdic-1047")]
    [TestCase("IFE_LLLLCHAR", "ans LLLLVAR 20 ebcdic-1047/ebcdic-1047")]
    [TestCase("IFE_LLLEBINARY", "ans LLLVAR 20 ebcdic-1047/ebcdic-1047")]
    [TestCase("IFEA_LLCHAR", "ans LLVAR 20 latin1/ebcdic-1047")]
    [TestCase("IFAE_LLCHAR", "ans LLVAR 20 ebcdic-1047/ascii")]
    [TestCase("IFA_LLBINARY", "b LLVAR 20 binary/ascii")]
    [TestCase("IFA_LLLBINARY", "b LLLVAR 20 binary/ascii")]
    [TestCase("IFA_LLLLBINARY", "b LLLLVAR 20 binary/ascii")]
    [TestCase("IFA_LLLLLBINARY", "b LLLLLVAR 20 binary/ascii")]
    [TestCase("IFA_LLLLLLBINARY", "b LLLLLLVAR 20 binary/ascii")]
    [TestCase("IFA_LLABINARY", "b LLVAR 20 hex/ascii counts=bytes")]
    [TestCase("IFA_LLLABINARY", "b LLLVAR 20 hex/ascii counts=bytes")]
    [TestCase("IFB_LLBINARY", "b LLVAR 20 binary/bcd")]
    [TestCase("IFB_LLLBINARY", "b LLLVAR 20 binary/bcd")]
    [TestCase("IFB_LLLLBINARY", "b LLLLVAR 20 binary/bcd")]
    [TestCase("IFB_LLHBINARY", "b LVAR 20 binary/binary")]
    [TestCase("IFB_LHBINARY", "b LVAR 20 binary/binary")]
    [TestCase("IFB_LLLHBINARY", "b LLVAR 20 binary/binary")]
    [TestCase("IFB_LLHEX", "b LLVAR 20 binary/bcd counts=nibbles")]
    [TestCase("IFB_LLLHEX", "b LLLVAR 20 binary/bcd counts=nibbles")]
    [TestCase("IFE_LLBINARY", "b LLVAR 20 binary/ebcdic-1047")]
    [TestCase("IFE_LLLBINARY", "b LLLVAR 20 binary/ebcdic-1047")]
    public void A_class_becomes(string name, string row)
    {
        var imported = ImportedFile.Jpos($"""<isofield id="63" length="20" name="X" class="org.jpos.iso.{name}"/>""");
        Assert.That(imported.Short(63), Is.EqualTo(row));
        Assert.That(imported.NotesOn("63"), Is.Empty);
    }

    [TestCase("IFA_LCHAR", "ans LVAR 9 latin1/ascii")]
    [TestCase("IFA_LBINARY", "b LVAR 9 binary/ascii")]
    [TestCase("IFE_LCHAR", "ans LVAR 9 ebcdic-1047/ebcdic-1047")]
    [TestCase("IFE_LBINARY", "b LVAR 9 binary/ebcdic-1047")]
    public void A_class_with_one_digit_of_length_holds_nine(string name, string row)
    {
        var imported = ImportedFile.Jpos($"""<isofield id="63" length="20" name="X" class="org.jpos.iso.{name}"/>""");
        Assert.That(imported.Short(63), Is.EqualTo(row));
        Assert.That(imported.NotesOn("63"), Has.One.Contains("up to 20"));
    }

    [TestCase("IFB_NUMERIC", "true", "n FIXED 3 bcd")]
    [TestCase("IFB_NUMERIC", "false", "n FIXED 3 bcd pad=right")]
    [TestCase("IFB_NUMERIC", null, "n FIXED 3 bcd pad=right")]
    [TestCase("IFB_LLNUM", "true", "n LLVAR 3 bcd/bcd pad=left")]
    [TestCase("IFB_LLNUM", "false", "n LLVAR 3 bcd/bcd")]
    [TestCase("IFB_LLLNUM", "true", "n LLLVAR 3 bcd/bcd pad=left")]
    [TestCase("IFB_LLHNUM", "true", "n LVAR 3 bcd/binary pad=left")]
    [TestCase("IFA_LLBNUM", "true", "n LLVAR 3 bcd/ascii counts=nibbles pad=left")]
    [TestCase("IFB_FNUMERIC", "false", "n FIXED 3 bcd pad=right fill=F")]
    [TestCase("IFB_FNUMERIC", "true", "n FIXED 3 bcd")]
    [TestCase("IFB_FLLNUM", "true", "n LLVAR 3 bcd/bcd pad=left")]
    [TestCase("IFB_HEX", "false", "h FIXED 3 bcd pad=right fill=F")]
    [TestCase("IFB_HEX", "true", "h FIXED 3 bcd")]
    public void Pad_true_fills_on_the_left_and_everything_else_on_the_right(string name, string? pad, string row)
    {
        var attribute = pad is null ? "" : $"pad=\"{pad}\"";
        var imported = ImportedFile.Jpos($"""<isofield id="63" length="3" name="X" {attribute} class="org.jpos.iso.{name}"/>""");
        Assert.That(imported.Short(63), Is.EqualTo(row));
        Assert.That(imported.NotesOn("file"), Has.One.Contains("filling nibble"));
    }

    [TestCase("org.jpos.iso.IF_NOP", "no bytes")]
    [TestCase("org.jpos.iso.IF_TCHAR", "token")]
    [TestCase("org.jpos.iso.IFA_FLLCHAR", "full size")]
    [TestCase("org.jpos.iso.IFA_FLLNUM", "full size")]
    [TestCase("org.jpos.iso.IFB_LLHFBINARY", "full size")]
    [TestCase("org.jpos.iso.IFE_SIGNED_NUMERIC", "zone")]
    [TestCase("org.jpos.iso.IFEP_LLCHAR", "before its tag")]
    [TestCase("org.jpos.iso.IFEP_LLLCHAR", "before its tag")]
    [TestCase("org.jpos.iso.IFELPE_LLLCHAR", "before its tag")]
    [TestCase("org.jpos.tlv.packager.IF_FSTCHAR", "separator")]
    [TestCase("org.jpos.tlv.packager.IF_FCHAR", "all that is left")]
    [TestCase("org.jpos.iso.IFB_BITMAP", "bitmap")]
    [TestCase("org.jpos.iso.IFX_NOSUCH", "not one of the field packagers")]
    [TestCase("com.example.IFA_LLNUM", "not one of the field packagers")]
    public void A_class_that_cannot_be_said_is_left_out_and_noted(string name, string why)
    {
        var imported = ImportedFile.Jpos(
            $"""<isofield id="3" length="6" name="Y" class="IFA_NUMERIC"/><isofield id="63" length="20" name="X" class="{name}"/>""");
        Assert.That(imported.Element(63), Is.Null);
        Assert.That(imported.NotesOn("63").Single(), Does.Contain(why).And.Contain("left out"));
    }

    [Test]
    public void An_unused_field_is_no_loss()
    {
        var imported = ImportedFile.Jpos(
            """<isofield id="3" length="6" name="Y" class="IFA_NUMERIC"/><isofield id="63" length="20" name="X" class="org.jpos.iso.IF_UNUSED"/>""");
        Assert.That(imported.Element(63), Is.Null);
        Assert.That(imported.Notes, Is.Empty);
    }
}
