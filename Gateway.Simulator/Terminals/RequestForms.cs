using System.Globalization;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>The messages a UnionPay terminal sends, filled in as devices fill them in.</summary>
/// <remarks>Elements per message: the request masks of the UnionPay POS dialect; card elements as a magnetic stripe gives them.</remarks>
internal sealed class RequestForms(TerminalProfile profile)
{
    private const string Currency = "156";
    private const string ReadsMagneticAndChip = "50";

    /// <summary>0800: asks for working keys.</summary>
    internal IsoMessage SignOn(int batch, int stan, string keySet)
        => Managed("0800", batch, keySet).Set(11, Six(stan)).Set(63, "001");

    /// <summary>0820: ends the working day.</summary>
    internal IsoMessage SignOff(int batch, int stan) => Managed("0820", batch, "002").Set(11, Six(stan));

    /// <summary>0820: "are you there?", without a trace number.</summary>
    internal IsoMessage Echo(int batch) => Managed("0820", batch, "301");

    /// <summary>0200: money for goods.</summary>
    internal IsoMessage Sale(LedgerEntry entry, bool withPin, TerminalKeys? keys)
        => WithCard(New("0200", "000000", entry.Stan, "22", entry.Batch).Set(4, Twelve(entry.Amount)), entry.Card, withPin, keys);

    /// <summary>0200: what the card can still spend.</summary>
    internal IsoMessage Balance(int batch, int stan, TestCard card, bool withPin, TerminalKeys? keys)
        => WithCard(New("0200", "310000", stan, "01", batch), card, withPin, keys);

    /// <summary>0200: takes a sale of the same batch back; the card number comes from the book, no card is read.</summary>
    internal IsoMessage Void(LedgerEntry entry)
    {
        var original = Original(entry);
        var message = New("0200", "200000", entry.Stan, "23", entry.Batch)
            .Set(2, entry.Card.Pan.Reveal()).Set(4, Twelve(entry.Amount)).Set(14, entry.Card.Expiry).Set(22, "012")
            .Set(37, original.Rrn).Set(61, Six(original.Batch) + Six(original.Stan));
        return original.AuthCode.Length > 0 ? message.Set(38, original.AuthCode) : message;
    }

    /// <summary>0400: "take back what I asked", under the trace number of the original.</summary>
    /// <param name="entry">The original.</param>
    /// <param name="cause">98 no reply, A0 its MAC was wrong, 06 anything else.</param>
    internal IsoMessage Reversal(LedgerEntry entry, string cause)
    {
        var isVoid = entry.Kind == EntryKind.SaleVoid;
        var message = New("0400", isVoid ? "200000" : "000000", entry.Stan, isVoid ? "23" : "22", entry.Batch)
            .Set(2, entry.Card.Pan.Reveal()).Set(4, Twelve(entry.Amount)).Set(14, entry.Card.Expiry)
            .Set(22, isVoid ? "012" : "022").Set(39, cause);
        if (entry.AuthCode.Length > 0)
        {
            message.Set(38, entry.AuthCode);
        }

        return isVoid ? message.Set(61, Six(Original(entry).Batch) + Six(Original(entry).Stan)) : message;
    }

    /// <summary>0500: the totals of the batch.</summary>
    internal IsoMessage Settlement(int batch, int stan, SettlementTotals totals)
        => Managed("0500", batch, "201").Set(11, Six(stan)).Set(48, totals.ToField()).Set(49, Currency).Set(63, "001");

    private static LedgerEntry Original(LedgerEntry entry)
        => entry.Original ?? throw new ArgumentException("A void points at the sale it takes back.", nameof(entry));

    private static IsoMessage WithCard(IsoMessage message, TestCard card, bool withPin, TerminalKeys? keys)
    {
        var hidesTrack = keys is { HasTrackKey: true };
        message.Set(2, card.Pan.Reveal()).Set(14, card.Expiry).Set(22, withPin ? "021" : "022")
            .Set(35, hidesTrack ? keys!.EncryptTrack(card.Track2) : card.Track2);
        var sendsPin = withPin && keys is { HasPinKey: true };
        if (sendsPin)
        {
            SetPin(message.Set(26, "12"), keys!.PinBlock(card.Pin, card.Pan.Reveal()), keys.IsSm4);
        }

        return sendsPin || hidesTrack
            ? message.Set(53, $"{(sendsPin ? '2' : '0')}{(keys!.IsSm4 ? '4' : '6')}{(hidesTrack ? '1' : '0')}0000000000000")
            : message;
    }

    // Sixteen bytes do not fit into DE 52.
    private static void SetPin(IsoMessage message, byte[] block, bool isSm4)
        => message.Set(isSm4 ? Usages.Element : 52, isSm4 ? Usages.With([], Usages.Sm4PinBlock, block) : block);

    private static string Six(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    private static string Twelve(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    private IsoMessage New(string type, string processingCode, int stan, string kind, int batch)
        => Addressed(type).Set(3, processingCode).Set(11, Six(stan)).Set(25, "00").Set(49, Currency)
            .Set(60, $"{kind}{Six(batch)}000{ReadsMagneticAndChip}");

    private IsoMessage Managed(string type, int batch, string code) => Addressed(type).Set(60, $"00{Six(batch)}{code}");

    private IsoMessage Addressed(string type)
        => new IsoMessage(MessageType.Parse(type)).Set(41, profile.TerminalId).Set(42, profile.MerchantId);
}
