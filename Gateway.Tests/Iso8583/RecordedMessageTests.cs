using System.Buffers.Binary;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tracing;

namespace Gateway.Tests.Iso8583;

/// <summary>Messages that other people's terminals and hosts have sent, through our codec and back.</summary>
[TestFixture]
public sealed class RecordedMessageTests
{
    private static readonly Dialect _dialect = Dialect.Embedded("unionpay-pos");
    private static readonly MessageReader _reader = new(_dialect);
    private static readonly MessageWriter _writer = new(_dialect);

    private static IEnumerable<TestCaseData> Messages()
        => RecordedMessage.All.Select(message => new TestCaseData(message).SetArgDisplayNames(message.Id));

    [Test]
    public void None_is_lost_from_the_file() => Assert.That(RecordedMessage.All, Has.Count.EqualTo(18));

    [TestCaseSource(nameof(Messages))]
    public void Decodes_to_its_listed_fields(object recorded)
    {
        var expected = (RecordedMessage)recorded;
        var message = _reader.Read(expected.Body);

        Assert.That(message.Type.ToString(), Is.EqualTo(expected.Decoded.GetProperty("mti").GetString()));
        Assert.That(message.Elements, Is.EqualTo(expected.Fields.Keys.Order()));
        foreach (var (element, text) in expected.Fields)
        {
            Assert.That(message.Text(element), Is.EqualTo(text), $"element {element}");
        }
    }

    [TestCaseSource(nameof(Messages))]
    public void Frame_is_taken_apart_as_listed(object recorded)
    {
        var expected = (RecordedMessage)recorded;
        Assert.That(Frame.TryRead(expected.FrameBytes, expected.Format, out var parts, out var fault), Is.True, fault);

        if (expected.HasLength)
        {
            Assert.That(BinaryPrimitives.ReadUInt16BigEndian(expected.Wire), Is.EqualTo(expected.FrameBytes.Length));
        }

        if (expected.Format.Tpdu)
        {
            var header = expected.Decoded.GetProperty("header");
            Assert.That(parts.Tpdu.ToString(), Is.EqualTo(expected.Decoded.GetProperty("tpdu").GetString()));
            Assert.That(parts.Header.ToString(), Is.EqualTo(header.GetProperty("raw").GetString()));
            Assert.That(parts.Header.ApplicationClass, Is.EqualTo(header.GetProperty("application_class").GetString()));
            Assert.That(parts.Header.SoftwareVersion, Is.EqualTo(header.GetProperty("software_version").GetString()));
            Assert.That($"{parts.Header.TerminalStatus}", Is.EqualTo(header.GetProperty("terminal_status").GetString()));
            Assert.That($"{parts.Header.ProcessingRequirement}", Is.EqualTo(header.GetProperty("processing_requirement").GetString()));
            Assert.That(parts.Header.SoftwareSubversion, Is.EqualTo(header.GetProperty("software_subversion").GetString()));
        }
    }

    [TestCaseSource(nameof(Messages))]
    public void Read_and_written_again_is_the_same_bytes_frame_included(object recorded)
    {
        var expected = (RecordedMessage)recorded;
        Frame.TryRead(expected.FrameBytes, expected.Format, out var parts, out _);
        var body = _writer.Write(_reader.Read(expected.Body));

        var wire = expected.HasLength
            ? Frame.WriteWithLength(expected.Format, parts.Tpdu, parts.Header, body)
            : Frame.Write(expected.Format, parts.Tpdu, parts.Header, body);
        Assert.That(Convert.ToHexString(wire), Is.EqualTo(Convert.ToHexString(expected.Wire)));
    }

    [TestCaseSource(nameof(Messages))]
    public void Written_from_the_listed_fields_alone_is_the_same_bytes(object recorded)
    {
        var expected = (RecordedMessage)recorded;
        var message = new IsoMessage(MessageType.Parse(expected.Decoded.GetProperty("mti").GetString()!));
        foreach (var (element, text) in expected.Fields)
        {
            message.Set(element, text);
        }

        // One recorded host fills the odd digits of its element 60 with F; text does not carry that, and we fill with 0.
        var body = Convert.ToHexString(expected.Body).Replace("00000001003F", "000000010030", StringComparison.Ordinal);
        Assert.That(Convert.ToHexString(_writer.Write(message)), Is.EqualTo(body));
    }

    [Test]
    public void Mac_covers_everything_before_its_own_eight_bytes()
    {
        var withMac = RecordedMessage.All.Where(message => message.Fields.ContainsKey(64)).ToList();
        Assert.That(withMac, Has.Count.EqualTo(4));
        foreach (var message in withMac)
        {
            Assert.That(Convert.ToHexString(message.Body.AsSpan()[..^8]), Is.EqualTo(message.MacData), message.Id);
        }
    }

    [TestCaseSource(nameof(Messages))]
    public void Cut_after_any_byte_is_refused_with_what_was_read(object recorded)
    {
        var body = ((RecordedMessage)recorded).Body;
        var whole = _reader.Read(body);
        for (var length = 0; length < body.Length; length++)
        {
            var cut = body[..length];
            var damage = Assert.Throws<IsoFormatException>(() => _reader.Read(cut));

            Assert.That(damage!.Error, Is.EqualTo(FormatError.Truncated), $"cut after {length}");
            Assert.That(damage.Offset + damage.Length, Is.EqualTo(length), $"cut after {length}");
            foreach (var element in damage.Partial.Elements)
            {
                Assert.That(damage.Partial.Text(element), Is.EqualTo(whole.Text(element)));
            }
        }
    }

    [TestCaseSource(nameof(Messages))]
    public void Followed_by_a_byte_is_refused(object recorded)
    {
        var body = ((RecordedMessage)recorded).Body;
        var damage = Assert.Throws<IsoFormatException>(() => _reader.Read([.. body, 0x00]));

        Assert.That(damage!.Error, Is.EqualTo(FormatError.TrailingBytes));
        Assert.That((damage.Offset, damage.Length), Is.EqualTo((body.Length, 1)));
    }

    [TestCaseSource(nameof(Messages))]
    public void Trace_shows_no_card_chip_or_key_data(object recorded)
    {
        var expected = (RecordedMessage)recorded;
        var text = MessageTrace.Describe(_reader.Read(expected.Body), _dialect);

        foreach (var element in new[] { 2, 14, 35, 36, 48, 52, 55, 62, 63, 64 })
        {
            if (expected.Fields.TryGetValue(element, out var value) && value.Length > 3)
            {
                Assert.That(text, Does.Not.Contain(value), $"element {element}");
            }
        }
    }
}
