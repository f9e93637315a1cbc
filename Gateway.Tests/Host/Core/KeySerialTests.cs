using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>The counter rule of DUKPT devices: no used key gets money, and no key makes money be forgotten.</summary>
[TestFixture]
public sealed class KeySerialTests
{
    private const string Device = "FFFF9876543210E0/08D7B4FB";
    private static readonly string[] _forwardedAndNoted = [nameof(Forwarded), nameof(KeySerialUsed)];
    private CoreBench _bench = null!;

    [SetUp]
    public void SetUp() => _bench = new CoreBench();

    [Test]
    public void The_counter_is_durable_in_the_same_commit_as_what_it_signed()
        => Assert.That(Sell(1, counter: 5).Records.Select(record => record.GetType().Name), Is.EqualTo(_forwardedAndNoted));

    [TestCase(4, "A0")]
    [TestCase(5, "A0")]
    [TestCase(6, "")]
    [TestCase(90, "", Description = "messages get lost, so counters may be left out")]
    public void Only_a_later_key_gets_a_new_transaction(long counter, string code)
    {
        Sell(1, counter: 5);
        _bench.Answered(1);
        Assert.That(Code(Sell(2, counter: counter)), Is.EqualTo(code));
    }

    [Test]
    public void Keys_used_before_the_terminal_was_enrolled_count_as_used()
        => Assert.That((Code(Sell(1, counter: 5, floor: 5)), Code(Sell(2, counter: 6, floor: 5))), Is.EqualTo(("A0", "")));

    [Test]
    public void The_same_message_again_gets_its_stored_answer_however_late()
    {
        Sell(1, counter: 5);
        _bench.Answered(1);
        Sell(2, counter: 6);
        _bench.Answered(2);
        var again = Sell(1, counter: 5);
        Assert.That((Code(again), again.Records), Is.EqualTo(("00", Array.Empty<JournalRecord>())));
    }

    [Test]
    public void A_repeat_under_a_key_of_another_message_is_a_replay()
    {
        Sell(1, counter: 5);
        _bench.Answered(1);
        Sell(2, counter: 6);
        _bench.Answered(2);
        Assert.That(Code(Sell(1, counter: 6)), Is.EqualTo("A0"));
    }

    [Test]
    public void A_refused_message_has_used_its_key_too()
    {
        Sell(1, counter: 5, batch: 9);
        Assert.That(Code(Sell(2, counter: 5)), Is.EqualTo("A0"));
    }

    [Test]
    public void A_message_that_nobody_could_sign_moves_no_counter()
    {
        _bench.Ask(_bench.SaleOf(1), facts => facts with { Mac = MacVerdict.Wrong });
        Assert.That(_bench.Ledger.LastCounter(Device), Is.Zero);
    }

    [TestCase(4)]
    [TestCase(6)]
    public void A_reversal_takes_back_under_any_key_because_a_refused_one_strands_money(long counter)
    {
        Sell(1, counter: 5);
        _bench.Answered(1);
        var reversed = _bench.Ask(_bench.ReversalOf(1), facts => facts with { Serial = Serial(counter) });
        Assert.That((Code(reversed), _bench.Ledger.Find(CoreBench.Key(1))!.State), Is.EqualTo(("00", TransactionState.Reversed)));
    }

    [Test]
    public void The_last_key_of_a_device_sells_nothing_and_still_reverses()
    {
        Sell(1, counter: 5);
        _bench.Answered(1);
        Assert.That(Code(_bench.Ask(_bench.SaleOf(2), facts => facts with { Serial = Serial(0x1FF800) with { IsLast = true } })), Is.EqualTo("97"));
        Assert.That(Code(_bench.Ask(_bench.ReversalOf(1), facts => facts with { Serial = Serial(0x1FF800) with { IsLast = true } })), Is.EqualTo("00"));
    }

    [Test]
    public void A_device_with_another_initial_key_counts_anew()
    {
        Sell(1, counter: 500);
        _bench.Answered(1);
        Assert.That(Code(_bench.Ask(_bench.SaleOf(2), facts => facts with { Serial = new KeySerial("FFFF9876543210E0/77777777", 1, 0, false) })), Is.Empty);
    }

    [Test]
    public void A_restart_forgets_no_counter()
    {
        Sell(1, counter: 5);
        _bench.Answered(1);
        var ledger = new TerminalLedger(CoreBench.Terminal, 3);
        foreach (var record in _bench.Journal)
        {
            ledger.Apply(record);
        }

        Assert.That((ledger.LastCounter(Device), ledger.Find(CoreBench.Key(1))!.KeySerial), Is.EqualTo((5, 5)));
    }

    [Test]
    public void A_dukpt_terminal_signs_on_for_its_batch_and_gets_no_keys()
    {
        var decision = _bench.Ask(_bench.Request(MessageClass.SignOn, 1, "0800"), facts => facts with { IsDukpt = true, Mac = MacVerdict.Absent });
        var answer = decision.Effects.OfType<Answer>().Single().Content;
        Assert.That((answer.ResponseCode, answer.Batch, answer.Field62), Is.EqualTo(("00", 1, (byte[]?)null)));
    }

    private static KeySerial Serial(long counter, long floor = 0) => new(Device, counter, floor, IsLast: false);

    private static string Code(Decision decision) => decision.Effects.OfType<Answer>().SingleOrDefault()?.Content.ResponseCode ?? "";

    private Decision Sell(int stan, long counter, long floor = 0, int batch = 1)
        => _bench.Ask(_bench.SaleOf(stan, batch: batch), facts => facts with { Serial = Serial(counter, floor) });
}
