using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Host.Lanes;

namespace Gateway.Host.Serving;

/// <summary>Reads the journal back into the estate and the lanes: the same records, the same way they were applied the first time.</summary>
internal static class Recovery
{
    private const string TerminalPrefix = "terminal/";

    /// <summary>Reads everything back.</summary>
    /// <returns>The STAN used last towards an acquirer, 0 when none was, and how many records were read.</returns>
    public static async Task<(int LastStan, long Records)> Run(IJournal journal, EstateState estate, LaneSet lanes)
    {
        var last = default(UpstreamNumbers);
        var records = 0L;
        await foreach (var stored in journal.ReadAll(CancellationToken.None))
        {
            records++;
            last = Later(last, stored.Record);
            if (stored.Stream == JournalStream.Estate)
            {
                estate.Apply(stored.Record);
                continue;
            }

            var terminal = stored.Stream[TerminalPrefix.Length..];
            lanes.Recover(terminal, stored.Record);
            if (stored.Record is SignedOn signedOn)
            {
                estate.Publish(terminal, signedOn);
            }
            else if (stored.Record is KeySerialUsed used)
            {
                estate.Publish(terminal, used);
            }
        }

        return (last.Stan, records);
    }

    // Numbers go round, so the last one is told by its time and not by its size.
    private static UpstreamNumbers Later(UpstreamNumbers last, JournalRecord record)
    {
        var used = record switch
        {
            Forwarded forwarded => forwarded.Upstream,
            ReversalSent sent => sent.Upstream,
            _ => default,
        };
        return used.Sent > last.Sent || (used.Sent == last.Sent && used.Stan > last.Stan) ? used : last;
    }
}
