using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>Every reason of ours has a code, and none of them is an approval.</summary>
[TestFixture]
internal sealed class ResponseCodeTests
{
    private static readonly Dictionary<DeclineReason, string> _codes = new()
    {
        [DeclineReason.Format] = "30",
        [DeclineReason.TerminalUnknown] = "97",
        [DeclineReason.MerchantMismatch] = "03",
        [DeclineReason.MasterKeyMissing] = "97",
        [DeclineReason.NotSignedOn] = "77",
        [DeclineReason.MacMismatch] = "A0",
        [DeclineReason.TraceReused] = "94",
        [DeclineReason.AlreadyReversed] = "94",
        [DeclineReason.MerchantHeld] = "03",
        [DeclineReason.TerminalHeld] = "97",
        [DeclineReason.ClassNotServed] = "40",
        [DeclineReason.KeysDue] = "77",
        [DeclineReason.BatchMismatch] = "77",
        [DeclineReason.TerminalBusy] = "09",
        [DeclineReason.OriginalNotFound] = "25",
        [DeclineReason.OriginalNotApproved] = "25",
        [DeclineReason.AmountMismatch] = "64",
        [DeclineReason.CardMismatch] = "14",
        [DeclineReason.PinUnusable] = "99",
        [DeclineReason.NoRoute] = "15",
        [DeclineReason.AcquirerUnreachable] = "91",
        [DeclineReason.NoAnswerInTime] = "98",
        [DeclineReason.ReversedWhileWaiting] = "98",
        [DeclineReason.OwnFault] = "96",
    };

    [Test]
    public void Every_reason_has_the_code_of_the_table([Values] DeclineReason reason)
        => Assert.That(ResponseCodes.For(reason), Is.EqualTo(_codes[reason]).And.Not.EqualTo(ResponseCodes.Approved).And.Length.EqualTo(2));

    [Test]
    public void A_hold_never_blames_the_issuer([Values(DeclineReason.MerchantHeld, DeclineReason.TerminalHeld)] DeclineReason reason)
        => Assert.That(ResponseCodes.For(reason), Is.Not.AnyOf("05", "91", "92", "96"));

    [TestCase("00", true)]
    [TestCase("08", true)]
    [TestCase("11", true)]
    [TestCase("16", true)]
    [TestCase("A2", true)]
    [TestCase("A4", true)]
    [TestCase("A5", true)]
    [TestCase("A6", true)]
    [TestCase("10", false)]
    [TestCase("A0", false)]
    [TestCase("A3", false)]
    [TestCase("0", false)]
    [TestCase("", false)]
    [TestCase("000", false)]
    [TestCase("51", false)]
    public void Only_a_full_approval_approves(string code, bool approves) => Assert.That(AcquirerCodes.IsApproval(code), Is.EqualTo(approves));

    [TestCase("51", "51")]
    [TestCase("N7", "N7")]
    [TestCase("A3", "A3")]
    [TestCase("", "96")]
    [TestCase("5", "96")]
    [TestCase("511", "96")]
    [TestCase("5 ", "96")]
    public void A_terminal_is_shown_the_acquirers_code_when_it_is_one(string code, string shown) => Assert.That(AcquirerCodes.ForTerminal(code), Is.EqualTo(shown));

    // Source: a terminal's own table of what it takes as approved.
    [Test]
    public void What_a_terminal_takes_as_approved_is_never_shown_for_a_refusal([Values("00", "10", "11", "A2", "A4", "A5", "A6")] string code)
    {
        Assert.That(AcquirerCodes.IsApproval(code) || AcquirerCodes.IsPartialApproval(code), Is.True, "the money moved");
        Assert.That(AcquirerCodes.ForTerminal(code), Is.EqualTo("96"));
    }
}
