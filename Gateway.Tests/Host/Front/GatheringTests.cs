using System.Collections.Immutable;
using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Routing;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Front;
using Gateway.Host.Journal;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Tests.Security;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Front;

[TestFixture]
public sealed class GatheringTests : IDisposable
{
    private readonly SecurityBench _security = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private static readonly string[] _due = ["keys-due"];
    private readonly List<AuditEntry> _audits = [];
    private static readonly TimeSpan _aMoment = TimeSpan.FromMinutes(1);

    private readonly KeyChange _change = new(TimeSpan.FromHours(24), macFailures: 3);
    private FakeEstate _estate = null!;

    [SetUp]
    public async Task SetUp() => _estate = await FakeEstate.Make(_security);

    [Test]
    public async Task A_good_sale_brings_its_card_in_the_two_forms()
    {
        var (request, facts) = await Gather(Device.Signed(Device.Sale().Set(35, Device.Track)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts, Is.EqualTo(new Facts
            {
                RegisteredMerchant = FakeEstate.Merchant,
                MasterKeyLoaded = true,
                Mac = MacVerdict.Right,
                Acquirer = SecurityBench.Acquirer,
            }));
            Assert.That((request.Card!.Masked, request.CardData!.Pan, request.CardData.Track2), Is.EqualTo(("621234*********4567", Device.Pan, Device.Track)));
            Assert.That(request.Card.Fingerprint, Is.EqualTo(await _security.Module.Fingerprint(Device.Pan, default)));
            Assert.That(await _security.Module.OpenCard(request.Card.Sealed, request.Key.ToString(), default), Is.EqualTo(Device.Pan));
            Assert.That(request.ContentFingerprint, Has.Length.EqualTo(64).And.Not.Contains(Device.Pan));
        }
    }

