using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class SettlementTotalsTests
{
    [Test]
    public void Totals_are_read_back_as_they_are_written()
    {
        var totals = new SettlementTotals(new MoneyCount(12, 345_678), new MoneyCount(3, 9_000), 1);
        var field = totals.ToField()[..^1] + "1";

        Assert.That(SettlementTotals.TryRead(field, out var read), Is.True);
        Assert.That(read, Is.EqualTo(totals));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("00000000300000200000000200000100000000000000000000000000000000")]
    public void Totals_without_results_are_refused(string? field)
        => Assert.That(SettlementTotals.TryRead(field, out _), Is.False);
}
