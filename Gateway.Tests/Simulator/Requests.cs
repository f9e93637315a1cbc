using Gateway.Iso8583.Messages;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator;

/// <summary>Messages as a gateway sends them to an acquirer.</summary>
internal static class Requests
{
    internal const string SentAt = "1123160000";

    internal static IsoMessage Sale(int stan, long amount)
        => new IsoMessage(MessageType.Parse("0200"))
            .Set(2, TestCard.Numbered(1).Pan.Reveal()).Set(3, "000000").Set(4, $"{amount:D12}").Set(7, SentAt).Set(11, $"{stan:D6}")
            .Set(37, $"RRN{stan:D9}").Set(41, "00000001").Set(42, "898000000000001").Set(49, "156");

    internal static IsoMessage Void(int stan, IsoMessage sale)
        => Sale(stan, long.Parse(sale.Text(4)!)).Set(3, "200000").Set(90, Original(sale));

    internal static IsoMessage Reversal(int stan, IsoMessage original, bool isRepeat = false)
        => new IsoMessage(MessageType.Parse(isRepeat ? "0421" : "0420"))
            .Set(3, original.Text(3)!).Set(4, original.Text(4)!).Set(7, SentAt).Set(11, $"{stan:D6}").Set(37, original.Text(37)!)
            .Set(41, original.Text(41)!).Set(42, original.Text(42)!).Set(90, Original(original));

    private static string Original(IsoMessage message) => $"0200{message.Text(11)}{message.Text(7)}{new string('0', 22)}";
}
