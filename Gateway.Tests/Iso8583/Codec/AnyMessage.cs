using System.Globalization;
using CsCheck;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Proving;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Generates messages that fit a dialect: any type, any elements, values of the right content and length, parts that fit inside.</summary>
internal static class AnyMessage
{
    private const int MostElements = 20;

    public static Gen<IsoMessage> Of(Dialect dialect) => Gen.ULong.Select(seed => Make(dialect, new SplitMix(seed)));

    /// <summary>The message on the wire.</summary>
    public static Gen<byte[]> Written(Dialect dialect) => Of(dialect).Select(new MessageWriter(dialect).Write);

    /// <summary>A message with up to four bytes changed, lost or added.</summary>
    public static Gen<byte[]> Damaged(Dialect dialect) => Damaged(Written(dialect));

    public static Gen<byte[]> Damaged(Gen<byte[]> bodies)
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

    /// <summary>Whether two messages say the same; a text of several bytes a character is compared as text.</summary>
    public static bool AreSame(Dialect dialect, IsoMessage one, IsoMessage other)
        => one.Type == other.Type
            && one.Present == other.Present
            && one.Header.SequenceEqual(other.Header)
            && one.Elements.All(element => one.Text(element) == other.Text(element))
            && one.Elements.All(element => AnyValue.IsWide(dialect.Element(element)!) || one.Bytes(element).SequenceEqual(other.Bytes(element)));

    private static IsoMessage Make(Dialect dialect, SplitMix dice)
    {
        var message = new IsoMessage(MessageType.Parse(dice.Below(10_000).ToString("D4", CultureInfo.InvariantCulture)));
        if (dialect.HeaderSpec is { } header)
        {
            message.SetHeader(AnyValue.Of(header, dice).Bytes);
        }

        var wanted = dice.Below(MostElements + 1);
        for (var i = 0; i < wanted; i++)
        {
            var spec = dice.Pick(dialect.Elements);
            var value = AnyValue.Of(spec, dice);
            _ = value.Wide is { } text ? message.Set(spec.Number, text)
                : value.IsRaw ? message.Set(spec.Number, value.Bytes)
                : message.SetCharacters(spec.Number, value.Bytes);
        }

        return message;
    }
}
