using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;

namespace Gateway.Host.Core.Switching;

/// <summary>Settlement and the upload that follows it: the truth about the difference, whatever the terminal's standing.</summary>
internal static class SettlementRequests
{
    /// <summary>Compares the terminal's totals with the gateway's and closes the batch; a repeat gets the same comparison again.</summary>
    /// <remarks>
    /// Only the open batch is closed. A settlement carries no MAC, and one that could set the batch number would make the traces of old
    /// batches count as new. A terminal out of step hears what the gateway has of its batch; its next sale is told to sign on.
    /// </remarks>
    public static Decision Settle(TerminalLedger ledger, TerminalAsked asked, Outcomes outcomes, Now now)
    {
        var (request, facts) = asked;
        if (request.Claim is null || request.Stan is null || request.Batch == 0)
        {
            return Gatekeeper.Refuse(request, DeclineReason.Format, "The totals of DE 48, DE 11 or the batch number of DE 60 are missing.", now);
        }

        if (ledger.Closed(request.Merchant, request.Batch) is { } closed)
        {
            return new Decision([], [Told(request, facts, closed.Host, now)]);
        }

        var inBatch = ledger.Transactions.Where(transaction => transaction.Key.Batch == request.Batch && transaction.Key.Merchant == request.Merchant).ToList();
        if (request.Batch != ledger.Batch)
        {
            return new Decision([], [Told(request, facts, Totals(inBatch.Where(transaction => transaction.CountsInBatch)), now)]);
        }

        var records = new List<JournalRecord>();
        var effects = new List<Effect>();
        foreach (var waiting in inBatch.Where(transaction => transaction.State == TransactionState.Pending))
        {
            // The terminal settles without it, so it will never take an approval for it.
            var givenUp = outcomes.GiveUp(waiting, OutcomeLoss.BatchClosed, now);
            records.AddRange(givenUp.Records);
            effects.AddRange(givenUp.Effects);
        }

        var counted = inBatch.Where(transaction => transaction.CountsInBatch).ToList();
        var totals = Totals(counted);
        var (domestic, foreign) = SettlementField.Compare(request.Claim, totals);
        var closing = new BatchClosed
        {
            At = now.Wall,
            Merchant = request.Merchant,
            Batch = request.Batch,
            Stan = request.Stan.Value,
            Claim = request.Claim,
            Host = totals,
            Posted = Totals(counted.Where(transaction => transaction.State == TransactionState.Approved)),
            Domestic = domestic,
            Foreign = foreign,
            Quarantined = facts.Standing.For(MessageClass.Settlement) == Permission.Quarantine,
        };
        records.Add(closing);

        // Until it is let go a transaction may be reversed, or approved late, and its acquirer may need the number; what is kept apart waits for a human.
        var erasable = ledger.LetGoBy(closing).Where(transaction => transaction.State != TransactionState.Quarantined && transaction.Card?.Sealed is not null)
            .Select(transaction => transaction.Key).ToList();
        if (erasable.Count > 0)
        {
            records.Add(new CardsErased { At = now.Wall, Keys = erasable });
        }

        effects.Add(Told(request, facts, totals, now));
        return new Decision(records, effects);
    }

    /// <summary>Takes the details of a batch: acknowledged when the journal has every one of them.</summary>
    /// <remarks>A detail the journal does not have is refused, so that the terminal keeps it: acknowledging it would lose it.</remarks>
    public static Decision Upload(TerminalLedger ledger, TerminalAsked asked, Now now)
    {
        var (request, facts) = asked;
        if (request.Stan is null)
        {
            return Gatekeeper.Refuse(request, DeclineReason.Format, "DE 11 is missing.", now);
        }

        if (request.Details.Any(detail => !IsKnown(ledger, request, detail)))
        {
            return Gatekeeper.Refuse(request, DeclineReason.ClassNotServed, "The upload lists a transaction that the journal does not have.", now);
        }

        return new Decision(
            [new BatchUploaded { At = now.Wall, Batch = request.Batch, Stan = request.Stan.Value, NetworkCode = request.NetworkCode }],
            [new Answer(request.ReplyTo, new TerminalAnswer { ResponseCode = ResponseCodes.Approved, At = now.Wall, Rrn = facts.Upstream.Rrn })]);
    }

    private static bool IsKnown(TerminalLedger ledger, TerminalRequest request, BatchDetail detail)
        => ledger.Find(request.Key with { Stan = detail.Stan }) is { CountsInBatch: true } transaction && transaction.Amount == detail.Amount;

    private static BatchTotals Totals(IEnumerable<Transaction> transactions)
        => transactions.Aggregate(default(BatchTotals), (totals, transaction) => totals.Add(transaction.IsCredit, transaction.Amount));

    private static Answer Told(TerminalRequest request, Facts facts, BatchTotals totals, Now now) => new(request.ReplyTo, new TerminalAnswer
    {
        ResponseCode = null,
        At = now.Wall,
        Rrn = facts.Upstream.Rrn,
        Acquirer = facts.Acquirer,
        SettlementTotals = SettlementField.Write(request.Claim!, totals),
    });
}
