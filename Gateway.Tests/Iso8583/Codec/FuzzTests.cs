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
    private static readonly Gen<byte[]> _noise = Gen.OneOf(
        Gen.Byte.Array[0, 400],
        Gen.OneOf(Gen.Char['0', '9'], Gen.Char['0', 'F'], Gen.Char['\0', '\u00FF'])
            .Array[0, 400].Select(characters => characters.Select(character => (byte)character).ToArray()));

    private static IEnumerable<TestCaseData> Dialects() => ManyDialects.Cases();

    [TestCaseSource(nameof(Dialects))]
    public void Noise_is_a_message_or_a_format_error(Dialect dialect)
        => _noise.Sample(bytes => ReadsOrRefuses(dialect, bytes), iter: 5_000);

    [TestCaseSource(nameof(Dialects))]
    public void Damaged_messages_are_messages_or_format_errors(Dialect dialect)
        => Bodies(dialect).Sample(bytes => ReadsOrRefuses(dialect, bytes), iter: 5_000);

    [TestCaseSource(nameof(Dialects))]
    public void What_is_accepted_is_written_again_byte_for_byte(Dialect dialect)
        => Bodies(dialect).Sample(
            bytes => TryRead(dialect, bytes) is not { } message || new MessageWriter(dialect).Write(message).AsSpan().SequenceEqual(bytes),
            iter: 5_000);

    [TestCaseSource(nameof(Dialects))]
    public void Parts_of_what_is_accepted_are_written_again_byte_for_byte(Dialect dialect)
        => Bodies(dialect).Sample(bytes => TryRead(dialect, bytes) is not { } message || PartsAreKept(dialect, message), iter: 2_000);

    [TestCaseSource(nameof(Dialects))]
    public void Written_and_read_is_the_same_message(Dialect dialect)
    {
        var (reader, writer) = (new MessageReader(dialect), new MessageWriter(dialect));
        AnyMessage.Of(dialect).Sample(
            message => AnyMessage.AreSame(dialect, message, reader.Read(writer.Write(message))), iter: 3_000, print: message => message.ToString());
    }

    [TestCaseSource(nameof(Dialects))]
    public void Value_taken_out_and_set_again_is_written_as_the_same_bytes(Dialect dialect)
    {
        var (reader, writer) = (new MessageReader(dialect), new MessageWriter(dialect));
        AnyMessage.Written(dialect).Sample(
            body =>
            {
                var read = reader.Read(body);
                var again = new IsoMessage(read.Type).SetHeader(read.Header);
                foreach (var element in read.Present)
                {
                    again.Set(element, read.Text(element)!);
                }

                return writer.Write(again).AsSpan().SequenceEqual(body);
            },
            iter: 2_000);
    }

    [TestCaseSource(nameof(Dialects))]
    public void Cut_anywhere_is_refused(Dialect dialect)
        => Gen.Select(AnyMessage.Written(dialect), Gen.Double[0, 1]).Sample(
            (body, where) => TryRead(dialect, body[..(int)(where * (body.Length - 1))]) is null, iter: 2_000);

    private static Gen<byte[]> Bodies(Dialect dialect) => dialect.Name != "unionpay-pos"
        ? AnyMessage.Damaged(dialect)
        : AnyMessage.Damaged(Gen.OneOf(
            Gen.Int[0, RecordedMessage.All.Count - 1].Select(index => RecordedMessage.All[index].Body), AnyMessage.Written(dialect)));

    private static bool ReadsOrRefuses(Dialect dialect, byte[] bytes)
    {
        var message = TryRead(dialect, bytes);
        return message is null || MessageTrace.Describe(message, dialect).Length > 0;
    }

    private static bool PartsAreKept(Dialect dialect, IsoMessage message)
        => message.Elements.All(element => dialect.Element(element)!.Inside is null
            || message.Parts(element) is not { } parts
            || parts.ToBytes().AsSpan().SequenceEqual(message.Bytes(element)));

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
}
