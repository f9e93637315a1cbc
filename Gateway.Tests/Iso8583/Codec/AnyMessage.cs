using CsCheck;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Generates messages that fit a dialect: any type, any elements, any values of the right content and length.</summary>
internal static class AnyMessage
{
    public static Gen<IsoMessage> Of(Dialect dialect)
    {
        var specs = Enumerable.Range(2, 127).Select(dialect.Element).OfType<ElementSpec>().ToArray();
        var elements = Gen.Shuffle(specs, 0, 20).SelectMany(chosen => Gen.Int[0, 9999].SelectMany(type => Fill(type, chosen)));
        return elements;
    }

    private static Gen<IsoMessage> Fill(int type, ElementSpec[] specs)
    {
        var message = Gen.Const(() => new IsoMessage(MessageType.Parse($"{type:D4}")));
        foreach (var spec in specs)
        {
            message = Gen.Select(message, Value(spec), (built, value) => spec.Content == ElementContent.Binary
                ? built.Set(spec.Number, Convert.FromHexString(value))
                : built.Set(spec.Number, value));
        }

        return message;
    }

    private static Gen<string> Value(ElementSpec spec)
    {
        var least = spec.Length == LengthKind.Fixed ? spec.Max : 0;
        return spec.Content switch
        {
            ElementContent.Numeric => Gen.String[Gen.Char['0', '9'], least, spec.Max],
            ElementContent.Track => Gen.String[Gen.Char["0123456789ABC=EF"], least, spec.Max],
            ElementContent.SignedNumeric => Gen.Select(
                Gen.Char["CD"], Gen.String[Gen.Char['0', '9'], spec.Max - 1, spec.Max - 1], (sign, digits) => sign + digits),
            ElementContent.Binary => Gen.Byte.Array[least, spec.Max].Select(Convert.ToHexString),
            _ => Gen.String[Gen.Char['\0', '\u00FF'], least, spec.Max],
        };
    }
}
