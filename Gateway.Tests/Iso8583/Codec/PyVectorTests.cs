using System.Globalization;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>The cases of pyiso8583's tests, each with a dialect of its own: the same values, the same bytes, the same places of damage.</summary>
[TestFixture]
public sealed class PyVectorTests
{
    private const NumberStyles Digits = NumberStyles.None;

    private static IEnumerable<TestCaseData> Decoded() => Cases(one => one is { IsDecode: true, Error: null });

    private static IEnumerable<TestCaseData> Undecoded() => Cases(one => one is { IsDecode: true, Error: not null, IsNoDialect: false });

    private static IEnumerable<TestCaseData> Encoded() => Cases(one => one is { IsDecode: false, Error: null });

    private static IEnumerable<TestCaseData> Unencoded() => Cases(one => one is { IsDecode: false, Error: not null, IsNoDialect: false });

    private static IEnumerable<TestCaseData> NoDialects() => Cases(one => one.IsNoDialect);

    [Test]
    public void None_is_lost_from_the_file()
        => Assert.That(
            (PyCase.All.Count, Decoded().Count() + Undecoded().Count() + Encoded().Count() + Unencoded().Count() + NoDialects().Count()),
            Is.EqualTo((142, 142)));

    [TestCaseSource(nameof(Decoded))]
    public void Decodes_to_the_same_fields_and_is_written_again(object vector)
    {
        var one = (PyCase)vector;
        var dialect = Dialect.Parse(PyDialect.Json(one.Spec), one.Test);
        var message = new MessageReader(dialect).Read(one.Raw!);

        ExpectValues(one.Values, message, dialect);
        Assert.That(message.Elements, Is.EqualTo(Elements(one.Values)));
        ExpectBytes(one, message, dialect);
        Assert.That(Convert.ToHexString(new MessageWriter(dialect).Write(message)), Is.EqualTo(Convert.ToHexString(one.Raw!)));
    }

    [TestCaseSource(nameof(Encoded))]
    public void Encodes_to_the_same_bytes(object vector)
    {
        var one = (PyCase)vector;
        var dialect = Dialect.Parse(PyDialect.Json(one.Spec), one.Test);
        var written = new MessageWriter(dialect).Write(Message(one, dialect));

        Assert.That(Convert.ToHexString(written), Is.EqualTo(Convert.ToHexString(one.Raw!)));
        ExpectBytes(one, new MessageReader(dialect).Read(written), dialect);
    }

    [TestCaseSource(nameof(Undecoded))]
    public void Damage_is_at_the_same_field_and_byte_and_leaves_the_same_fields(object vector)
    {
        var one = (PyCase)vector;
        var dialect = Dialect.Parse(PyDialect.Json(one.Spec), one.Test);
        var damage = Assert.Throws<IsoFormatException>(() => new MessageReader(dialect).Read(one.Raw!));

        Assert.That((damage!.Element, damage.Offset), Is.EqualTo((PyPlaces.Element(one, dialect), one.Error!.Value.Place)));
        var isWhole = damage.Error == FormatError.TrailingBytes;
        var left = one.Values.Where(field => isWhole || field.Key != one.Error.Value.Field).ToDictionary();
        ExpectValues(left, damage.Partial, dialect);
        Assert.That(damage.Partial.Elements, Is.EqualTo(Elements(left)));
    }

    [TestCaseSource(nameof(Unencoded))]
    public void Value_that_does_not_fit_is_refused_by_its_field(object vector)
    {
        var one = (PyCase)vector;
        var dialect = Dialect.Parse(PyDialect.Json(one.Spec), one.Test);
        var fault = Assert.Catch<ArgumentException>(() => new MessageWriter(dialect).Write(Message(one, dialect)));

        // A number that no bitmap has is refused when it is set.
        var element = fault is IsoValueException value ? value.Element : "1";
        Assert.That(element, Is.EqualTo(PyPlaces.Names[one.Error!.Value.Field]));
    }

    [TestCaseSource(nameof(NoDialects))]
    public void Unknown_encoding_is_no_dialect(object vector)
        => Assert.That(() => Dialect.Parse(PyDialect.Json(((PyCase)vector).Spec), "test"), Throws.InstanceOf<DialectException>());

    private static void ExpectValues(IReadOnlyDictionary<string, string> values, IsoMessage message, Dialect dialect)
    {
        foreach (var (field, value) in values)
        {
            var read = field switch
            {
                "t" => message.Type.ToString(),
                "h" => Text(dialect.HeaderSpec!, message.Header),
                "p" or "1" => value,
                _ => message.Text(int.Parse(field, Digits, CultureInfo.InvariantCulture)),
            };
            Assert.That(read, Is.EqualTo(value), $"field {field}");
        }
    }

    private static void ExpectBytes(PyCase one, IsoMessage message, Dialect dialect)
    {
        foreach (var (field, (length, data)) in one.Encoded)
        {
            var (offset, size) = PyPlaces.Find(field, message, dialect, length.Length + data.Length);
            Assert.That(Convert.ToHexString(one.Raw!.AsSpan(offset, size)), Is.EqualTo(length + data), $"field {field}");
        }
    }

    private static IsoMessage Message(PyCase one, Dialect dialect)
    {
        var isType = MessageType.TryParseAny(one.Values.GetValueOrDefault("t"), out var type);
        var message = new IsoMessage(type);
        if (dialect.HeaderSpec is { } header && one.Values.TryGetValue("h", out var text))
        {
            message.SetHeader(header.Content == ElementContent.Binary ? Convert.FromHexString(text) : Encoding.Latin1.GetBytes(text));
        }

        foreach (var element in Elements(one.Values))
        {
            message.Set(element, one.Values[element.ToString(CultureInfo.InvariantCulture)]);
        }

        // The header is looked at first, as it stands first.
        _ = new MessageWriter(dialect).Measure(message);
        return isType ? message : throw new IsoValueException(FormatError.BadMessageType, "0", "no message type");
    }

    private static string Text(ElementSpec spec, ReadOnlySpan<byte> value)
        => spec.Content == ElementContent.Binary ? Convert.ToHexString(value) : Encoding.Latin1.GetString(value);

    private static IEnumerable<int> Elements(IReadOnlyDictionary<string, string> values)
        => values.Keys.Where(key => int.TryParse(key, Digits, CultureInfo.InvariantCulture, out var number) && number != 1)
            .Select(key => int.Parse(key, Digits, CultureInfo.InvariantCulture)).Order();

    private static IEnumerable<TestCaseData> Cases(Func<PyCase, bool> which)
        => PyCase.All.Where(which).Select((one, index) => new TestCaseData(one).SetArgDisplayNames($"{index}", Name(one.Test)));

    private static string Name(string test) => new([.. test.Split("::")[^1].Where(character => char.IsAsciiLetterOrDigit(character) || character == '_')]);
}
