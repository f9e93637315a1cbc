namespace Gateway.Tests.Proving;

/// <summary>Bugs that the shell of the simulation can be given, to see that the witness catches each. The product has none of these switches.</summary>
internal enum Planted
{
    Nothing,

    /// <summary>A request leaves before its record is durable.</summary>
    SendBeforeDurable,

    /// <summary>An answer leaves before its record is durable.</summary>
    AnswerBeforeDurable,

    /// <summary>A reversal of something never seen leaves no stone.</summary>
    ForgetTombstone,

    /// <summary>Refusals of our own are answered and not written down.</summary>
    ForgetLocalDecline,

    /// <summary>An approval after the time is over is thrown away.</summary>
    IgnoreLateApproval,

    /// <summary>After a start nobody takes up what was on its way.</summary>
    NoRecovery,

    /// <summary>A reversal is given up after three tries.</summary>
    GiveReversalsUp,

    /// <summary>A reversal that meets a dead link is not tried again.</summary>
    ForgetReversalOnDeadLink,

    /// <summary>An approval that cannot be delivered is reversed by the gateway.</summary>
    ReverseOnClosedSocket,

    /// <summary>Holds take effect a minute after they were acknowledged.</summary>
    StaleStanding,

    /// <summary>A repeat is decided as if nothing were known of it.</summary>
    RepeatAsNew,

    /// <summary>A late approval is delivered to the terminal that waits.</summary>
    DeliverLateApproval,

    /// <summary>A request is sent however long it waited for its record.</summary>
    SendWithoutDeadline,

    /// <summary>A sale is reversed without waiting for the reversal of its void.</summary>
    SaleBeforeVoid,

    /// <summary>An approval with a defect is taken for a refusal, and its code shown to the terminal.</summary>
    DefectAsRefusal,

    /// <summary>An acknowledgement ends a reversal however early it was given.</summary>
    EarlyAcknowledgement,

    /// <summary>"Not found" ends the reversal of what the acquirer has approved.</summary>
    NotFoundAfterApproval,

    /// <summary>Whether a request can be in work is read off the wall clock.</summary>
    WallClock,

    /// <summary>The card numbers of a batch are erased when it is closed.</summary>
    EraseAtClosing,
}
