using System.Text;
using CsCheck;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tracing;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>A frame never yields bytes of another: not of its neighbours in the buffer, not of what the message object held before.</summary>
[TestFixture]
public sealed class IsolationTests
{
    private const int Margin = 600;

    private static IEnumerable<TestCaseData> Dialects() => ManyDialects.Cases();

    [TestCaseSource(nameof(Dialects))]
    public void What_a_frame_yields_does_not_depend_on_what_is_around_it_or_was_before_it(Dialect dialect)
    {
        var reader = new MessageReader(dialect);
        Gen.Select(AnyMessage.Written(dialect), AnyMessage.Damaged(dialect)).Sample(
            (before, body) =>
            {
                // The same frame twice: among bytes 5A, after another message; and alone, read for the first time.
                var used = new IsoMessage();
                reader.Read(before, used);
                Touch(used);
                var amongOthers = Read(reader, Between(body, 0x5A, before), used, dialect);
                var alone = Read(reader, body, new IsoMessage(), dialect);
                return amongOthers == alone;
            },
            iter: 3_000);
    }

    [TestCaseSource(nameof(Dialects))]
    public void Marker_around_a_frame_is_in_nothing_that_is_read(Dialect dialect)
    {
        // Text that no generated value holds: eight times the same unlikely character of either kind.
        var marker = Encoding.Latin1.GetString(Enumerable.Repeat((byte)0x5A, 8).ToArray());
        var reader = new MessageReader(dialect);
        AnyMessage.Damaged(dialect).Sample(
            body =>
            {
                var said = Read(reader, Between(body, 0x5A, body), new IsoMessage(), dialect);
                var isInside = Encoding.Latin1.GetString(body).Contains("ZZZZ", StringComparison.Ordinal);
                return isInside || !(said.Contains(marker, StringComparison.Ordinal) || said.Contains("5A5A5A5A5A5A5A5A", StringComparison.Ordinal));
            },
            iter: 3_000);
    }

    [TestCaseSource(nameof(Dialects))]
    public void Message_that_is_used_again_equals_a_fresh_one(Dialect dialect)
    {
        var (reader, writer) = (new MessageReader(dialect), new MessageWriter(dialect));
        AnyMessage.Written(dialect).Array[2, 6].Sample(
            bodies =>
            {
                var used = new IsoMessage();
                foreach (var body in bodies)
                {
                    reader.Read(body, used);
                    if (!AnyMessage.AreSame(dialect, reader.Read(body), used) || !writer.Write(used).AsSpan().SequenceEqual(body))
                    {
                        return false;
                    }
                }

                return true;
            },
            iter: 1_000);
    }

    [TestCaseSource(nameof(Dialects))]
    public void Copy_outlives_the_bytes_and_the_next_read(Dialect dialect)
    {
        var (reader, writer) = (new MessageReader(dialect), new MessageWriter(dialect));
        Gen.Select(AnyMessage.Written(dialect), AnyMessage.Written(dialect)).Sample(
            (body, next) =>
            {
                var used = new IsoMessage();
                var buffer = Between(body, 0x5A, body).ToArray();
                reader.Read(buffer, used);
                var copy = used.Copy();
                Array.Fill(buffer, (byte)0xA5);
                reader.Read(next, used);
                Touch(used);
                return AnyMessage.AreSame(dialect, reader.Read(body), copy) && writer.Write(copy).AsSpan().SequenceEqual(body);
            },
            iter: 1_000);
    }

    /// <summary>The frame in the middle of a buffer that holds a marker, and another message on both sides of it.</summary>
    private static ReadOnlyMemory<byte> Between(byte[] body, byte marker, byte[] other)
    {
        var buffer = new byte[Margin + other.Length + body.Length + other.Length + Margin];
        Array.Fill(buffer, marker);
        other.CopyTo(buffer, Margin);
        body.CopyTo(buffer, Margin + other.Length);
        other.CopyTo(buffer, Margin + other.Length + body.Length);
        return buffer.AsMemory(Margin + other.Length, body.Length);
    }

    /// <summary>All that can be seen of a frame: values, parts, places, trace, error and what is left after it.</summary>
    private static string Read(MessageReader reader, ReadOnlyMemory<byte> body, IsoMessage into, Dialect dialect)
    {
        var said = new StringBuilder();
        try
        {
            reader.Read(body, into);
            said.Append(Convert.ToHexString(new MessageWriter(dialect).Write(into)));
        }
        catch (IsoFormatException damage)
        {
            said.Append(damage.Message).Append(damage.Element).Append(damage.Offset).Append(damage.Length);
            Assert.That(damage.Partial, Is.SameAs(into));
        }

        said.Append(into).Append(Convert.ToHexString(into.Header)).Append(MessageTrace.Describe(into, dialect));
        for (var element = 0; element <= 192; element++)
        {
            said.Append(into.Text(element)).Append(Convert.ToHexString(into.Bytes(element))).Append(into.TryFind(element, out var at, out var size))
                .Append(at).Append(size).AppendJoin(',', into.Parts(element)?.Select(part => part.Key + part.Text) ?? []);
        }

        return said.ToString();
    }

    private static void Touch(IsoMessage message)
    {
        foreach (var element in message.Present)
        {
            _ = message.Text(element);
        }
    }
}
