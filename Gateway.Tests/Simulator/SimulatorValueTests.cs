using Gateway.Simulator.Load;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class SimulatorValueTests
{
    [Test]
    public void Every_test_card_is_another_and_has_a_right_check_digit()
    {
        var cards = Enumerable.Range(0, TestCard.Count).Select(number => TestCard.Numbered(number).Pan.Reveal()).ToList();

        Assert.That(cards, Is.Unique);
        Assert.That(cards, Has.All.StartsWith("622500000000").And.All.Length.EqualTo(16));
        Assert.That(cards.Select(Luhn), Has.All.Zero);
    }

    [Test]
    public void A_test_card_prints_neither_its_number_nor_its_pin()
    {
        var card = TestCard.Numbered(5);

        Assert.That(card.ToString(), Is.EqualTo(card.Pan.ToString()));
        Assert.That(card.ToString(), Does.Contain("******"));
    }

    [TestCase("500ms", 0.5)]
    [TestCase("20s", 20)]
    [TestCase("1.5m", 90)]
    [TestCase("1h", 3600)]
    [TestCase("7", 7)]
    public void Durations_are_read(string text, double seconds)
    {
        Assert.That(DurationText.TryParse(text, out var duration), Is.True);
        Assert.That(duration, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("")]
    [TestCase("s")]
    [TestCase("-1s")]
    [TestCase("25h")]
    [TestCase("1d")]
    public void What_is_no_duration_is_not_read(string text) => Assert.That(DurationText.TryParse(text, out _), Is.False);

    [TestCase("20..80ms", 20, 80)]
    [TestCase("500ms..1s", 500, 1000)]
    [TestCase("5ms", 5, 5)]
    public void Ranges_are_read(string text, int shortest, int longest)
    {
        Assert.That(DurationRange.TryParse(text, out var range), Is.True);
        Assert.That(range, Is.EqualTo(DurationRange.Milliseconds(shortest, longest)));
    }

    [TestCase("80..20ms")]
    [TestCase("..")]
    [TestCase("20..")]
    public void What_is_no_range_is_not_read(string text) => Assert.That(DurationRange.TryParse(text, out _), Is.False);

    [Test]
    public void The_mix_makes_every_kind_of_action_in_about_its_share()
    {
        var mix = new TrafficMix { Think = default };
        var dice = new Dice(1);
        var chosen = Enumerable.Range(0, 10_000).Select(_ => mix.Choose(dice)).CountBy(action => action).ToDictionary();

        Assert.That(chosen.Keys, Is.EquivalentTo(Enum.GetValues<TrafficAction>()));
        Assert.That(chosen[TrafficAction.Void] / 10_000.0, Is.EqualTo(mix.Voids).Within(0.02));
    }

    [Test]
    public void Latencies_are_told_to_three_digits()
    {
        var latency = new LatencyHistogram();
        for (var milliseconds = 1; milliseconds <= 100; milliseconds++)
        {
            latency.Record(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.That(latency.At(50).TotalMilliseconds, Is.EqualTo(50).Within(0.5));
        Assert.That(latency.At(100).TotalMilliseconds, Is.EqualTo(100).Within(1));
    }

    [Test]
    public void The_meter_counts_silence_but_does_not_call_it_a_wrong_reply()
    {
        var meter = new TrafficMeter();
        meter.Record(new ActionOutcome { Action = "sale", Succeeded = true, Code = "00" });
        meter.Record(new ActionOutcome { Action = "sale", Succeeded = false, Fault = ExchangeFault.NoAnswer });
        meter.Record(new ActionOutcome { Action = "sale", Succeeded = false, Fault = ExchangeFault.BadMac });

        Assert.That((meter.Count("sale", "00"), meter.Count("sale", "NoAnswer"), meter.Answered), Is.EqualTo((1, 1, 1)));
        Assert.That(meter.WrongReplies(), Is.EqualTo(new[] { (ExchangeFault.BadMac, 1) }));
    }

    private static int Luhn(string digits)
        => digits.Reverse().Select((digit, at) => Fold((digit - '0') * (1 + (at % 2)))).Sum() % 10;

    private static int Fold(int number) => (number / 10) + (number % 10);
}
