using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Proving;

/// <summary>A store that loses everything not yet durable when the gateway crashes, and sometimes says no, or nothing it can be held to.</summary>
internal sealed class SimulatedJournal(World world)
{
    private readonly SortedDictionary<string, List<StoredRecord>> _streams = new(StringComparer.Ordinal);
    private ulong _attempts;

    public IEnumerable<string> Terminals => _streams.Keys;

    public IReadOnlyList<StoredRecord> Read(string terminal) => _streams.TryGetValue(terminal, out var stored) ? stored : [];

    public IEnumerable<JournalRecord> Records(string terminal) => Read(terminal).Select(stored => stored.Record);

    public bool Has<T>(TraceKey key) where T : TransactionRecord => Records(key.Terminal).OfType<T>().Any(record => record.Key == key);

    /// <summary>Writes in its own time; <paramref name="ended"/> is called with the outcome unless the gateway has crashed since.</summary>
    public Guid Append(string terminal, IReadOnlyList<JournalRecord> records, Action<CommitOutcome> ended)
    {
        var (dice, faults, crashes) = (world.Dice, world.Faults, world.Gateway.Crashes);
        var attempt = new Guid(0, 0, 0, BitConverter.GetBytes(++_attempts));
        var refused = dice.Chance(faults.StoreRefuses);
        var unknown = dice.Chance(faults.StoreUnknown);
        var written = !refused && (!unknown || dice.Chance(60));
        var stall = dice.Chance(faults.StoreStalls) ? dice.Between(3_000, 25_000) : dice.Between(1, 15);
        world.Agenda.After(stall, () =>
        {
            // The crash took the buffer with it.
            if (crashes != world.Gateway.Crashes)
            {
                return;
            }

            if (written)
            {
                Write(terminal, attempt, records);
            }

            world.Agenda.After(dice.Between(1, 10), () =>
            {
                if (crashes == world.Gateway.Crashes)
                {
                    ended(refused ? CommitOutcome.Refused : unknown ? CommitOutcome.Unknown : CommitOutcome.Ok);
                }
            });
        });
        return attempt;
    }

    private void Write(string terminal, Guid attempt, IReadOnlyList<JournalRecord> records)
    {
        if (!_streams.TryGetValue(terminal, out var stream))
        {
            _streams.Add(terminal, stream = []);
        }

        foreach (var record in records)
        {
            stream.Add(new StoredRecord(terminal, stream.Count + 1, attempt, record));
            world.Witness.Durable(terminal, record);
        }
    }
}
