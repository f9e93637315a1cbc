using System.Globalization;
using System.Text;
using Gateway.Iso8583.Dialects;

namespace Gateway.Benchmarks;

/// <summary>A plain decoder for the two measured dialects: a string for each element, nothing checked but lengths.</summary>
internal sealed class StringCodec(Dialect dialect)
{
    private readonly bool _isPacked = dialect.TypeForm == ElementForm.Bcd;

    public Dictionary<int, string> Parse(byte[] bytes)
    {
        var at = _isPacked ? 2 : 4;
        var elements = new Dictionary<int, string> { [0] = _isPacked ? Convert.ToHexString(bytes, 0, 2) : Encoding.ASCII.GetString(bytes, 0, 4) };
        var bitmap = ulong.Parse(
            _isPacked ? Convert.ToHexString(bytes, at, 8) : Encoding.ASCII.GetString(bytes, at, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        at += _isPacked ? 8 : 16;
        for (var element = 2; element <= 64; element++)
        {
            if ((bitmap & (1UL << (64 - element))) != 0)
            {
                elements[element] = Value(bytes, dialect.Element(element)!, ref at);
            }
        }

        return elements;
    }

    private static string Value(byte[] bytes, ElementSpec spec, ref int at)
    {
        var count = spec.Form == ElementForm.Hex ? 2 * spec.Max : spec.Max;
        if (!spec.IsFixed)
        {
            var length = spec.LengthForm == ElementForm.Bcd
                ? Convert.ToHexString(bytes, at, spec.LengthBytes) : Encoding.ASCII.GetString(bytes, at, spec.LengthBytes);
            count = int.Parse(length, CultureInfo.InvariantCulture);
            at += spec.LengthBytes;
        }

        var size = spec.Form == ElementForm.Bcd ? (count + 1) / 2 : count;
        var value = spec.Form is ElementForm.Bcd or ElementForm.Binary
            ? Convert.ToHexString(bytes, at, size) : Encoding.Latin1.GetString(bytes, at, size);
        at += size;
        return value;
    }
}
