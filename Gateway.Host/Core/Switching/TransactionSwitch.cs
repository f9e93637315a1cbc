using System.Diagnostics;

namespace Gateway.Host.Core.Switching;

/// <summary>Decides every event about one terminal's money. Pure: the same ledger, event and instant always give the same decision.</summary>
/// <remarks>Safe from any thread as long as the ledger is not being changed.</remarks>
internal sealed class TransactionSwitch(SwitchOptions options)
{
    private readonly FinancialRequests _financial = new(options);
    private readonly ReversalRequests _reversals = new(options);
    private readonly Outcomes _outcomes = new(options, new OwedReversals(options));
    private readonly OwedReversals _owed = new(options);

    /// <summary>Decides one event.</summary>
    /// <param name="ledger">The terminal's ledger; null when no such terminal is registered.</param>
    /// <param name="happened">The event.</param>
    /// <param name="now">The instant it is decided at.</param>
    public Decision Handle(TerminalLedger? ledger, SwitchEvent happened, Now now) => (happened, ledger) switch
    {
        (TerminalAsked asked, _) => Gatekeeper.Refusal(asked, now) ?? Ask(ledger!, asked, now),
        (_, null) => Decision.Nothing,
        (AcquirerAnswered answered, _) => _outcomes.Answered(ledger, answered, now),
        (RequestNotSent notSent, _) => Outcomes.NotSent(ledger, notSent, now),
        (AnswerOverdue overdue, _) => _outcomes.Overdue(ledger, overdue, now),
        (ReversalDue due, _) => _owed.Due(ledger, due, now),
        (ReversalAnswered answered, _) => _owed.Answered(ledger, answered, now),
        (Restarted, _) => _outcomes.Restarted(ledger, now),
        _ => throw new UnreachableException($"{happened.GetType().Name} is not decided anywhere."),
    };

    private Decision Ask(TerminalLedger ledger, TerminalAsked asked, Now now) => asked.Request.Class switch
    {
        MessageClass.Echo => Management.Echo(asked, now),
        MessageClass.SignOn => Management.SignOn(ledger, asked, now),
        MessageClass.SignOff => Management.SignOff(asked, now),
        MessageClass.Download => Management.Download(asked, now),
        MessageClass.Settlement => SettlementRequests.Settle(ledger, asked, _outcomes, now),
        MessageClass.BatchUpload => SettlementRequests.Upload(ledger, asked, now),
        MessageClass.Reversal => _reversals.Accept(ledger, asked, now),
        _ => _financial.Decide(ledger, asked, now),
    };
}
