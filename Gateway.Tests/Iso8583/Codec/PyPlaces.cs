using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Where the fields of pyiso8583 stand: header, type and bitmaps have no place of their own in a message.</summary>
internal static class PyPlaces
{
    /// <summary>Their names of what is no element, in ours, as writing has them; a field that stands for itself is not listed.</summary>
    public static NameOf Names { get; } = new();

    /// <summary>Our path of the field that an error names: their "1" is the second or the third bitmap.</summary>
    public static string Element(PyCase one, Dialect dialect)
    {
        var (field, place, _) = one.Error!.Value;
        return field != "1" ? Names[field] : place < ThirdBitmap(one, dialect) ? "65" : "129";
    }

    /// <summary>Offset and size of a field in the message that was read.</summary>
    public static (int Offset, int Size) Find(string field, IsoMessage message, Dialect dialect, int hexDigits)
    {
        var header = dialect.HeaderSpec is { } spec ? spec.LengthBytes * (spec.IsFixed ? 0 : 1) + Wire(spec, message.Header.Length) : 0;
        switch (field)
        {
            case "h":
                return (0, header);
            case "t":
                return (header, TypeBytes(dialect));
            case "p":
                return (header + TypeBytes(dialect), Bitmap(dialect.BitmapForm));
            case "1":
                return (header + TypeBytes(dialect) + Bitmap(dialect.BitmapForm), hexDigits / 2);
            default:
                var isFound = message.TryFind(int.Parse(field, System.Globalization.CultureInfo.InvariantCulture), out var offset, out var length);
                Assert.That(isFound, Is.True, $"field {field}");
                return (offset, length);
        }
    }

    // "Extra data" behind a second bitmap stands where a third one would begin; only its first bit tells them apart.
    private static int ThirdBitmap(PyCase one, Dialect dialect)
    {
        var second = TypeBytes(dialect) + Bitmap(dialect.BitmapForm);
        var isThird = one.Raw!.Length > second && (one.Raw[second] is 0x38 or 0xF8 || (dialect.SecondaryForm == ElementForm.Binary && one.Raw[second] >= 0x80));
        return isThird ? second + Bitmap(dialect.SecondaryForm) : int.MaxValue;
    }

    private static int Wire(ElementSpec spec, int units) => spec.Form == ElementForm.Bcd ? (units + 1) / 2 : units;

    private static int TypeBytes(Dialect dialect) => dialect.TypeForm == ElementForm.Bcd ? 2 : 4;

    private static int Bitmap(ElementForm form) => form == ElementForm.Binary ? 8 : 16;

    internal sealed class NameOf
    {
        public string this[string field] => field switch { "t" => "0", "p" => "1", "1" => "65", _ => field };
    }
}
