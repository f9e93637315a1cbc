using CsCheck;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>A reader that knows a bitmap already finds the same values, and the same damage, as one that meets it the first time.</summary>
[TestFixture]
public sealed class ReadPlanTests
{
    private static IEnumerable<TestCaseData> Dialects() => ManyDialects.Cases();

    [TestCaseSource(nameof(Dialects))]
    public void A_bitmap_that_came_before_is_read_as_it_was_the_first_time(Dialect dialect)
        => AnyMessage.Damaged(dialect).Sample(
            body =>
            {
                var knowing = new MessageReader(dialect);
                var first = Outcome(knowing, body);
                _ = Outcome(knowing, body);
                Assert.That(Outcome(knowing, body), Is.EqualTo(first));
            },
            iter: 3_000);

    [TestCaseSource(nameof(Dialects))]
    public void Damage_in_a_message_whose_bitmap_is_known_is_told_as_at_the_first_time(Dialect dialect)
        => Gen.Select(AnyMessage.Written(dialect), Gen.Double[0, 1], Gen.Byte).Sample(
            (body, where, value) =>
            {
                var knowing = new MessageReader(dialect);
                Outcome(knowing, body);
                Outcome(knowing, body);
                byte[] damaged = [.. body];
                damaged[(int)(where * (body.Length - 1))] = value;
                Assert.That(Outcome(knowing, damaged), Is.EqualTo(Outcome(new MessageReader(dialect), damaged)));
                var cut = body[..(int)(where * body.Length)];
                Assert.That(Outcome(knowing, cut), Is.EqualTo(Outcome(new MessageReader(dialect), cut)));
            },
            iter: 3_000);

    // Everything a caller can see: values and places, or the damage and what was read before it.
    private static string Outcome(MessageReader reader, byte[] body)
    {
        var message = new IsoMessage();
        try
        {
            reader.Read(body, message);
            return "read " + Content(message);
        }
        catch (IsoFormatException damage)
        {
            return $"{damage.Error} {damage.Element} {damage.Offset} {damage.Length} {damage.Message} after {Content(message)}";
        }
    }

    private static string Content(IsoMessage message) => string.Join(' ', message.Elements.Select(element =>
    {
        message.TryFind(element, out var offset, out var length);
        return $"{element}@{offset}+{length}={Convert.ToHexString(message.Bytes(element))}";
    }));
}
