using Gateway.Iso8583.Messages;

namespace Gateway.Tests.EndToEnd;

/// <summary>The zone PIN key changes while terminals sell, and no customer notices.</summary>
[TestFixture]
public sealed class ZoneKeyTests : Scenario
{
    [Test]
    public async Task Sales_with_PINs_go_on_while_the_keys_change_twice()
    {
        await Bench.LoadZoneMasterKey();
        var terminals = new[] { await Bench.SignedOn(), await Bench.SignedOn(), await Bench.SignedOn() };
        var first = await Bench.Key("ZonePin");
        using var enough = new CancellationTokenSource();
        var selling = terminals.Select(pos => Sell(pos, enough.Token)).ToList();
        await Bench.ChangeKeys();
        var second = await Bench.Key("ZonePin");
        await Bench.ChangeKeys();
        var third = await Bench.Key("ZonePin");
        await Task.Delay(100, CancellationToken.None);
        await enough.CancelAsync();
        var sold = (await Task.WhenAll(selling)).Sum();

        Assert.That(Bench.Acquirer.PinBlocks, Is.EqualTo(sold).And.GreaterThan(3));
        Assert.That(Bench.Acquirer.WrongPinBlocks, Is.Zero);
        Assert.That((first.How, second.How, third.How), Is.EqualTo(("configuration", "exchange", "exchange")));
        Assert.That(new[] { first.Kcv, second.Kcv, third.Kcv }, Is.Unique);
    }

    [Test]
    public async Task An_exchanged_key_stays_after_a_restart_although_the_configuration_names_another()
    {
        await Bench.LoadZoneMasterKey();
        await Bench.ChangeKeys();
        var exchanged = await Bench.Key("ZonePin");
        await Bench.Restart();

        Assert.That(await Bench.Key("ZonePin"), Is.EqualTo(exchanged));
        var pos = await Bench.SignedOn();
        Assert.That((await pos.Ask(pos.PinSale(500, Pos.Card))).Code, Is.EqualTo("00"));
        Assert.That(Bench.Acquirer.WrongPinBlocks, Is.Zero);
    }

    [Test]
    public async Task A_key_that_does_not_verify_is_refused_and_the_old_one_stays()
    {
        var before = await Bench.Key("ZonePin");
        await Bench.ChangeKeys();
        Assert.That(Bench.Acquirer.Keys.Changes!.Refused, Is.EqualTo(1), "there is no zone master key yet");
        await Bench.LoadZoneMasterKey();
        // The log tells refusals once a second.
        Bench.Time.Advance(GatewayBench.Second);
        await Bench.AcquirerSays(new IsoMessage(MessageType.Parse("0800")).Set(7, "0301061530").Set(11, "999000").Set(70, "101")
            .Set(48, "B0080P0TB00N0000" + new string('7', 64)));
        await Host.Upstream.Patience.Until(() => Bench.Log.Lines.Any(line => line.Contains("was refused with 63", StringComparison.Ordinal)));
        var pos = await Bench.SignedOn();
        Assert.That((await pos.Ask(pos.PinSale(500, Pos.Card))).Code, Is.EqualTo("00"));

        Assert.That(await Bench.Key("ZonePin"), Is.EqualTo(before));
        Assert.That(Bench.Acquirer.WrongPinBlocks, Is.Zero);
    }

    [Test]
    public async Task An_operator_asks_for_new_keys_and_they_come()
    {
        await Bench.LoadZoneMasterKey();
        var before = await Bench.Key("ZonePin");
        var asked = await Operator.Post("/api/acquirers/acquirer/request-keys", new { by = "tester" });
        await Host.Upstream.Patience.Until(() => Bench.Acquirer.Keys.Changes!.Taken == 1);

        Assert.That(asked.GetProperty("asked").GetBoolean(), Is.True);
        Assert.That((await Bench.Key("ZonePin")).Kcv, Is.Not.EqualTo(before.Kcv));
        Assert.That((await Operator.Get("/api/audit")).GetRawText(), Does.Contain("keys-requested").And.Contain("by tester"));
        var nobody = await Operator.Try(new HttpRequestMessage(HttpMethod.Post, "/api/acquirers/nobody/request-keys") { Content = System.Net.Http.Json.JsonContent.Create(new { }) });
        Assert.That((int)nobody.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_key_for_a_format_that_was_given_up_is_told_at_the_start_and_carries_no_PIN()
    {
        await Bench.RestartWithLongPins();
        Assert.That(Bench.Log.Lines, Has.Some.Contains("PINs go to acquirer acquirer as iso-4, under a key for Aes; this is one for Tdes. Until one that fits"));
        var pos = await Bench.SignedOn();

        Assert.That((await pos.Ask(pos.PinSale(500, Pos.Card))).Code, Is.EqualTo("99"));
        Assert.That(Wire.Asked, Is.Empty);
        await pos.Sell(600);
    }

    private static async Task<int> Sell(Pos pos, CancellationToken enough)
    {
        var sold = 0;
        while (!enough.IsCancellationRequested)
        {
            Assert.That((await pos.Ask(pos.PinSale(100 + sold, Pos.Card))).Code, Is.EqualTo("00"));
            sold++;
        }

        return sold;
    }
}
