using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Estate;

[TestFixture]
public sealed class ExplanationTests
{
    private static readonly TransactionRow _row = new()
    {
        Merchant = "100000000000001",
        Terminal = "00000001",
        Batch = 1,
        Stan = 123,
        Class = "Sale",
        State = "Approved",
        Amount = 12_505,
        Acquirer = "acquirer",
        AuthCode = "A12345",
        OpenedAt = default,
    };

    private static IEnumerable<string> Reasons => Enum.GetNames<DeclineReason>();

    [TestCaseSource(nameof(Reasons))]
    public void Every_reason_has_words_of_its_own(string reason)
    {
        var declined = Explanation.Sentence(_row with { State = "Declined", Reason = reason, ResponseCode = "97" });
        Assert.That(declined, Does.StartWith("Sale 000123 of terminal 00000001, batch 000001, amount 125.05 was declined with code 97 because ").And.EndWith("."));
        Assert.That(declined, Does.Not.Contain(reason), "Words, not the name in the program.");

        var audited = Explanation.Sentence(new AuditRow(1, default, "refused", "00000001", 123, "97", $"{reason}: no more is known."));
        Assert.That(audited, Does.Not.Contain(reason).And.Not.Contain("no more").And.EndWith("."));
    }

    [TestCase("Approved", "None", "was approved by acquirer with authorisation A12345.")]
    [TestCase("Pending", "None", "is on its way to acquirer; the terminal has no answer yet.")]
    [TestCase("Unknown", "Owed", "was answered 98: the acquirer did not answer in time, so the request is reversed; the acquirer has not acknowledged the reversal yet, tries so far 3.")]
    [TestCase("Reversed", "Done", "was taken back by the terminal; the acquirer acknowledged the reversal.")]
    [TestCase("Reversed", "AwaitingOutcome", "was taken back by the terminal; the reversal waits for the outcome of the request.")]
    [TestCase("Reversed", "None", "was taken back by the terminal; there was nothing to take back.")]
    [TestCase("Quarantined", "None", "was acknowledged and is kept apart until somebody decides.")]
    [TestCase("ReversedUnseen", "None", "was ever seen; should the original arrive, it is refused.")]
    public void Every_state_has_a_sentence(string state, string reversal, string ending)
        => Assert.That(
            Explanation.Sentence(_row with { State = state, Reversal = reversal, ReversalTries = 3, ResponseCode = "98", Reason = "NoAnswerInTime" }), Does.EndWith(ending));

    [Test]
    public void A_contradiction_of_the_acquirer_is_told()
        => Assert.That(
            Explanation.Sentence(_row with { State = "Reversed", Reversal = "Owed", ReversalTries = 3, Contradicted = true }),
            Does.EndWith("the acquirer approved it and says now that it does not know it, tries so far 3."));

    [Test]
    public void Every_state_of_the_switch_is_in_the_table_above()
    {
        var told = typeof(ExplanationTests).GetMethod(nameof(Every_state_has_a_sentence))!.GetCustomAttributes(typeof(TestCaseAttribute), false)
            .Cast<TestCaseAttribute>().Select(row => (string)row.Arguments[0]!).Append(nameof(TransactionState.Declined));
        Assert.That(Enum.GetNames<TransactionState>(), Is.SubsetOf(told));
    }

    [Test]
    public void A_hold_is_named_with_its_number_level_and_reason()
        => Assert.That(
            Explanation.Sentence(_row with { State = "Declined", Reason = "TerminalHeld", ResponseCode = "97", HoldId = 5, HoldLevel = "L2", HoldReason = "FEE-01" }),
            Does.EndWith("because the terminal is held: hold 5, level L2, reason FEE-01."));

    [Test]
    public void The_acquirers_own_refusal_is_called_that()
        => Assert.That(Explanation.Sentence(_row with { State = "Declined", ResponseCode = "51" }), Does.EndWith("was declined by acquirer with code 51."));

    [Test]
    public void What_was_noted_about_a_refusal_is_said()
        => Assert.That(
            Explanation.Sentence(new AuditRow(1, default, "refused", "00000001", 123, "A0", "MacMismatch: The message carries no MAC.")),
            Is.EqualTo("The message was refused with code A0 because the message authentication code was missing or wrong. The message carries no MAC."));
}
