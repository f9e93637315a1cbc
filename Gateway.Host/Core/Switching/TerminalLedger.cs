using System.Diagnostics;
using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>Everything one terminal's records come to: its transactions, its batches, its keys.</summary>
/// <remarks>
/// Changes only through <see cref="Apply"/>, in the order of the records, so that reading the journal back gives the same ledger as
/// having lived it. Used on the terminal's lane only. Transactions of batches closed long ago are let go; the journal keeps them.
/// </remarks>
internal sealed class TerminalLedger(string terminal, int batchesKept)
{
    private const int LastBatch = 999_999;

    // However often a terminal settles, its repeats, its reversals and late approvals of the same day find what they are about.
    private static readonly TimeSpan _leastKept = TimeSpan.FromDays(1);

    private readonly Dictionary<TraceKey, Transaction> _transactions = [];
    private readonly List<BatchClosed> _closed = [];
    private Transaction? _forwarded;

    /// <summary>Terminal id.</summary>
    public string Terminal { get; } = terminal;

    /// <summary>Records applied so far: the version the next append expects.</summary>
    public long Version { get; private set; }

    /// <summary>Whether the terminal signed on and has not signed off since.</summary>
    public bool SignedOn { get; private set; }

    /// <summary>Version of the working keys; 0 before the first sign-on.</summary>
    public int KeyVersion { get; private set; }

    /// <summary>The working keys in force.</summary>
    public IReadOnlyList<KeptKey> Keys { get; private set; } = [];

    /// <summary>The open batch, 1 to 999999.</summary>
    public int Batch { get; private set; } = 1;

    /// <summary>Every transaction still at hand.</summary>
    public IReadOnlyCollection<Transaction> Transactions => _transactions.Values;

    /// <summary>A transaction by its trace; null when it is not at hand.</summary>
    public Transaction? Find(TraceKey key) => _transactions.GetValueOrDefault(key);

    /// <summary>How a batch was closed; null when it is open, unknown or long gone.</summary>
    public BatchClosed? Closed(string merchant, int batch) => _closed.FindLast(closed => closed.Batch == batch && closed.Merchant == merchant);

    /// <summary>The transaction whose answer the terminal is waiting for; null when there is none. There is never more than one.</summary>
    public Transaction? Unanswered => _forwarded is { State: TransactionState.Pending, Reversal: ReversalDuty.None } ? _forwarded : null;

    /// <summary>Whether transactions of this batch may have been let go, so that not finding one means nothing.</summary>
    public bool HasLetGo(int batch) => _closed.Count > 0 && Age(batch, Batch) > Age(_closed[0].Batch, Batch);

    /// <summary>The transactions that closing this batch lets go: nothing is accepted, sent or answered for them after it.</summary>
    public IReadOnlyList<Transaction> LetGoBy(BatchClosed closed)
    {
        var (open, oldest) = (After(closed.Batch), _closed.Append(closed).ElementAt(_closed.Count < batchesKept ? 0 : 1).Batch);
        return [.. _transactions.Values.Where(transaction => transaction.IsFinal && transaction.AnsweredAt + _leastKept <= closed.At
            && Age(transaction.Key.Batch, open) > Age(oldest, open))];
    }

    /// <summary>Takes one durable fact into the ledger.</summary>
    public void Apply(JournalRecord record)
    {
        Version++;
        switch (record)
        {
            case OpeningRecord opening: Open(opening); break;
            case TransactionRecord about: TransactionProgress.Apply(this, about); break;
            case CardsErased erased: Erase(erased.Keys); break;
            case SignedOn signedOn: (SignedOn, KeyVersion, Keys) = (true, signedOn.KeyVersion, signedOn.Keys); break;
            case SignedOff: SignedOn = false; break;
            case BatchClosed closed: Close(closed); break;
            case BatchUploaded: break;
            default: throw new UnreachableException($"{record.GetType().Name} is no record of a terminal.");
        }
    }

    /// <summary>Adds a transaction.</summary>
    public void Add(Transaction transaction) => _transactions[transaction.Key] = transaction;

    private void Open(OpeningRecord record)
    {
        var transaction = TransactionProgress.Open(record);
        Add(transaction);
        if (transaction.State == TransactionState.Pending)
        {
            _forwarded = transaction;
        }

        if (transaction is { Class: MessageClass.SaleVoid, State: not TransactionState.Declined, Original: { } key } && Find(key) is { } original)
        {
            original.VoidedBy = transaction.Key;
        }
    }

    private void Erase(IReadOnlyList<TraceKey> keys)
    {
        foreach (var key in keys)
        {
            if (Find(key) is { Card: { } card } transaction)
            {
                transaction.Card = card with { Sealed = null };
            }
        }
    }

    private void Close(BatchClosed closed)
    {
        var past = LetGoBy(closed);
        _closed.Add(closed);
        Batch = After(closed.Batch);
        if (_closed.Count > batchesKept)
        {
            _closed.RemoveAt(0);
        }

        foreach (var transaction in past)
        {
            _transactions.Remove(transaction.Key);
        }
    }

    private static int After(int batch) => batch % LastBatch + 1;

    // Batches behind the open one; batch numbers go round, so those of the other half are to come.
    private static int Age(int batch, int open) => (open - batch + LastBatch) % LastBatch is var behind && behind > LastBatch / 2 ? -1 : behind;
}
