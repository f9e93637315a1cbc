using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;
using Gateway.Host.Front;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Host.Front;

[TestFixture]
public sealed class RequestReaderTests
{
    private static readonly ReplyAddress _replyTo = new(3, 4);

    [Test]
    public void A_sale_is_read_element_by_element()
    {
        var read = Read(Device.Sale(123).Set(35, Device.Track).Set(23, "001").Set(64, new byte[8]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Fault, Is.Null);
            Assert.That(read.MacPresent);
            Assert.That(read.Request, Is.EqualTo(new TerminalRequest
            {
                Class = MessageClass.Sale,
                MessageType = "0200",
                Terminal = FakeEstate.Terminal,
                Merchant = FakeEstate.Merchant,
                ReplyTo = _replyTo,
                Stan = 123,
                Batch = 1,
                ProcessingCode = "000000",
                ConditionCode = "00",
                Amount = 1250,
                Currency = "156",
            }));
            Assert.That(
                (read.Card!.Pan, read.Card.Track2, read.Card.Expiry, read.Card.EntryMode, read.Card.SequenceNumber),
                Is.EqualTo((Device.Pan, Device.Track, "2912", "021", "001")));
            Assert.That(read.Card.ToString(), Is.EqualTo(nameof(CardElements)));
        }
    }

    [Test]
    public void A_void_names_its_original_and_needs_no_card()
    {
        var read = Read(Device.Void());
        Assert.That((read.Fault, read.Card, read.Request.Original), Is.EqualTo(((string?)null, (CardElements?)null, new OriginalReference(1, 1))));
    }

    [TestCase("00000100000103091100000000000", 1)]
    [TestCase("0000010000010309", 1)]
    [TestCase("000000000000", null)]
    public void An_original_is_read_as_far_as_it_is_known(string field61, int? stan)
        => Assert.That(Read(Device.Void().Set(61, field61)).Request.Original?.Stan, Is.EqualTo(stan));

    [Test]
    public void A_reversal_is_read_whatever_it_lacks()
    {
        var read = Read(Device.Message("0401", FakeEstate.Terminal, (2, "12345"), (11, "000001"), (39, "98"), (60, "22000001"), (61, "1")));
        Assert.That(
            (read.Fault, read.Card, read.Request.Class, read.Request.ReversalCause, read.Request.MessageType),
            Is.EqualTo(((string?)null, (CardElements?)null, MessageClass.Reversal, "98", "0401")));
    }

    [TestCaseSource(nameof(Incomplete))]
    public void What_is_missing_is_named(IsoMessage message, int element)
        => Assert.That(Read(message.Remove(element)).Fault, Is.EqualTo($"DE {element} is missing."));

    [Test]
    public void A_card_is_needed_to_pay() => Assert.That(Read(Device.Sale().Remove(2)).Fault, Does.StartWith("The card is missing"));

    [TestCase(2, "12345678901", "DE 2 is no card number.")]
    [TestCase(35, "621234=29122011234567890", "DE 35 is no track 2.")]
    [TestCase(35, "6212345678901234568=2912201", "DE 2 and DE 35 name different cards.")]
    public void A_damaged_card_is_a_fault_that_does_not_repeat_it(int element, string value, string fault)
    {
        var read = Read(Device.Sale().Set(element, value));
        Assert.That((read.Fault, read.Card), Is.EqualTo((fault, (CardElements?)null)));
    }

    [Test]
    public void The_card_number_may_stand_on_the_track_alone()
        => Assert.That(Read(Device.Sale().Remove(2).Set(35, Device.Track)).Card!.Pan, Is.EqualTo(Device.Pan));

    [Test]
    public void An_encrypted_track_is_left_for_later()
    {
        var read = Read(Device.Sale().Remove(2).Set(35, Device.Keys.EncryptTrack(Device.Track)).Set(53, "0610000000000000"));
        Assert.That((read.Fault, read.Card!.Pan, read.Card.TracksEncrypted), Is.EqualTo(((string?)null, (string?)null, true)));
    }