    [Test]
    public async Task The_content_of_a_repeat_is_the_same_and_that_of_another_transaction_is_not()
    {
        var content = await Content(Device.Sale());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Content(Device.Sale().Remove(2).Set(35, Device.Track)), Is.EqualTo(content), "the same card from its track");
            Assert.That(await Content(Device.Sale().Set(4, "000000001251")), Is.Not.EqualTo(content));
            Assert.That(await Content(Device.Sale().Set(49, "840")), Is.Not.EqualTo(content));
            Assert.That(await Content(Device.Sale().Set(2, "6212345678901234568")), Is.Not.EqualTo(content));
            Assert.That(await Content(Device.Void().Set(61, "000001000003")), Is.Not.EqualTo(await Content(Device.Void())));
        }
    }

    [Test]
    public async Task A_wrong_or_absent_mac_is_told_and_nothing_is_done_for_the_sender()
    {
        var body = Device.Signed(Device.Sale());
        body[^1] ^= 1;
        var (wrong, wrongFacts) = await Gather(body);
        var (absent, absentFacts) = await Gather(Device.Body(Device.Sale()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((wrongFacts.Mac, absentFacts.Mac), Is.EqualTo((MacVerdict.Wrong, MacVerdict.Absent)));
            Assert.That((wrong.Card, absent.Card, wrong.CardData), Is.EqualTo(((CardReference?)null, (CardReference?)null, (CardData?)null)));
        }
    }

    [Test]
    public async Task A_terminal_that_never_signed_on_has_no_key()
    {
        _estate.Change(entry => entry with { WorkingKeys = KeySet.None });
        Assert.That((await Gather(Device.Signed(Device.Sale()))).Facts.Mac, Is.EqualTo(MacVerdict.NoKey));
    }

    [TestCase(0, MacVerdict.Right, 7)]
    [TestCase(119, MacVerdict.Right, 7)]
    [TestCase(120, MacVerdict.Wrong, 8)]
    public async Task What_was_signed_before_a_change_of_keys_is_taken_for_a_while(int secondsLater, object verdict, int keyVersion)
    {
        var body = Device.Signed(WithPin(Device.Keys.PinBlock("1234", Device.Pan)));
        var newKeys = new KeySet(8, [(await _security.Import(KeyUsage.TerminalMac, "3B8F5D1C92E6A7406EC11A5B0DF42F98")).Kept()], _time.GetLocalNow());
        _estate.Change(entry => entry with
        {
            WorkingKeys = newKeys,
            Superseded = entry.WorkingKeys with { Until = _time.GetLocalNow() + TimeSpan.FromSeconds(120) },
        });
        _time.Advance(TimeSpan.FromSeconds(secondsLater));

        var ((request, facts), keys) = await GatherAll(body);
        var under = keyVersion == 7 ? SecurityBench.Kcv(SecurityBench.MacKey) : null;
        Assert.That((facts.Mac, keys.Mac?.Key.Kcv), Is.EqualTo(((MacVerdict)verdict, under)));
        Assert.That(request.CardData?.PinBlock is not null, Is.EqualTo(facts.Mac == MacVerdict.Right), "its PIN is under the same keys");
    }

    [Test]
    public async Task Old_keys_are_due_for_a_change()
    {
        Assert.That((await Gather(Device.Signed(Device.Sale()))).Facts.KeysDue, Is.False);
        _time.Advance(TimeSpan.FromHours(24) + _aMoment);
        Assert.That((await Gather(Device.Signed(Device.Sale()))).Facts.KeysDue, Is.True);
    }

    [Test]
    public async Task Three_wrong_macs_in_a_row_make_a_change_due_and_it_stays_due()
    {
        var wrong = Device.Signed(Device.Sale());
        wrong[^1] ^= 1;
        _time.Advance(KeyChange.LeastAge + _aMoment);
        for (var time = 1; time <= 3; time++)
        {
            Assert.That((await Gather(Device.Signed(Device.Sale()))).Facts.KeysDue, Is.False, "a right one ends the row");
            await Gather(wrong);
            await Gather(wrong);
        }

        await Gather(wrong);
        Assert.That(_audits.Select(entry => entry.Kind), Is.EqualTo(_due));
        Assert.That((await Gather(Device.Signed(Device.Sale()))).Facts.KeysDue, Is.True);
        Assert.That((await Gather(Device.Signed(Device.Sale()))).Facts.KeysDue, Is.True);
    }

    [Test]
    public async Task An_unknown_terminal_leaves_every_fact_unknown()
        => Assert.That((await Gather(Device.Signed(Device.Sale(1, "T9999999")))).Facts, Is.EqualTo(new Facts()));

    [Test]
    public async Task A_damaged_request_says_so_and_nothing_else()
        => Assert.That((await Gather(Device.Body(Device.Sale().Remove(4)))).Facts, Is.EqualTo(new Facts { FormatFault = "DE 4 is missing." }));

    [Test]
    public async Task An_encrypted_track_is_deciphered()
    {
        var (request, facts) = await Gather(Device.Signed(Encrypted(Device.Track).Set(2, Device.Pan)));
        Assert.That((facts.FormatFault, request.CardData!.Pan, request.CardData.Track2), Is.EqualTo(((string?)null, Device.Pan, Device.Track)));
    }

    [Test]
    public async Task An_encrypted_track_that_names_another_card_is_a_fault()
        => Assert.That(
            (await Gather(Device.Signed(Encrypted(Device.Track).Set(2, "6212345678901234568")))).Facts.FormatFault,
            Is.EqualTo("DE 2 and DE 35 name different cards."));

    [Test]
    public async Task An_encrypted_track_without_a_key_for_it_is_a_fault()
    {
        _estate.Change(entry => entry with { WorkingKeys = FakeEstate.Without(entry.WorkingKeys, KeyUsage.TerminalTrack) });
        Assert.That((await Gather(Device.Signed(Encrypted(Device.Track)))).Facts.FormatFault, Is.EqualTo("DE 35 cannot be deciphered."));
    }

    [Test]
    public async Task A_pin_is_carried_over_to_the_acquirers_key()
    {
        var (request, facts) = await Gather(Device.Signed(WithPin(Device.Keys.PinBlock("1234", Device.Pan))));
        var acquirer = TerminalKeys.FromClear(Convert.FromHexString(SecurityBench.ZoneKey), new byte[8], []);
        Assert.That((facts.PinUnusable, request.CardData!.PinCaptureCode), Is.EqualTo((false, "12")));
        Assert.That(request.CardData.PinBlock, Is.EqualTo(acquirer.PinBlock("1234", Device.Pan)));
    }

    [TestCase("a damaged block")]
    [TestCase("no zone key")]
    [TestCase("no PIN key")]
    public async Task A_pin_that_cannot_be_carried_over_is_told(string what)
    {
        var block = Device.Keys.PinBlock("1234", Device.Pan);
        block[0] ^= (byte)(what == "a damaged block" ? 1 : 0);
        _estate.ZoneKey = what == "no zone key" ? null : _estate.ZoneKey;
        _estate.Change(entry => what == "no PIN key" ? entry with { WorkingKeys = FakeEstate.Without(entry.WorkingKeys, KeyUsage.TerminalPin) } : entry);

        var (request, facts) = await Gather(Device.Signed(WithPin(block)));
        Assert.That((facts.PinUnusable, request.CardData!.PinBlock), Is.EqualTo((true, (byte[]?)null)));
    }

    [TestCase("001", false, 24, new[] { "TerminalMac" })]
    [TestCase("003", true, 40, new[] { "TerminalPin", "TerminalMac" })]
    [TestCase("004", true, 60, new[] { "TerminalPin", "TerminalMac", "TerminalTrack" })]
    public async Task A_sign_on_gets_the_keys_of_its_profile(string code, bool withPin, int fieldBytes, string[] usages)
    {
        _estate.Change(entry => entry with { WithPin = withPin });
        var (_, facts) = await Gather(Device.Body(Device.SignOn(code)));
        var keys = facts.IssuedKeys!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((facts.KeySetRefused, facts.MasterKeyLoaded, keys.Version, keys.Cryptogram.Length), Is.EqualTo((false, true, 8, fieldBytes)));
            Assert.That(keys.Keys.Select(key => key.Usage), Is.EqualTo(usages));
            Assert.That(() => TerminalKeys.Load(Convert.FromHexString(SecurityBench.MasterKey), keys.Cryptogram), Throws.Nothing);
        }
    }

    [TestCase("001", true)]
    [TestCase("003", false)]
    [TestCase("004", false)]
    [TestCase("005", true)]
    [TestCase("006", true)]
    [TestCase("401", true)]
    public async Task A_sign_on_for_keys_of_another_profile_is_refused(string code, bool withPin)
    {
        _estate.Change(entry => entry with { WithPin = withPin });
        var (_, facts) = await Gather(Device.Body(Device.SignOn(code)));
        Assert.That((facts.KeySetRefused, facts.IssuedKeys), Is.EqualTo((true, (IssuedKeySet?)null)));
    }

    [TestCase("no master key")]
    [TestCase("held")]
    [TestCase("another merchant")]
    [TestCase("a wrong MAC")]
    public async Task No_keys_are_made_for_who_will_not_get_them(string what)
    {
        var hold = new Hold(1, new HoldSubject(SubjectKind.Terminal, FakeEstate.Terminal), HoldLevel.L5, "SEC-01", FakeLanes.At);
        _estate.Change(entry => what switch
        {
            "no master key" => entry with { MasterKey = null },
            "held" => entry with { Standing = new Standing(ImmutableArray.Create(hold)) },
            "another merchant" => entry with { Merchant = entry.Merchant with { Id = "M00000000000009" } },
            _ => entry,
        });
        var signOn = Device.SignOn("003");
        var (_, facts) = await Gather(Device.Body(what == "a wrong MAC" ? signOn.Set(64, "AAAAAAAA"u8) : signOn));
        Assert.That((facts.IssuedKeys, facts.KeySetRefused), Is.EqualTo(((IssuedKeySet?)null, false)));
    }

    [Test]
    public async Task Cards_go_their_routes_and_everything_else_the_first()
    {
        var routes = new RouteTable([new Route("4", "first"), new Route("62", "second")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Gather(Device.Signed(Device.Sale()), routes)).Facts.Acquirer, Is.EqualTo("second"));
            Assert.That((await Gather(Device.Signed(Device.Void()), routes)).Facts.Acquirer, Is.EqualTo("first"));
            Assert.That((await Gather(Device.Body(Device.Settlement(new string('0', 62))), routes)).Facts.Acquirer, Is.EqualTo("first"));
            Assert.That((await Gather(Device.Signed(Device.Sale().Set(2, "5500000000000004")), routes)).Facts.Acquirer, Is.Null);
        }
    }

    public void Dispose() => _security.Dispose();

    private static IsoMessage Encrypted(string track) => Device.Sale().Remove(2).Set(35, Device.Keys.EncryptTrack(track)).Set(53, "0610000000000000");

    private static IsoMessage WithPin(byte[] block) => Device.Sale().Set(26, "12").Set(52, block).Set(53, "2600000000000000");

    private async Task<string> Content(IsoMessage message) => (await Gather(Device.Signed(message))).Request.ContentFingerprint;

    private async Task<TerminalAsked> Gather(byte[] body, RouteTable? routes = null) => (await GatherAll(body, routes)).Asked;

    private async Task<Gathered> GatherAll(byte[] body, RouteTable? routes = null)
    {
        var gathering = new Gathering(
            _estate, _security.Module, routes ?? new RouteTable([new Route("", SecurityBench.Acquirer)]), _estate, _change, new KeyUses(), _audits.Add, _time);
        var message = Device.Read(body);
        var read = RequestReader.Read(message, new ReplyAddress(1, 1))! with { Ksn = new KeySerialElement(62).Read(message) };
        return await gathering.Gather(read, body, CancellationToken.None);
    }
}
