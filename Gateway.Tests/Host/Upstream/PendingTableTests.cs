using Gateway.Host.Core.Switching;
using Gateway.Host.Upstream;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Upstream;

/// <summary>What is remembered, for how long, and what makes room for what.</summary>
[TestFixture]
public sealed class PendingTableTests
{
    private const string Terminal = "T0000001";

    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly PendingTable _table;

    public PendingTableTests() => _table = new PendingTable(2, _answerTimeout, _time);

    [Test]
    public void A_request_whose_time_is_over_makes_room_and_is_still_found()
    {
        Assert.That(Admit(1), Is.EqualTo(PendingAdmission.Admitted));
        Assert.That(Admit(2), Is.EqualTo(PendingAdmission.Admitted));
        Assert.That(Admit(3), Is.EqualTo(PendingAdmission.Full));
        Assert.That(_table.IsFull, Is.True);

        _time.Advance(_answerTimeout);
        Assert.That(_table.IsFull, Is.False);
        Assert.That(Admit(3), Is.EqualTo(PendingAdmission.Admitted));
        Assert.That(_table.Count, Is.EqualTo(3));
        Assert.That(Answer(1), Is.EqualTo(PendingVerdict.AnswersLate));
        Assert.That(Answer(3), Is.EqualTo(PendingVerdict.Answers));
    }

    [Test]
    public void A_request_is_forgotten_after_a_quarter_of_an_hour()
    {
        Admit(1);
        _time.Advance(PendingTable.KeptFor - TimeSpan.FromSeconds(1));
        Admit(2);
        Assert.That(_table.Count, Is.EqualTo(2));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_table.Count, Is.EqualTo(1));
        Assert.That(Answer(1), Is.EqualTo(PendingVerdict.NothingWaits));
        Assert.That(Answer(2), Is.EqualTo(PendingVerdict.Answers));
    }

    [Test]
    public void Requests_that_may_still_be_approved_are_refused_for_and_never_pushed_out()
    {
        var stan = 0;
        while (true)
        {
            if (Admit(++stan) == PendingAdmission.Full)
            {
                _time.Advance(_answerTimeout);
                if (_table.IsFull)
                {
                    break;
                }
            }
        }

        Assert.That(_table.Count, Is.EqualTo(32));
        Assert.That(Answer(1), Is.EqualTo(PendingVerdict.AnswersLate));
        Assert.That(_table.IsFull, Is.False);
    }

    [Test]
    public void Reversals_never_stop_business_and_the_oldest_makes_room()
    {
        for (var stan = 1; stan <= 3; stan++)
        {
            Assert.That(Admit(stan, PendingKind.Reversal), Is.EqualTo(PendingAdmission.Admitted));
        }

        Assert.That(Admit(4), Is.EqualTo(PendingAdmission.Admitted));
        Assert.That(Answer(1, PendingKind.Reversal), Is.EqualTo(PendingVerdict.NothingWaits));
        Assert.That(Answer(3, PendingKind.Reversal), Is.EqualTo(PendingVerdict.Answers));
    }

    [Test]
    public void A_second_answer_counts_only_when_it_says_what_the_first_did_not()
    {
        Admit(1);
        Assert.That(Answer(1, conclusive: false), Is.EqualTo(PendingVerdict.Answers));
        Assert.That(Answer(1, conclusive: false), Is.EqualTo(PendingVerdict.Duplicate));
        Assert.That(Answer(1), Is.EqualTo(PendingVerdict.AnswersLate));
        Assert.That(Answer(1), Is.EqualTo(PendingVerdict.Duplicate));
        Assert.That(_table.Count, Is.Zero);
    }

    [Test]
    public void Numbers_that_are_still_known_are_not_taken_again()
    {
        Admit(1);
        Assert.That(Admit(1), Is.EqualTo(PendingAdmission.Known));
        Answer(1);
        Assert.That(Admit(1), Is.EqualTo(PendingAdmission.Known));
        _time.Advance(PendingTable.KeptFor);
        Assert.That(Admit(1), Is.EqualTo(PendingAdmission.Admitted));
    }

    [Test]
    public void A_request_of_an_earlier_run_finds_its_late_answer_and_holds_nobody_up()
    {
        for (var stan = 1; stan <= 100; stan++)
        {
            _table.Restore(new PendingMessage(Key(stan), new TraceKey("M", Terminal, 1, stan), PendingKind.Request, Terminal, null));
        }

        Assert.That((_table.IsFull, _table.Waiting, _table.Count), Is.EqualTo((false, 0, 0)));
        Assert.That((Answer(1), Answer(1)), Is.EqualTo((PendingVerdict.AnswersLate, PendingVerdict.Duplicate)));
        Assert.That(Admit(2), Is.EqualTo(PendingAdmission.Known), "its numbers were used");
        _time.Advance(PendingTable.KeptFor);
        Assert.That(Answer(3), Is.EqualTo(PendingVerdict.NothingWaits));
    }

    [Test]
    public void Another_terminal_or_kind_does_not_use_the_entry_up()
    {
        Admit(1);
        Assert.That(Answer(1, PendingKind.Reversal), Is.EqualTo(PendingVerdict.OtherKind));
        Assert.That(Answer(1, terminal: "T0000002"), Is.EqualTo(PendingVerdict.OtherTerminal));
        Assert.That(Answer(1, terminal: null), Is.EqualTo(PendingVerdict.OtherTerminal));
        Assert.That(Answer(1), Is.EqualTo(PendingVerdict.Answers));
    }

    private static UpstreamKey Key(int stan) => new(stan, "0301201530");

    private PendingAdmission Admit(int stan, PendingKind kind = PendingKind.Request)
        => _table.Admit(new PendingMessage(Key(stan), new TraceKey("M", Terminal, 1, stan), kind, Terminal, null));

    private PendingVerdict Answer(int stan, PendingKind kind = PendingKind.Request, bool conclusive = true, string? terminal = Terminal)
        => _table.Answer(Key(stan), kind, terminal, conclusive, out _);
}
