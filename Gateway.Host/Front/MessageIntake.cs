using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Front;

/// <summary>From a frame to a request, or to the reason why it is none.</summary>
internal sealed class MessageIntake(FrameFormat format, MessageReader reader, KeySerialElement keySerial, TimeProvider time)
{
    /// <summary>Reads a frame.</summary>
    /// <param name="frame">The frame without its length.</param>
    /// <param name="replyTo">Where an answer would go.</param>
    public Reception Read(ReadOnlyMemory<byte> frame, ReplyAddress replyTo)
    {
        if (!Frame.TryRead(frame.Span, format, out var parts, out var fault))
        {
            return new Reception.NoFrame(fault, FramingDoctor.DiagnoseFrame(frame.Span, format));
        }

        var body = frame[parts.BodyOffset..];
        var damage = default(IsoFormatException);
        var message = default(Iso8583.Messages.IsoMessage);
        try
        {
            message = reader.Read(body.Span);
        }
        catch (IsoFormatException caught)
        {
            damage = caught;
            message = caught.Partial;
        }

        if (damage is not null && (damage.Element == "0" || !message.Type.IsRequest || !message.Has(11)))
        {
            return new Reception.Unanswerable(damage);
        }

        if (!message.Type.IsRequest)
        {
            return new Reception.Response(message.Type.ToString());
        }

        return RequestReader.Read(message, replyTo, damage?.Message) is { } read
            ? new Reception.Asked(read with { Ksn = keySerial.Read(message) }, Exchange.Of(message, parts, read.Request, time.GetTimestamp()), body, damage)
            : new Reception.Unanswerable(damage);
    }
}
