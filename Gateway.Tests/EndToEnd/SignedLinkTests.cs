namespace Gateway.Tests.EndToEnd;

/// <summary>A gateway and an acquirer that sign what they send each other.</summary>
[TestFixture]
public sealed class SignedLinkTests : Scenario
{
    /// <inheritdoc/>
    protected override bool SignsOnTheLink => true;

    [Test]
    public async Task A_sale_its_void_and_a_sale_after_a_change_of_keys_are_approved()
    {
        await Bench.LoadZoneMasterKey();
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(1_000);
        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card))).Code, Is.EqualTo("00"));
        await Bench.ChangeKeys();
        await pos.Sell(2_000);

        Assert.That(Wire.Asked.Select(asked => asked.Has(64) || asked.Has(128)), Is.All.True);
        Assert.That((await Bench.Key("ZoneMac")).How, Is.EqualTo("exchange"));
        Assert.That(Bench.Acquirer.Keys.Mac!.Wrong, Is.Zero);
    }

    [Test]
    public async Task An_approval_that_was_tampered_with_is_never_delivered_and_the_sale_is_taken_back()
    {
        var pos = await Bench.SignedOn();
        Wire.Tampers = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await InFlight(pos, sale);

        Assert.That((await Bench.InTime(pos.Hear(sale))).Code, Is.EqualTo("98"));
        await Bench.Quiet(GatewayBench.Second);
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
        Assert.That(Bench.Log.Lines, Has.Some.Contains("its MAC is wrong or missing"));
    }
}
