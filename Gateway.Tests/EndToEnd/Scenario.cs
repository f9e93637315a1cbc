using System.Text.Json;

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

    [SetUp]
    public async Task SetTheBench()
    {
        _bench = await GatewayBench.Start();
        for (var number = 1; number <= 4; number++)
        {
            _bench.Secrets.Add(Card.Number(number));
        }
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
                Assert.That(money.GetProperty("difference").GetInt64(), Is.Zero, $"difference of {money}");
                if (IsQuiet(money))
                {
                    Assert.That(Standing(money), Is.EqualTo(atAcquirer.Sales.Amount - atAcquirer.Voids.Amount), $"the acquirer's money and {money}");
                }

                Assert.That(running, Is.Empty, "while it ran");
                Assert.That(LeakAudit.Leaks(bench), Is.Empty, "after it stopped");
                Assert.That(ErrorsAreExpected ? [] : bench.Log.Errors, Is.Empty);
            });
        }
    }

    private static bool IsQuiet(JsonElement money) => money.GetProperty("openRequests").GetInt32() == 0 && money.GetProperty("owedReversals").GetInt32() == 0;

    private static long Standing(JsonElement money) => Amount(money, "posted") + Amount(money, "open") + Amount(money, "quarantined");

    internal static long Amount(JsonElement money, string line) => money.GetProperty(line).GetProperty("amount").GetInt64();
}
