using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

[TestFixture]
public sealed class RecordCodecTests
{
    private static IEnumerable<Type> RecordTypes
        => typeof(JournalRecord).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JournalRecord)) && !type.IsAbstract);

    private static IEnumerable<JournalRecord> Records => Samples.OneOfEach();

    [Test]
    public void Every_record_type_has_a_kind_and_a_sample()
    {
        Assert.That(RecordKinds.Types.Values, Is.EquivalentTo(RecordTypes));
        Assert.That(Records.Select(record => record.GetType()), Is.EquivalentTo(RecordTypes));
    }

    [TestCaseSource(nameof(Records))]
    public void A_record_survives_the_round_trip_without_its_secrets(object sample)
    {
        var record = (JournalRecord)sample;

        var read = RecordCodec.Decode(1, RecordKinds.Of(record), RecordCodec.Encode(record));

        Assert.That(read, Is.EqualTo(WithoutSecrets(record)).UsingPropertiesComparer());
    }

    [TestCaseSource(nameof(Records))]
    public void A_payload_holds_no_secret(object sample)
    {
        var payload = RecordCodec.Encode((JournalRecord)sample);

        Assert.Multiple(() =>
        {
            Assert.That(payload, Does.Not.Contain("sealed").IgnoreCase);
            Assert.That(payload, Does.Not.Contain("block").IgnoreCase);
            Assert.That(payload, Does.Not.Contain(Convert.ToBase64String(Samples.SealedCard)[..16]));
        });
    }

    [Test]
    public void A_payload_keeps_names_readable()
        => Assert.That(RecordCodec.Encode(Records.OfType<MerchantRegistered>().Single()), Does.Contain("商店"));

    [TestCase("reversal-sent", "outOfWork", """{"try":1,"upstream":{"stan":7,"sent":"2026-08-01T09:30:15+08:00","rrn":"000000000007"},""")]
    [TestCase("reversal-rejected", "contradicts", """{"responseCode":"25",""")]
    public void What_an_earlier_build_wrote_is_read_without_the_members_that_came_later(string kind, string member, string payload)
    {
        const string Rest = """
            "key":{"merchant":"100000000000001","terminal":"00000001","batch":1,"stan":7},"at":"2026-08-01T09:30:15+08:00"}
            """;
        var read = RecordCodec.Decode(1, kind, payload + Rest);

        Assert.That(RecordCodec.Encode(read), Does.Contain($"\"{member}\":false"));
    }

    [Test]
    public void An_unknown_kind_is_refused_by_its_number()
        => Assert.That(
            () => RecordCodec.Decode(77, "terminal-painted", "{}"),
            Throws.TypeOf<JournalException>().With.Message.StartsWith("Journal record 77 is of a kind this version does not know"));

    [TestCase("""{"responseCode":"00"}""", Description = "a required member is missing")]
    [TestCase("""{"at":"2026-08-01T09:30:15+08:00","newer":1}""", Description = "a member nobody knows")]
    [TestCase("nonsense", Description = "no JSON")]
    [TestCase("null", Description = "nothing")]
    public void A_payload_that_does_not_fit_is_refused_without_quoting_it(string payload)
        => Assert.That(
            () => RecordCodec.Decode(78, "signed-off", payload),
            Throws.TypeOf<JournalException>().With.Message.Contains("record 78").And.InnerException.Null);

    [Test]
    public void A_type_without_a_kind_is_our_own_fault()
        => Assert.That(() => RecordKinds.Of(new Stray { At = Samples.At }), Throws.ArgumentException);

    [Test]
    public void The_chain_depends_on_every_column_and_on_the_past()
    {
        var row = new RecordRow("terminal/1", 1, Guid.Empty, "signed-off", "{}", "2026");
        RecordRow[] others =
        [
            row with { Stream = "terminal/" },
            row with { Version = 2 },
            row with { Attempt = new Guid(1, 0, 0, new byte[8]) },
            row with { Kind = "signed-of", Payload = "f{}" },
            row with { Payload = "{ }" },
            row with { At = "2027" },
        ];
        var past = RecordChain.Next(ChainHead.Empty, row);

        string[] seals =
        [
            .. others.Prepend(row).Select(other => Seal(ChainHead.Empty, other)),
            Seal(past, row),
            Seal(new ChainHead(1, new byte[32]), row),
        ];

        Assert.That(seals, Is.Unique);
    }

    private static string Seal(ChainHead past, RecordRow row) => Convert.ToHexString(RecordChain.Next(past, row).Chain);

    private static JournalRecord WithoutSecrets(JournalRecord record) => record switch
    {
        Forwarded forwarded => forwarded with { SealedCard = null },
        Quarantined quarantined => quarantined with { SealedCard = null },
        SignedOn signedOn => signedOn with { Keys = [.. signedOn.Keys.Select(key => key with { Block = [] })] },
        KeyLoaded loaded => loaded with { Key = loaded.Key with { Block = [] } },
        _ => record,
    };

    private sealed record Stray : JournalRecord;
}