    [Test]
    public void Settlement_totals_have_two_halves_or_the_home_half_alone()
    {
        const string home = "0000000025000020000000012500010";
        var claim = new SettlementClaim(new BatchTotals(2500, 2, 1250, 1), default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read(Device.Settlement(home + new string('0', 31))).Request.Claim, Is.EqualTo(claim));
            Assert.That(Read(Device.Settlement(home)).Request.Claim, Is.EqualTo(claim));
            Assert.That(Read(Device.Settlement(home + "0")).Fault, Is.EqualTo("DE 48 is neither 62 nor 31 digits."));
        }
    }

    [Test]
    public void An_upload_lists_traces_and_amounts_and_no_cards()
    {
        var details = "02" + "00" + "000001" + "0" + Device.Pan + "000000001250" + "01" + "000007" + "0" + Device.Pan + "999999999999";
        var read = Read(Upload("201", details));
        Assert.That(read.Request.Details, Is.EqualTo(new BatchDetail[] { new(1, 1250), new(7, 999_999_999_999) }));
        Assert.That((read.Fault, read.Card), Is.EqualTo(((string?)null, (CardElements?)null)));
    }

    [TestCase("")]
    [TestCase("0")]
    [TestCase("01")]
    [TestCase("0100000001")]
    [TestCase("09")]
    [TestCase("00000000")]
    public void An_upload_that_does_not_add_up_is_a_fault(string details)
        => Assert.That(Read(Upload("201", details)).Fault, Is.EqualTo("DE 48 does not hold the number of details it begins with."));

    [TestCase("203", 0)]
    [TestCase("204", 0)]
    [TestCase("205", 1)]
    [TestCase("206", 1)]
    public void Chip_details_come_one_by_one(string code, int details)
        => Assert.That(Read(Upload(code, null).Set(2, Device.Pan).Set(4, "000000001250")).Request.Details, Has.Count.EqualTo(details));

    [TestCase("202")]
    [TestCase("207")]
    public void The_end_of_an_upload_lists_nothing(string code) => Assert.That(Read(Upload(code, "0003")).Request.Details, Is.Empty);

    [Test]
    public void Damage_is_told_whatever_else_is_wrong()
    {
        var read = RequestReader.Read(Device.Sale().Remove(60), _replyTo, "Truncated.");
        Assert.That((read!.Fault, read.Request.Class, read.Request.Stan), Is.EqualTo(("Truncated.", MessageClass.Unknown, (int?)1)));
    }

    [Test]
    public void Without_a_terminal_there_is_nobody_to_answer() => Assert.That(RequestReader.Read(Device.Sale().Remove(41), _replyTo), Is.Null);

    private static IEnumerable<TestCaseData> Incomplete()
    {
        (string Name, Func<IsoMessage> Message, int[] Elements)[] rows =
        [
            ("sale", () => Device.Sale(), [4, 11, 22, 42, 49]),
            ("balance", () => Device.Balance(), [11, 22, 42, 49]),
            ("void", () => Device.Void(), [4, 11, 42, 49, 61]),
            ("reversal", () => Device.Reversal(), [11, 42, 60]),
            ("settlement", () => Device.Settlement(new string('0', 62)), [11, 42, 48]),
            ("upload", () => Upload("201", "00"), [11, 42, 48]),
            ("sign-on", () => Device.SignOn("003"), [11, 42]),
            ("echo", () => Device.Echo(), [42]),
        ];
        return from row in rows
               from element in row.Elements
               select new TestCaseData(row.Message(), element).SetArgDisplayNames(row.Name, $"DE {element}");
    }

    private static IsoMessage Upload(string code, string? details)
    {
        var upload = Device.Message("0320", FakeEstate.Terminal, (11, "000011"), (60, "00000001" + code));
        return details is null ? upload : upload.Set(48, details);
    }

    private static ReadRequest Read(IsoMessage message) => RequestReader.Read(message, _replyTo)!;
}
