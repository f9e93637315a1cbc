using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Reading into a message that is used again, and forwarding it, allocates nothing.</summary>
[TestFixture]
[NonParallelizable]
public sealed class AllocationTests
{
    private const int Times = 1_000;

    [Test]
    public void Reading_and_forwarding_allocates_nothing([Values("unionpay-pos", "iso8583-1987-ascii", "iso8583-1987-bcd")] string name)
    {
        var dialect = Dialect.Embedded(name);
        var (reader, writer) = (new MessageReader(dialect), new MessageWriter(dialect));
        var body = new MessageWriter(dialect).Write(Sale());
        var (message, target) = (new IsoMessage(), new byte[2 * body.Length]);

        void Forward()
        {
            reader.Read(body, message);
            message.SetCharacters(11, "654321"u8).SetCharacters(37, "123456789012"u8).SetCharacters(41, "T0000002"u8);
            message.Set(52, [1, 2, 3, 4, 5, 6, 7, 8]).Remove(35);
            _ = writer.Measure(message);
            _ = writer.Write(message, target);
        }

        Assert.That(Allocated(Forward), Is.Zero);
        Assert.That(reader.Read(target.AsSpan(0, writer.Measure(message))).Text(37), Is.EqualTo("123456789012"));
    }

    [Test]
    public void Looking_at_values_as_bytes_and_reading_in_part_allocates_nothing([Values("unionpay-pos", "iso8583-1987-ascii", "iso8583-1987-bcd")] string name)
    {
        var reader = new MessageReader(Dialect.Embedded(name));
        var body = new MessageWriter(Dialect.Embedded(name)).Write(Sale());
        var (message, sum, wanted) = (new IsoMessage(), 0, ElementSet.Of(2, 3, 11));

        Assert.That(
            Allocated(() =>
            {
                reader.Read(body, message, wanted);
                foreach (var element in message.Present)
                {
                    sum += message.Bytes(element).Length;
                }
            }),
            Is.Zero);
        Assert.That(sum, Is.Positive);
    }

    private static long Allocated(Action once)
    {
        for (var i = 0; i < Times; i++)
        {
            once();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            once();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IsoMessage Sale() => new IsoMessage(MessageType.Parse("0200"))
        .Set(2, "6212345678901234567").Set(3, "000000").Set(4, "000000012345").Set(11, "000123").Set(22, "051").Set(23, "001").Set(25, "00")
        .Set(35, "6212345678901234567=29122011234567890").Set(37, "000000000000").Set(41, "T0000001").Set(42, "123456789012345").Set(49, "156")
        .Set(52, "0123456789ABCDEF").Set(53, "2600000000000000").Set(55, "9F3602004795050000000000").Set(60, "22000001").Set(64, "0011223344556677");
}
