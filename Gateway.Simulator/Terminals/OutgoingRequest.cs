using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;

namespace Gateway.Simulator.Terminals;

/// <summary>A request as it goes out: the message, and the very bytes, so that a repeat is identical.</summary>
internal sealed record OutgoingRequest(IsoMessage Message, ReadOnlyMemory<byte> Bytes)
{
    private const int Mac = 64;
    private const int MacBytes = 8;

    private static readonly MessageWriter _writer = new(Dialect.Embedded("unionpay-pos"), checksParts: false);

    /// <summary>Writes a request and, where its type carries one, the MAC.</summary>
    /// <param name="profile">Whose TPDU and header go in front.</param>
    /// <param name="message">The request without a MAC.</param>
    /// <param name="keys">The terminal's working keys; null before the first sign-on.</param>
    internal static OutgoingRequest Seal(TerminalProfile profile, IsoMessage message, TerminalKeys? keys)
    {
        byte[] body;
        if (CarriesMac(message.Type))
        {
            if (keys is { Ksn.Bytes: > 0 })
            {
                message.Set(Usages.Element, Usages.With(message.Bytes(Usages.Element), Usages.KeySerialNumber, Convert.FromHexString(keys.Ksn.ToString())));
            }

            message.Set(Mac, new byte[MacBytes]);
            body = _writer.Write(message);
            if (keys is not null)
            {
                keys.Mac(body.AsSpan(0, body.Length - MacBytes)).CopyTo(body, body.Length - MacBytes);
            }
        }
        else
        {
            body = _writer.Write(message);
        }

        return new OutgoingRequest(message, Frame.WriteWithLength(profile.Framing, profile.Tpdu, profile.Header, body));
    }

    /// <summary>Whether requests of this type, and approvals of them, are protected by a MAC: 02xx and 04xx.</summary>
    internal static bool CarriesMac(MessageType type) => type.Class is 2 or 4;
}
