using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>The planted bugs that lie between the core's decision and its carrying out.</summary>
internal static class Shell
{
    public static Decision Spoil(World world, SwitchEvent happened, TerminalLedger ledger, Decision decision) => world.Planted switch
    {
        Planted.ForgetTombstone when happened is TerminalAsked { Request: { Class: MessageClass.Reversal } request } && ledger.Find(request.Key) is null
            => decision with { Records = [] },
        Planted.ForgetLocalDecline when decision.Records is [Refused] => decision with { Records = [] },
        Planted.IgnoreLateApproval when decision.Records is [LateApproval] => Decision.Nothing,
        Planted.DeliverLateApproval when decision.Records is [LateApproval late] => decision with
        {
            Effects = [.. decision.Effects, new Answer(world.LastAsked(late.Key), new TerminalAnswer { ResponseCode = "00", At = late.At })],
        },
        Planted.GiveReversalsUp when decision.Records is [ReversalSent { Try: > 3 }] => Decision.Nothing,
        Planted.ForgetReversalOnDeadLink when happened is ReversalDue && !world.Acquirer.IsUp => Decision.Nothing,
        Planted.RepeatAsNew when happened is TerminalAsked { Request: { Class: MessageClass.Sale } request } && decision.Records.Count == 0
            && ledger.Find(request.Key) is { Acquirer: { } acquirer } known
            => decision with { Effects = [new SendRequest(request, null, acquirer, known.Upstream)] },
        Planted.DefectAsRefusal when happened is AcquirerAnswered { Answer.ResponseCode: ['A', _] and var code } && decision.Records is [Approved approved]
            => new Decision(
                [new DeclinedAfterForward { At = approved.At, Key = approved.Key, ResponseCode = code }],
                [new AnswerWaiting(approved.Key, new TerminalAnswer { ResponseCode = code, At = approved.At })]),
        Planted.SaleBeforeVoid when happened is ReversalDue && decision.Records.Count == 0 && world.Acquirer.IsUp
            && ledger.Find(((ReversalDue)happened).Key) is { Class: MessageClass.Sale, Reversal: ReversalDuty.Owed, ReversalHeldUntil: null } sale
            => Reverse(world, sale),
        Planted.EarlyAcknowledgement when happened is ReversalAnswered { ResponseCode: "00" or "94" } && decision.Records is [ReversalRejected { Contradicts: false } early]
            => Done(early),
        Planted.NotFoundAfterApproval when decision.Records is [ReversalRejected { Contradicts: true } contradicting] => Done(contradicting),
        Planted.WallClock when decision.Records is [ReversalSent { OutOfWork: false } sent] && world.Agenda.Now.Wall >= DecideBy(world, sent.Key)
            => decision with { Records = [sent with { OutOfWork = true }] },
        Planted.EraseAtClosing when decision.Records.OfType<BatchClosed>().FirstOrDefault() is { } closed => decision with
        {
            Records = [.. decision.Records, new CardsErased
            {
                At = closed.At,
                Keys = [.. ledger.Transactions.Where(transaction => transaction.Key.Batch == closed.Batch && transaction.IsFinal).Select(transaction => transaction.Key)],
            }],
        },
        _ => decision,
    };

    private static Decision Done(ReversalRejected answered)
        => new([new ReversalDone { At = answered.At, Key = answered.Key, ResponseCode = answered.ResponseCode }], []);

    private static DateTimeOffset DecideBy(World world, TraceKey key)
        => world.Journal.Records(key.Terminal).OfType<Forwarded>().First(forwarded => forwarded.Key == key).DecideBy;

    private static Decision Reverse(World world, Transaction sale)
    {
        var number = sale.ReversalTries + 1;
        return new Decision(
            [new ReversalSent { At = world.Agenda.Now.Wall, Key = sale.Key, Try = number, Upstream = default }],
            [new SendReversal(sale, number, default), new SetTimer(TimerKind.Reversal, sale.Key, new SwitchOptions().RetryAfter(number))]);
    }
}
