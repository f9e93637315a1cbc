using System.Text.Json;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>A test against a whole gateway. Afterwards its books have to balance and nothing it left behind may show a secret.</summary>
public abstract class Scenario
{
    private GatewayBench? _bench;

    internal GatewayBench Bench => _bench ?? throw new InvalidOperationException("The bench is not set up.");

    internal Operator Operator => Bench.Operator;

    internal AcquirerWire Wire => Bench.Wire;

    /// <summary>Whether the gateway may log errors in this test.</summary>
    protected bool ErrorsAreExpected { get; set; }

    /// <summary>Whether the gateway and the acquirer sign what they send each other.</summary>
    protected virtual bool SignsOnTheLink => false;

    /// <summary>How PINs go to the acquirer, whose issuer then verifies them by PVV; null for what is usual.</summary>
    protected virtual string? PinFormat => null;

    [SetUp]
    public async Task SetTheBench()
    {
        _bench = await GatewayBench.Start(SignsOnTheLink, PinFormat);
        for (var number = 1; number <= 4; number++)
        {
            _bench.Secrets.Add(Card.Number(number));
        }
    }

    /// <summary>Sends a request and waits until the acquirer's line has it.</summary>
    internal async Task InFlight(Pos pos, IsoMessage request)
    {
        var before = Wire.Count("0200");
        await pos.Say(request);
        await Patience.Until(() => Wire.Count("0200") > before);
    }

    [TearDown]
    public async Task LookAtWhatIsLeft()
    {
        if (_bench is not { } bench)
        {
            return;
        }

        await using (bench)
        {
            var money = await bench.Operator.Money();
            var atAcquirer = bench.Acquirer.Ledger.Sum(entry => entry.Stands);
            var running = LeakAudit.Leaks(bench);
            await bench.Close();
            Assert.Multiple(() =>
            {
                Assert.That(money.Number("difference"), Is.Zero, $"difference of {money}");
                if (money.Number("openRequests") + money.Number("owedReversals") == 0)
                {
                    var standing = atAcquirer.Sales.Amount - atAcquirer.Voids.Amount;
                    Assert.That(Standing(money), Is.EqualTo(standing), $"the acquirer's money and {money}");
                }

                Assert.That(running, Is.Empty, "while it ran");
                Assert.That(LeakAudit.Leaks(bench), Is.Empty, "after it stopped");
                Assert.That(ErrorsAreExpected ? [] : bench.Log.Errors, Is.Empty);
            });
        }
    }

    private static long Standing(JsonElement money) => Amount(money, "posted") + Amount(money, "open") + Amount(money, "quarantined");

    internal static long Amount(JsonElement money, string line) => money.GetProperty(line).Number("amount");
}
