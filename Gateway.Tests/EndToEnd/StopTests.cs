using Gateway.Iso8583.Messages;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>An orderly stop takes nobody new and lets nobody wait for nothing.</summary>
[TestFixture]
public sealed class StopTests : Scenario
{
    private const int StoppedWithOpenRequests = 9008;

    [Test]
    public async Task Who_waits_gets_his_answer_and_nobody_new_is_let_in()
    {
        var pos = await Bench.SignedOn();
        var sale = await Withheld(pos);
        var stopping = Bench.Stop();
        await Patience.Until(() => Bench.Log.Of(1002).Count == 2);
        Assert.That(async () => await pos.NewLine(), Throws.Exception, "the listener is closed");

        await Wire.Release();

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("00"));
        await Bench.WhileTimePasses(stopping);
        Assert.That(Bench.Log.Of(StoppedWithOpenRequests), Is.Empty);
        await Bench.Open();
        Assert.That(Amount(await Operator.Money(), "open"), Is.EqualTo(1_000));
    }

    [Test]
    public async Task A_silent_acquirer_makes_98_before_the_end_and_its_reversal_is_not_forgotten()
    {
        var pos = await Bench.SignedOn();
        var sale = await Withheld(pos);
        var stopping = Bench.Stop();
        Bench.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("98"));
        await Bench.WhileTimePasses(stopping);
        Wire.Withholds = _ => false;
        await Bench.Open();
        await Bench.Quiet(GatewayBench.Second);
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
    }

    [Test]
    public async Task A_request_whose_repeat_took_its_answer_holds_nothing_up()
    {
        var pos = await Bench.SignedOn();
        var sale = await Withheld(pos);
        using var other = await pos.NewLine();
        await other.Send(pos.Seal(sale));
        await other.Send(pos.Seal(pos.Forms.Echo()));
        await other.Receive();
        await Wire.Release();
        Assert.That(pos.Checked(sale, await other.Receive()).Code, Is.EqualTo("00"));

        await Bench.WhileTimePasses(Bench.Stop());

        Assert.That(Bench.Log.Of(StoppedWithOpenRequests), Is.Empty);
        await Bench.Open();
    }

    private async Task<IsoMessage> Withheld(Pos pos)
    {
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await InFlight(pos, sale);
        await Patience.Until(() => Wire.Withheld == 1);
        return sale;
    }
}
