using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
using Gateway.Security.Macs;

namespace Gateway.Simulator.Acquirers;

/// <summary>Makes and checks the codes in element 64, or 128 when there is one above 64. Safe from several threads.</summary>
/// <param name="profile">How the codes are made: a triple DES profile of up to 8 bytes.</param>
/// <param name="key">The zone MAC key.</param>
internal sealed class ZoneMac(MacProfile profile, ZoneKey key)
{
    private const int Bytes = 8;
    private const int Characters = 2 * Bytes;

    private int _wrong;

    /// <summary>The key, to be changed.</summary>
    internal ZoneKey Key => key;

    /// <summary>Messages whose code was wrong or missing.</summary>
    internal int Wrong => Volatile.Read(ref _wrong);

    /// <summary>Whether messages of a type carry codes.</summary>
    internal static bool Covers(MessageType type) => type.Class is 2 or 4;

    /// <summary>Whether a message is the gateway's; one that is not is counted.</summary>
    internal bool IsRight(IsoMessage message, ReadOnlySpan<byte> body)
    {
        var element = ElementOf(message);
        if (message.Has(element) && body.Length > Characters)
        {
            foreach (var taken in key.Taken)
            {
                if (message.Bytes(element).SequenceEqual(Code(taken, body[..^Characters])))
                {
                    return true;
                }
            }
        }

        Interlocked.Increment(ref _wrong);
        return false;
    }

    /// <summary>A message with its code.</summary>
    internal byte[] Write(MessageWriter writer, IsoMessage message)
    {
        var body = writer.Write(message.Set(ElementOf(message), new byte[Bytes]));
        Encoding.ASCII.GetBytes(Convert.ToHexString(Code(key.Current, body.AsSpan(..^Characters))), body.AsSpan(^Characters..));
        return body;
    }

    private byte[] Code(byte[] under, ReadOnlySpan<byte> data)
    {
        using var engine = new MacEngine(profile, under);
        var code = new byte[Bytes];
        engine.Compute(data, code);
        return code;
    }

    private static int ElementOf(IsoMessage message) => message.Elements.Any(element => element > 64) ? 128 : 64;
}
