using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>The invariants that hold at rest: terminals, gateway and acquirer tell the same story about every amount.</summary>
internal static class Audit
{
    public static void Run(World world, Witness witness)
    {
        foreach (var terminal in world.Terminals)
        {
            var books = Rebuilt(world, terminal.Id, batchesKept: int.MaxValue);
            Replay(world, witness, terminal.Id);
            foreach (var transaction in books.Transactions)
            {
                Gateway(world, witness, transaction);
            }

            foreach (var receipt in terminal.Receipts.Where(receipt => receipt.Belief != Belief.Abandoned && !terminal.IsOdd))
            {
                Terminal(world, witness, receipt, books.Find(receipt.Key));
            }

            foreach (var (key, charge) in world.Acquirer.Charges.Where(charge => charge.Key.Terminal == terminal.Id))
            {
                Acquirer(world, witness, key, charge, books);
            }
        }
    }

    /// <summary>The ledger as the journal alone tells it.</summary>
    public static TerminalLedger Rebuilt(World world, string terminal, int batchesKept)
    {
        var ledger = new TerminalLedger(terminal, batchesKept);
        foreach (var record in world.Journal.Records(terminal))
        {
            ledger.Apply(record);
        }

        return ledger;
    }

    private static void Gateway(World world, Witness witness, Transaction transaction)
    {
        var stands = Stands(world, transaction.Key);
        if (transaction.State == TransactionState.Pending || transaction.Reversal is ReversalDuty.Owed or ReversalDuty.AwaitingOutcome)
        {
            witness.Say("M7", $"{transaction.Key} is {transaction.State} and its reversal {transaction.Reversal} at rest.");
        }
        else if (transaction.Class != MessageClass.Balance && stands != (transaction.State == TransactionState.Approved))
        {
            witness.Say(transaction.ApprovedUpstream ? "M8" : "M5", $"{transaction.Key} is {transaction.State} here and {(stands ? "charged" : "not charged")} at the acquirer.");
        }
    }

    private static void Terminal(World world, Witness witness, Receipt receipt, Transaction? transaction)
    {
        var kept = transaction?.State == TransactionState.Quarantined;
        var charged = Stands(world, receipt.Key);
        if (receipt.Belief == Belief.Open)
        {
            witness.Say("M13", $"{receipt.Key} is still open at its terminal.");
        }
        else if (receipt.Class != MessageClass.Balance && receipt.Belief == Belief.Approved != (charged || kept))
        {
            witness.Say("M5", $"{receipt.Key} is {receipt.Belief} at its terminal and {(charged ? "charged" : "not charged")} at the acquirer.");
        }
    }

    private static void Acquirer(World world, Witness witness, TraceKey key, Charge charge, TerminalLedger books)
    {
        if (charge.Requests > 1 || charge.Approvals > 1)
        {
            witness.Say("M2", $"{key} was charged {charge.Approvals} times.");
        }

        if (books.Find(key) is null)
        {
            witness.Say("M2", $"{key} is at the acquirer and not in the books.");
        }

        if (charge is { Class: MessageClass.SaleVoid, Stands: true, Original: { } sale } && !Stands(world, sale))
        {
            witness.Say("M2", $"{sale} was given back twice: voided and reversed.");
        }

        // The terminal was told that it is taken back: by its reversal, or by the void that stands.
        if (witness.ReversalsAccepted.Contains(key) && charge is { Stands: true, Class: not MessageClass.Balance }
            && !world.Acquirer.Charges.Values.Any(other => other is { Class: MessageClass.SaleVoid, Stands: true } && other.Original == key))
        {
            witness.Say("M5", $"{key} was reversed with 00 and is charged.");
        }
    }

    private static void Replay(World world, Witness witness, string terminal)
    {
        var live = Portrait(world.Gateway.Ledger(terminal));
        var stored = Portrait(Rebuilt(world, terminal, new SwitchOptions().BatchesKept));
        if (live != stored)
        {
            witness.Say("M10", $"the ledger of {terminal} lived through differs from the one read back:\n{live}\n{stored}");
        }
    }

    private static bool Stands(World world, TraceKey key) => world.Acquirer.Charges.TryGetValue(key, out var charge) && charge.Stands;

    private static string Portrait(TerminalLedger ledger) => string.Join('\n', ledger.Transactions
        .OrderBy(transaction => transaction.Key.Batch).ThenBy(transaction => transaction.Key.Stan)
        .Select(transaction => $"{transaction.Key} {transaction.State} {transaction.ResponseCode} {transaction.Reversal} {transaction.ReversalTries} "
            + $"{transaction.VoidedBy} {transaction.ReversalHeldUntil:O} {transaction.FirstTryToCount} {transaction.ChargedUpstream} {transaction.Contradicted} {transaction.Card?.Sealed?.Length}")
        .Prepend($"{ledger.Version} {ledger.Batch} {ledger.SignedOn} {ledger.KeyVersion} {ledger.Unanswered?.Key}"));
}
