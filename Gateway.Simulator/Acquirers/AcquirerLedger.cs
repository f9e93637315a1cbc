using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>The acquirer's own book, the truth that everybody else's is compared with. Safe from several threads.</summary>
internal sealed class AcquirerLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AcquirerKey, AcquirerEntry> _byKey = [];
    private readonly Dictionary<string, AcquirerEntry> _byRrn = [];
    private readonly HashSet<AcquirerKey> _reversedUnseen = [];

    /// <summary>Requests that came twice under the sender's same own numbers: each is a violation.</summary>
    internal int Duplicates { get; private set; }

    /// <summary>Reversals of what was never seen.</summary>
    internal int ReversalsOfUnseen { get; private set; }

    /// <summary>Reversals of what was reversed before: repeats, which change nothing.</summary>
    internal int RepeatedReversals { get; private set; }

    /// <summary>Enters a request and lets a judge decide it, in one step.</summary>
    /// <param name="entry">The request.</param>
    /// <param name="judge">Gives the response code; called only for a request that is new and was not reversed beforehand.</param>
    /// <returns>The response code.</returns>
    internal string Enter(AcquirerEntry entry, Func<string> judge)
    {
        lock (_gate)
        {
            if (_byKey.ContainsKey(entry.Key))
            {
                Duplicates++;
                return "94";
            }

            _byKey.Add(entry.Key, entry);
            _byRrn.TryAdd(entry.Rrn, entry);
            entry.Code = _reversedUnseen.Contains(entry.Key) ? "94" : judge();
            if (entry is { IsVoid: true, Code: "00", Original: { } sale })
            {
                sale.VoidedBy = entry;
            }

            return entry.Code;
        }
    }

    /// <summary>Takes a request back: 00 when it was known, 25 when it was not; saying it again changes nothing.</summary>
    internal string Reverse(AcquirerKey? original, string rrn)
    {
        lock (_gate)
        {
            if (Find(original, rrn) is not { } entry)
            {
                ReversalsOfUnseen++;
                _reversedUnseen.Add(original ?? default);
                return "25";
            }

            RepeatedReversals += entry.IsReversed ? 1 : 0;
            entry.IsReversed = true;
            if (entry.Original is { } sale && sale.VoidedBy == entry)
            {
                sale.VoidedBy = null;
            }

            return "00";
        }
    }

    /// <summary>The request of given numbers, or of a retrieval reference number when those are not known.</summary>
    internal AcquirerEntry? Lookup(AcquirerKey? original, string rrn)
    {
        lock (_gate)
        {
            return Find(original, rrn);
        }
    }

    /// <summary>All entries as they are now.</summary>
    internal IReadOnlyList<AcquirerEntry> Snapshot()
    {
        lock (_gate)
        {
            return [.. _byKey.Values];
        }
    }

    /// <summary>Sums up the entries that a question picks, sales and voids apart.</summary>
    internal (MoneyCount Sales, MoneyCount Voids) Sum(Func<AcquirerEntry, bool> counts)
    {
        var entries = Snapshot();
        return (
            MoneyCount.Of(entries.Where(entry => !entry.IsVoid && counts(entry)).Select(entry => entry.Amount)),
            MoneyCount.Of(entries.Where(entry => entry.IsVoid && counts(entry)).Select(entry => entry.Amount)));
    }

    private AcquirerEntry? Find(AcquirerKey? original, string rrn)
        => original is { } key && _byKey.TryGetValue(key, out var byKey) ? byKey : _byRrn.GetValueOrDefault(rrn);
}
