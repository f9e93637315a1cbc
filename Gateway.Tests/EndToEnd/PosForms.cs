using System.Globalization;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;

namespace Gateway.Tests.EndToEnd;

/// <summary>The requests of one terminal, as Q/CUP 009 terminals make them.</summary>
internal sealed class PosForms(string terminal, string merchant)
{
    private int _stan;

    internal int Batch { get; set; } = 1;

    internal int LastStan => _stan;

    internal IsoMessage SignOn(string keySet) => Managed("0800", keySet).Set(11, Next()).Set(63, "001");

    internal IsoMessage SignOff() => Managed("0820", "002").Set(11, Next());

    internal IsoMessage Echo() => Managed("0820", "301");

    internal IsoMessage Managed(string type, string code) => Addressed(type).Set(60, $"00{Six(Batch)}{code}");

    internal IsoMessage Sale(long amount, Card card) => WithCard(New("0200", "000000", "00", "22").Set(4, Twelve(amount)), card);

    internal IsoMessage Balance(Card card) => WithCard(New("0200", "310000", "00", "01"), card);

    internal IsoMessage Void(IsoMessage sale, PosReply approval, Card card)
        => New("0200", "200000", "00", "23").Set(2, card.Pan).Set(4, sale.Text(4)!).Set(14, Card.Expiry).Set(22, "012")
            .Set(37, approval.Rrn!).Set(38, approval.AuthCode!).Set(61, sale.Text(60)![2..8] + sale.Text(11));

    /// <summary>Any other message with a trace, an amount and a card.</summary>
    internal IsoMessage Other(string type, string processingCode, string condition, string kind, long amount, Card card)
        => WithCard(New(type, processingCode, condition, kind).Set(4, Twelve(amount)), card);

    /// <summary>Takes a request back: its trace and its codes, without what may be sent only once.</summary>
    internal static IsoMessage Reversal(IsoMessage original, string cause = "98")
    {
        var reversal = new IsoMessage(MessageType.Parse("0400"));
        foreach (var element in (int[])[2, 3, 4, 11, 14, 22, 25, 41, 42, 49, 60, 61])
        {
            if (original.Text(element) is { } text)
            {
                reversal.Set(element, text);
            }
        }

        return reversal.Set(39, cause);
    }

    internal IsoMessage Settlement(long debit = 0, int debits = 0, long credit = 0, int credits = 0)
        => Managed("0500", "201").Set(11, Next()).Set(49, "156").Set(63, "001")
            .Set(48, Totals(debit, debits, credit, credits, 0) + new string('0', 31));

    internal static string Totals(long debit, int debits, long credit, int credits, int result)
        => string.Create(CultureInfo.InvariantCulture, $"{debit:D12}{debits:D3}{credit:D12}{credits:D3}{result}");

    /// <summary>Puts the PIN of a card into a request.</summary>
    internal static IsoMessage WithPin(IsoMessage request, Card card, TerminalKeys keys)
        => request.Set(22, "021").Set(26, "12").Set(52, keys.PinBlock(card.Pin, card.Pan))
            .Set(53, request.Text(53) is { } control ? "26" + control[2..] : "2600000000000000");

    private static IsoMessage WithCard(IsoMessage message, Card card)
        => message.Set(2, card.Pan).Set(14, Card.Expiry).Set(22, "022").Set(35, card.Track2);

    private static string Six(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    private static string Twelve(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    private string Next() => Six(++_stan);

    private IsoMessage New(string type, string processingCode, string condition, string kind)
        => Addressed(type).Set(3, processingCode).Set(11, Next()).Set(25, condition).Set(49, "156").Set(60, $"{kind}{Six(Batch)}00050");

    private IsoMessage Addressed(string type) => new IsoMessage(MessageType.Parse(type)).Set(41, terminal).Set(42, merchant);
}
