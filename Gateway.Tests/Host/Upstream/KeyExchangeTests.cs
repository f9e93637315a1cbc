using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;

namespace Gateway.Tests.Host.Upstream;

/// <summary>Keys that an acquirer sends over its link.</summary>
[TestFixture]
public sealed class KeyExchangeTests
{
    [TestCase("P0", 'B', KeyUsage.ZonePin)]
    [TestCase("M3", 'C', KeyUsage.ZoneMac)]
    public async Task A_key_block_is_taken_and_answered_with_its_check_value(string usage, char mode, KeyUsage loaded)
    {
        await using var bench = new UpstreamBench();
        var side = await Ready(bench);
        var key = KeyMessages.Fresh();
        await side.Say(KeyMessages.Change(KeyMessages.Block(key, usage, mode)));
        var answer = await side.Hear();

        Assert.That(answer.ToString(), Is.EqualTo("0810 [7, 11, 39, 48, 70]"));
        Assert.That((answer.Text(11), answer.Text(39), answer.Text(48), answer.Text(70)), Is.EqualTo(("000700", "00", KeyMessages.Kcv(key), "101")));
        var entry = bench.Estate.Key(bench.Name, loaded)!;
        Assert.That((entry.Key.Kcv, entry.How, entry.By), Is.EqualTo((KeyMessages.Kcv(key), "exchange", $"acquirer {bench.Name}")));
        Assert.That(bench.Meters["key_changes"], Is.EqualTo(1));
    }

    [Test]
    public async Task No_answer_leaves_before_the_key_is_durable()
    {
        await using var bench = new UpstreamBench();
        var side = await Ready(bench);
        bench.Journal.IsQuick = false;
        await side.Say(KeyMessages.Change(KeyMessages.Block(KeyMessages.Fresh())));
        var append = await bench.Journal.Next();
        await side.Say(new IsoMessage(MessageType.Parse("0800")).Set(7, "0301201530").Set(11, "000701").Set(70, "301"));

        Assert.That((await side.Hear()).Text(11), Is.EqualTo("000701"), "the link goes on meanwhile");
        Assert.That(bench.Kcv(KeyUsage.ZonePin), Is.Null);
        append.Ok();
        Assert.That((await side.Hear()).Text(39), Is.EqualTo("00"));
        Assert.That(((KeyLoaded)bench.Journal.DurableEstate()[^1]).How, Is.EqualTo("exchange"));
    }

    [Test]
    public async Task What_the_journal_refuses_is_96_and_the_old_key_stays()
    {
        await using var bench = new UpstreamBench();
        var side = await Ready(bench);
        var old = KeyMessages.Fresh();
        await bench.Load(KeyUsage.ZonePin, old);
        bench.Journal.IsQuick = false;
        await side.Say(KeyMessages.Change(KeyMessages.Block(KeyMessages.Fresh())));
        (await bench.Journal.Next()).Ends(CommitOutcome.Refused);

        Assert.That((await side.Hear()).Text(39), Is.EqualTo("96"));
        Assert.That(bench.Kcv(KeyUsage.ZonePin), Is.EqualTo(KeyMessages.Kcv(old)));
    }

    [Test]
    public async Task A_change_that_is_said_again_is_answered_again_and_recorded_once()
    {
        await using var bench = new UpstreamBench();
        var side = await Ready(bench);
        var key = KeyMessages.Fresh();
        await side.Say(KeyMessages.Change(KeyMessages.Block(key)));
        await side.Hear();
        var records = bench.Journal.DurableEstate().Count;
        await side.Say(KeyMessages.Change(KeyMessages.Block(key), 701));
        var again = await side.Hear();

        Assert.That((again.Text(11), again.Text(39), again.Text(48)), Is.EqualTo(("000701", "00", KeyMessages.Kcv(key))));
        Assert.That(bench.Journal.DurableEstate(), Has.Count.EqualTo(records));
    }

    [Test]
    public async Task A_block_under_another_key_or_with_a_wrong_MAC_is_63_and_the_old_key_stays()
    {
        await using var bench = new UpstreamBench();
        var side = await Ready(bench);
        var old = KeyMessages.Fresh();
        await bench.Load(KeyUsage.ZonePin, old);
        var block = KeyMessages.Block(KeyMessages.Fresh());
        string[] wrong = [block[..^1] + (block[^1] == '0' ? '1' : '0'), KeyMessages.Block(KeyMessages.Fresh(), under: KeyMessages.Fresh())];
        foreach (var field in wrong)
        {
            await side.Say(KeyMessages.Change(field));
            var answer = await side.Hear();
            Assert.That((answer.Text(39), answer.Has(48)), Is.EqualTo(("63", false)));
        }

        Assert.That(bench.Kcv(KeyUsage.ZonePin), Is.EqualTo(KeyMessages.Kcv(old)));
        Assert.That(string.Join('\n', bench.Log.Lines), Does.Contain("2051").And.Not.Contain(block[20..40]));
    }

