using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Keeps sealed cards and key blocks beside their records, and puts them back where they were not erased.</summary>
/// <remarks>
/// One block an owner and usage: a newer one replaces it, so a key set that was superseded reads back with empty blocks.
/// An erased card reads back as null.
/// </remarks>
internal sealed class SecretShelf(SqliteConnection connection) : IDisposable
{
    private readonly Statement _keepCard = new(
        connection,
        "INSERT OR REPLACE INTO cards VALUES ($seq, $merchant, $terminal, $batch, $stan, $sealed)");

    private readonly Statement _eraseCard = new(
        connection,
        "DELETE FROM cards WHERE merchant = $merchant AND terminal = $terminal AND batch = $batch AND stan = $stan");

    private readonly Statement _keepKey = new(connection, "INSERT OR REPLACE INTO keys VALUES ($owner, $usage, $seq, $kcv, $block)");

    private readonly Statement _eraseKey = new(connection, "DELETE FROM keys WHERE owner = $owner AND usage = $usage");

    private readonly Statement _card = new(connection, "SELECT sealed FROM cards WHERE seq = $seq");

    private readonly Statement _key = new(connection, "SELECT block FROM keys WHERE seq = $seq AND usage = $usage");

    /// <summary>Something was erased or replaced and may still stand in the write-ahead log.</summary>
    public bool LeftTraces { get; private set; }

    /// <summary>Takes the secrets of a record in, or erases those it names.</summary>
    public void Keep(long seq, string stream, JournalRecord record)
    {
        switch (record)
        {
            case ISealsCard { SealedCard: { } card } and TransactionRecord { Key: var key }:
                _keepCard.Run(seq, key.Merchant, key.Terminal, key.Batch, key.Stan, card);
                break;
            case CardsErased erased:
                foreach (var key in erased.Keys)
                {
                    _eraseCard.Run(key.Merchant, key.Terminal, key.Batch, key.Stan);
                }

                LeftTraces = true;
                break;
            case SignedOn signedOn:
                foreach (var key in signedOn.Keys)
                {
                    KeepKey(seq, JournalStream.TerminalOf(stream), key);
                }

                break;
            case KeyLoaded loaded:
                KeepKey(seq, loaded.Owner, loaded.Key);
                break;
            case KeysDestroyed destroyed:
                foreach (var usage in destroyed.Usages)
                {
                    _eraseKey.Run(destroyed.Owner, usage);
                }

                LeftTraces = true;
                break;
        }
    }

    /// <summary>The record with the secrets that are still there.</summary>
    public JournalRecord Join(long seq, JournalRecord record) => record switch
    {
        Forwarded forwarded => forwarded with { SealedCard = _card.Scalar(seq) as byte[] },
        Quarantined quarantined => quarantined with { SealedCard = _card.Scalar(seq) as byte[] },
        SignedOn signedOn => signedOn with { Keys = [.. signedOn.Keys.Select(key => Join(seq, key))] },
        KeyLoaded loaded => loaded with { Key = Join(seq, loaded.Key) },
        _ => record,
    };

    /// <summary>The write-ahead log was emptied.</summary>
    public void Scrubbed() => LeftTraces = false;

    public void Dispose()
    {
        _keepCard.Dispose();
        _eraseCard.Dispose();
        _keepKey.Dispose();
        _eraseKey.Dispose();
        _card.Dispose();
        _key.Dispose();
    }

    private void KeepKey(long seq, string owner, KeptKey key)
    {
        _keepKey.Run(owner, key.Usage, seq, key.Kcv, key.Block);
        LeftTraces = true;
    }

    private KeptKey Join(long seq, KeptKey key) => key with { Block = _key.Scalar(seq, key.Usage) as byte[] ?? [] };
}
