using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Benchmarks;

/// <summary>The message that is measured: a chip sale of 21 elements with 148 bytes of chip data, in both dialects the same.</summary>
internal static class SampleSale
{
    private const string Chip =
        "9F260811223344556677889F2701809F100706010A03A020009F37041A2B3C4D9F360200479505008004E0009A032611259C01009F0206000000012500"
        + "5F2A02015682027C009F1A0201569F03060000000000009F3303E0F0C89F34034203009F3501229F1E0831323334353637388408A000000333010101"
        + "9F090200209F4104000000479F63103030303130303030303030303030303000";

    public static IReadOnlyList<(int Element, string Value)> Elements { get; } =
    [
        (2, "6222620000000000014"), (3, "000000"), (4, "000000012500"), (7, "1125083000"), (11, "000123"), (12, "163000"),
        (13, "1125"), (14, "2912"), (18, "5411"), (22, "051"), (23, "001"), (25, "00"), (32, "48031000"),
        (35, "6222620000000000014D29122010000012300"), (37, "632908000123"), (41, "10000001"), (42, "898000000000001"), (49, "156"),
        (52, "0412AC89ABCDEF67"), (55, Chip), (64, "3635304341433741"),
    ];

    public static IsoMessage Message()
    {
        var message = new IsoMessage(MessageType.Parse("0200"));
        foreach (var (element, value) in Elements)
        {
            message.Set(element, value);
        }

        return message;
    }

    public static byte[] Bytes(Dialect dialect) => new MessageWriter(dialect).Write(Message());
}