    [Test]
    public async Task Without_a_zone_master_key_it_is_81_and_without_a_key_30()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        await side.Say(KeyMessages.Change(KeyMessages.Block(KeyMessages.Fresh())));
        Assert.That((await side.Hear()).Text(39), Is.EqualTo("81"));
        await side.Say(KeyMessages.Change(null));
        Assert.That((await side.Hear()).Text(39), Is.EqualTo("30"));
    }

    [TestCase('P', KeyUsage.ZonePin)]
    [TestCase('M', KeyUsage.ZoneMac)]
    public async Task An_unbound_key_is_taken_where_the_configuration_says_so(char kind, KeyUsage usage)
    {
        await using var bench = new UpstreamBench(options => options with { LegacyKeyExchange = true });
        var side = await Ready(bench);
        var key = KeyMessages.Fresh();
        await side.Say(KeyMessages.Change(KeyMessages.Legacy(kind, key)));

        Assert.That((await side.Hear()).Text(39), Is.EqualTo("00"));
        Assert.That(bench.Kcv(usage), Is.EqualTo(KeyMessages.Kcv(key)));
        await side.Say(KeyMessages.Change(KeyMessages.Legacy(kind, KeyMessages.Fresh(), "000000")));
        Assert.That((await side.Hear()).Text(39), Is.EqualTo("63"));
        Assert.That(bench.Kcv(usage), Is.EqualTo(KeyMessages.Kcv(key)));
    }

    [Test]
    public async Task An_unbound_key_is_40_otherwise()
    {
        await using var bench = new UpstreamBench();
        var side = await Ready(bench);
        await side.Say(KeyMessages.Change(KeyMessages.Legacy('P', KeyMessages.Fresh())));

        Assert.That((await side.Hear()).Text(39), Is.EqualTo("40"));
        Assert.That(bench.Kcv(KeyUsage.ZonePin), Is.Null);
    }

    [Test]
    public async Task Changes_wait_for_one_another_and_too_many_are_96()
    {
        await using var bench = new UpstreamBench();
        var side = await Ready(bench);
        bench.Journal.IsQuick = false;
        for (var number = 0; number < 5; number++)
        {
            await side.Say(KeyMessages.Change(KeyMessages.Block(KeyMessages.Fresh()), 700 + number));
        }

        var refused = await side.Hear();
        Assert.That((refused.Text(11), refused.Text(39)), Is.EqualTo(("000704", "96")));
        for (var number = 0; number < 4; number++)
        {
            (await bench.Journal.Next()).Ok();
            var taken = await side.Hear();
            Assert.That((taken.Text(11), taken.Text(39)), Is.EqualTo(($"{700 + number:D6}", "00")));
        }
    }

    [Test]
    public async Task The_gateway_asks_for_keys_and_hears_what_the_acquirer_says()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        await side.HearManagement();

        Assert.That((await bench.Port.RequestKeys(bench.Name)).Outcome, Is.EqualTo(CommandOutcome.Done));
        Assert.That((await side.HearManagement()).Text(70), Is.EqualTo("161"));
        bench.Acquirer.Manages = _ => "40";
        var refused = await bench.Port.RequestKeys(bench.Name);
        Assert.That((refused.Outcome, refused.Sentence), Is.EqualTo((CommandOutcome.Conflict, $"Acquirer {bench.Name} refused to send keys, with 40.")));
        Assert.That((await bench.Port.RequestKeys("nobody")).Outcome, Is.EqualTo(CommandOutcome.NotFound));
    }

    [Test]
    public async Task A_silent_acquirer_is_asked_once_at_a_time_and_not_for_ever()
    {
        await using var bench = new UpstreamBench(script: acquirer => acquirer.Manages = code => code == "161" ? null : "00");
        var side = await bench.Up();
        await side.HearManagement();
        var asking = bench.Port.RequestKeys(bench.Name);
        await side.HearManagement();

        Assert.That((await bench.Port.RequestKeys(bench.Name)).Outcome, Is.EqualTo(CommandOutcome.Conflict));
        await bench.Passing(() => asking.IsCompleted);
        Assert.That((await asking).Outcome, Is.EqualTo(CommandOutcome.Unavailable));
    }

    [Test]
    public async Task A_link_that_is_down_is_not_asked()
    {
        await using var bench = new UpstreamBench(start: false);
        Assert.That((await bench.Port.RequestKeys(bench.Name)).Outcome, Is.EqualTo(CommandOutcome.Unavailable));
    }

    private static async Task<AcquirerSide> Ready(UpstreamBench bench)
    {
        await bench.Load(KeyUsage.ZoneMaster, KeyMessages.Master);
        return await bench.Up();
    }
}
