using CsCheck;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tracing;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Any bytes are a message or an <see cref="IsoFormatException"/>. A failure prints the seed that repeats it.</summary>
[TestFixture]
public sealed class FuzzTests
{
    private static readonly Dialect _unionPay = Dialect.Embedded("unionpay-pos");
    private static readonly Dialect _ascii = Dialect.Embedded("iso8583-1987-ascii");

    private static readonly Gen<byte[]> _noise = Gen.Byte.Array[0, 400];
    private static readonly Gen<byte[]> _asciiNoise = Gen.OneOf(Gen.Char['0', '9'], Gen.Char['0', 'F'], Gen.Char['\0', '\u00FF'])
        .Array[0, 400].Select(characters => characters.Select(character => (byte)character).ToArray());

    private static readonly Gen<byte[]> _unionPayBodies = Gen.OneOf(
        Gen.Int[0, RecordedMessage.All.Count - 1].Select(index => RecordedMessage.All[index].Body),
        AnyMessage.Of(_unionPay).Select(new MessageWriter(_unionPay).Write));

    private static readonly Gen<byte[]> _asciiBodies = AnyMessage.Of(_ascii).Select(new MessageWriter(_ascii).Write);

    [Test]
    public void Noise_is_a_message_or_a_format_error()
    {
        _noise.Sample(bytes => ReadsOrRefuses(_unionPay, bytes), iter: 20_000);
        _asciiNoise.Sample(bytes => ReadsOrRefuses(_ascii, bytes), iter: 20_000);
    }

    [Test]
    public void Damaged_messages_are_messages_or_format_errors()
    {
        Damaged(_unionPayBodies).Sample(bytes => ReadsOrRefuses(_unionPay, bytes), iter: 50_000);
        Damaged(_asciiBodies).Sample(bytes => ReadsOrRefuses(_ascii, bytes), iter: 20_000);
    }

    [Test]
    public void What_unionpay_accepts_is_written_again_byte_for_byte()
        => Damaged(_unionPayBodies).Sample(
            bytes => TryRead(_unionPay, bytes) is not { } message
                || new MessageWriter(_unionPay).Write(message).AsSpan().SequenceEqual(bytes),
            iter: 50_000);

    [Test]
    public void Written_and_read_is_the_same_message([Values("unionpay-pos", "iso8583-1987-ascii")] string name)
    {
        var dialect = Dialect.Embedded(name);
        var reader = new MessageReader(dialect);
        var writer = new MessageWriter(dialect);
        AnyMessage.Of(dialect).Sample(
            message => AreSame(message, reader.Read(writer.Write(message))),
            iter: 5_000,
            print: message => message.ToString());
    }

    [Test]
    public void Cut_anywhere_is_refused([Values("unionpay-pos", "iso8583-1987-ascii")] string name)
    {
        var dialect = Dialect.Embedded(name);
        var writer = new MessageWriter(dialect);
        Gen.Select(AnyMessage.Of(dialect).Select(writer.Write), Gen.Double[0, 1]).Sample(
            (body, where) => TryRead(dialect, body[..(int)(where * (body.Length - 1))]) is null, iter: 5_000);
    }

    private static Gen<byte[]> Damaged(Gen<byte[]> bodies)
        => Gen.Select(bodies, Gen.Select(Gen.Int[0, 2], Gen.Double[0, 1], Gen.Byte).Array[0, 4], (body, wounds) =>
        {
            var bytes = body.ToList();
            foreach (var (kind, where, value) in wounds)
            {
                var at = (int)(where * Math.Max(0, bytes.Count - 1));
                switch (kind)
                {
                    case 0 when bytes.Count > 0:
                        bytes[at] = value;
                        break;
                    case 1 when bytes.Count > 0:
                        bytes.RemoveAt(at);
                        break;
                    default:
                        bytes.Insert(at, value);
                        break;
                }
            }

            return bytes.ToArray();
        });

    private static bool ReadsOrRefuses(Dialect dialect, byte[] bytes)
    {
        var message = TryRead(dialect, bytes);
        return message is null || MessageTrace.Describe(message, dialect).Length > 0;
    }

    private static IsoMessage? TryRead(Dialect dialect, byte[] bytes)
    {
        try
        {
            return new MessageReader(dialect).Read(bytes);
        }
        catch (IsoFormatException damage)
        {
            var isPlaced = damage.Offset >= 0 && damage.Length >= 0 && damage.Offset + damage.Length <= bytes.Length;
            return isPlaced ? null : throw new InvalidOperationException("The damage lies outside the message.", damage);
        }
    }

    private static bool AreSame(IsoMessage one, IsoMessage other)
        => one.Type == other.Type
            && one.Elements.SequenceEqual(other.Elements)
            && one.Elements.All(element => one.Bytes(element).SequenceEqual(other.Bytes(element)))
            && one.Elements.All(element => one.Text(element) == other.Text(element));
}
