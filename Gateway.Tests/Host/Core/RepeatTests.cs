using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>The same trace again: the same answer, nothing new upstream, whatever has changed around it (M1, M3, M4).</summary>
[TestFixture]
internal sealed class RepeatTests
{
    private static readonly Dictionary<string, (string Told, Action<CoreBench> Story)> _stories = new()
    {
        ["approved"] = ("00", bench => bench.Sold(10)),
        ["declined by the acquirer"] = ("51", bench => { bench.Sell(10); bench.Answered(10, "51"); }
        ),
        ["declined because the link was down"] = ("91", bench => bench.Ask(bench.SaleOf(10), facts => facts with { AcquirerReachable = false })),
        ["declined because nothing was sent"] = ("91", bench => { bench.Sell(10); bench.Happen(new RequestNotSent(CoreBench.Key(10))); }
        ),
        ["declined because of a hold"] = ("97", bench => { bench.HeldAt(HoldLevel.L2).Sell(10); bench.Released(); }
        ),
        ["given up"] = ("98", bench => { bench.Sell(10); bench.Overdue(10); }
        ),
        ["given up, approved too late"] = ("98", bench => { bench.Sell(10); bench.Overdue(10); bench.Answered(10); }
        ),
        ["given up and taken back"] = ("98", bench => { bench.Sell(10); bench.Overdue(10); bench.Reverse(10); }
        ),
        ["taken back while waiting, then approved"] = ("98", bench => { bench.Sell(10); bench.Reverse(10); bench.Answered(10); }
        ),
        ["approved, then taken back"] = ("94", bench => { bench.Sold(10); bench.Reverse(10); }
        ),
        ["taken back before it came"] = ("94", bench => bench.Reverse(10)),
    };

    private static IEnumerable<TestCaseData> Stories() => _stories.Keys.Select(name => new TestCaseData(name).SetName($"The repeat of a sale that was {name} is told {_stories[name].Told}"));

    [TestCaseSource(nameof(Stories))]
    public void A_repeat_is_told(string name)
    {
        var bench = new CoreBench();
        var (told, story) = _stories[name];
        story(bench);
        var before = bench.Journal.Count;
        foreach (var level in new HoldLevel?[] { null, HoldLevel.L2, HoldLevel.L5 })
        {
            var repeat = level is { } hold ? bench.HeldAt(hold).Sell(10) : bench.Sell(10);
            Assert.That(repeat.Code(), Is.EqualTo(told), $"under {level}");
            Assert.That(repeat.Does<SendRequest>(), Is.Null);
        }

        Assert.That(bench.Journal, Has.Count.EqualTo(before), "a repeat changes nothing");
    }

    [Test]
    public void The_repeat_of_an_approval_carries_the_same_numbers()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        var first = bench.Answered(10).Told();
        var again = bench.After(TimeSpan.FromMinutes(5)).Sell(10).Told();
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public void The_repeat_of_an_approval_taken_back_shows_no_authorisation_code()
    {
        var bench = new CoreBench().Sold(10);
        bench.Reverse(10);
        Assert.That(bench.Sell(10).Told(), Has.Property(nameof(TerminalAnswer.AuthCode)).EqualTo("").And.Property(nameof(TerminalAnswer.Reason)).EqualTo(DeclineReason.AlreadyReversed));
    }

    [Test]
    public void The_repeat_of_a_pending_sale_waits_at_its_new_address()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        var repeat = bench.SaleOf(10);
        var decision = bench.Ask(repeat);
        Assert.That(decision.Shape(), Is.EqualTo(" | AwaitAnswer"));
        Assert.That(decision.Does<AwaitAnswer>(), Is.EqualTo(new AwaitAnswer(CoreBench.Key(10), repeat.ReplyTo)));
    }

    private static readonly Dictionary<string, Func<CoreBench, TerminalRequest>> _others = new()
    {
        ["another amount"] = bench => bench.SaleOf(10, 2000),
        ["another class"] = bench => bench.BalanceOf(10),
        ["a void"] = bench => bench.VoidOf(10, 9),
    };

    [Test]
    public void The_same_trace_for_something_else_is_refused_with_94(
        [Values("another amount", "another class", "a void")] string other, [Values("approved", "given up", "declined by the acquirer")] string story)
    {
        var bench = new CoreBench().Sold(9);
        _stories[story].Story(bench);
        var before = bench.Journal.Count;
        var decision = bench.Ask(_others[other](bench));
        Assert.That(decision.Code(), Is.EqualTo("94"));
        Assert.That(decision.Does<AuditRefusal>()!.Reason, Is.EqualTo(DeclineReason.TraceReused));
        Assert.That(bench.Journal, Has.Count.EqualTo(before));
    }

    [Test]
    public void The_same_trace_in_another_batch_is_another_transaction()
    {
        var bench = new CoreBench().Sold(10);
        bench.Ask(bench.SettlementOf(11, new(1000, 1, 0, 0)));
        Assert.That(bench.Sell(10, batch: 2).The<Forwarded>()!.Key, Is.EqualTo(CoreBench.Key(10, 2)));
    }
}
