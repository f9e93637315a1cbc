using Gateway.Host.Core.Switching;
using Gateway.Host.Front;
using Gateway.Iso8583.Messages;
using static Gateway.Host.Core.Switching.MessageClass;

namespace Gateway.Tests.Host.Front;

/// <summary>The transaction tables of the dialect as one table: type, DE 3, DE 25, DE 60 and what it is.</summary>
[TestFixture]
public sealed class MessageClassesTests
{
    private static readonly object[][] _rows =
    [
        //  type    DE 3      DE 25 DE 60.1, batch, 60.3
        ["0200", "000000", "00", "22000001", Sale],
        ["0201", "000000", "00", "2200000100050", Sale],
        ["0200", "000011", "00", "22000001", Sale],
        ["0200", "310000", "00", "01000001", Balance],
        ["0200", "200000", "00", "23000001", SaleVoid],
        ["0100", "030000", "06", "10000001", PreAuthorisation],
        ["0100", "030000", "60", "10000001", PreAuthorisation],
        ["0100", "200000", "06", "11000001", PreAuthorisationVoid],
        ["0200", "000000", "06", "20000001", CompletionRequest],
        ["0200", "200000", "06", "21000001", PreAuthorisationVoid],
        ["0220", "000000", "06", "24000001", CompletionAdvice],
        ["0220", "200000", "00", "25000001", UnlinkedRefund],
        ["0220", "200000", "00", "27000001", UnlinkedRefund],
        ["0220", "000000", "00", "30000001", OfflineSale],
        ["0220", "000000", "00", "32000001", OfflineSale],
        ["0220", "000000", "00", "34000001", OfflineSale],
        ["0221", "000000", "00", "30000001", OfflineSale],
        ["0200", "000000", "00", "36000001", ChipOfflineSale],
        ["0200", "600000", "91", "45000001", CashOrTransfer],
        ["0200", "630000", "91", "46000001", CashOrTransfer],
        ["0200", "620000", "91", "47000001", CashOrTransfer],
        ["0200", "170000", "91", "51000001", CashOrTransfer],
        ["0200", "400000", "00", "40000001", CashOrTransfer],
        ["0400", "000000", "00", "22000001", Reversal],
        ["0401", "310000", "00", "", Reversal],
        ["0420", "", "", "", Reversal],
        ["0421", "", "", "", Reversal],
        ["0500", "", "", "00000001201", Settlement],
        ["0320", "", "", "00000001201", BatchUpload],
        ["0320", "", "", "00000001202", BatchUpload],
        ["0320", "000000", "00", "00000001203", BatchUpload],
        ["0320", "000000", "00", "00000001204", BatchUpload],
        ["0320", "000000", "00", "00000001205", BatchUpload],
        ["0320", "000000", "00", "00000001206", BatchUpload],
        ["0320", "", "", "00000001207", BatchUpload],
        ["0620", "", "", "00000001951", ScriptResult],
        ["0800", "", "", "00000001001", SignOn],
        ["0800", "", "", "00000001003", SignOn],
        ["0800", "", "", "00000001004", SignOn],
        ["0800", "", "", "00000001006", SignOn],
        ["0820", "", "", "00000001002", SignOff],
        ["0820", "", "", "00000001301", Echo],
        ["0820", "", "", "00000001362", StatusUpload],
        ["0800", "", "", "00000001360", Download],
        ["0800", "", "", "00000001370", Download],
        ["0800", "", "", "00000001371", Download],
        ["0820", "", "", "00000001372", Download],
        ["0820", "", "", "00000001373", Download],
        ["0800", "", "", "00000001380", Download],
        ["0800", "", "", "00000001381", Download],
        ["0820", "", "", "00000001382", Download],
        ["0800", "", "", "00000001390", Download],
        ["0800", "", "", "00000001391", Download],
        ["0800", "", "", "00000001394", Download],
        ["0800", "", "", "00000001395", Download],

        // Where DE 60.1 and the processing code disagree, neither is believed.
        ["0200", "000000", "00", "23000001", Unknown],
        ["0200", "200000", "00", "22000001", Unknown],
        ["0200", "310000", "00", "22000001", Unknown],
        ["0200", "000000", "06", "22000001", Unknown],
        ["0200", "000000", "00", "", Unknown],
        ["0200", "", "", "22000001", Unknown],
        ["0220", "000000", "00", "22000001", Unknown],
        ["0100", "000000", "00", "22000001", Unknown],
        ["0320", "", "", "00000001208", Unknown],
        ["0500", "", "", "00000001202", Unknown],
        ["0800", "", "", "00000001002", Unknown],
        ["0820", "", "", "00000001003", Unknown],
        ["0820", "", "", "000000013", Unknown],
        ["0600", "", "", "00000001951", Unknown],
        ["0900", "", "", "00000001001", Unknown],
    ];

    [TestCaseSource(nameof(_rows))]
    public void Follows_the_table(string type, string processingCode, string condition, string field60, object expected)
        => Assert.That(Of(type, processingCode, condition, field60), Is.EqualTo(expected));

    [TestCase("0200", "22", "8A025931", ChipOfflineSale)]
    [TestCase("0200", "22", "8A025933", ChipOfflineSale)]
    [TestCase("0200", "36", "9F26080102030405060708" + "8A025931", ChipOfflineSale)]
    [TestCase("0200", "22", "8A025A31", Sale)]
    [TestCase("0200", "22", "8A023030", Sale)]
    [TestCase("0200", "36", "8A025A31", Unknown)]
    [TestCase("0200", "22", "9F2608" + "8A025931", Sale, Description = "damaged chip data says nothing")]
    [TestCase("0200", "22", "8A8259", Sale)]
    [TestCase("0200", "22", "", Sale)]
    public void A_sale_that_the_chip_approved_is_told_by_its_tag(string type, string kind, string icc, object expected)
        => Assert.That(Of(type, "000000", "00", kind + "000001", icc: icc), Is.EqualTo(expected));

    [Test]
    public void A_refund_that_names_its_sale_is_linked()
        => Assert.That(Of("0220", "200000", "00", "25000001", pointsAtOriginal: true), Is.EqualTo(LinkedRefund));

    [Test]
    public void Every_class_but_the_notices_can_be_asked_for()
        => Assert.That(
            _rows.Select(row => (MessageClass)row[4]).Append(LinkedRefund).Append(NoticePull).Distinct(),
            Is.EquivalentTo(Enum.GetValues<MessageClass>()));

    private static MessageClass Of(string type, string processingCode, string condition, string field60, bool pointsAtOriginal = false, string icc = "")
        => MessageClasses.Of(
            MessageType.Parse(type), processingCode, condition, Field60.Read(field60), pointsAtOriginal, Convert.FromHexString(icc));
}
