using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Host.Lanes;
using Gateway.Iso8583.Elements;

namespace Gateway.Host.Serving;

/// <summary>Reads the journal back into the estate and the lanes: the same records, the same way they were applied the first time.</summary>
internal static class Recovery
{
    private const string TerminalPrefix = "terminal/";
    private const int RrnLength = 12;
    private const int StanDigits = 6;

    // Numbers that were given out and never written down: lanes write out of order, and some messages leave no record.
    private const int NumbersSkipped = 10_000;

    /// <summary>Reads everything back.</summary>
    public static async Task<Recovered> Run(IJournal journal, EstateState estate, LaneSet lanes)
    {
        var last = 0;
        var requests = new RecentRequests();
        var records = 0L;
        await foreach (var stored in journal.ReadAll(CancellationToken.None))
        {
            records++;
            last = StanOf(stored.Record) ?? last;
            requests.Note(stored.Record);
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

        return new Recovered(last == 0 ? 0 : (last + NumbersSkipped - 1) % Stan.Max + 1, records, requests);
    }

    // In the order of the journal: the clock may have been set back meanwhile, and numbers go round.
    private static int? StanOf(JournalRecord record) => record switch
    {
        Forwarded forwarded => forwarded.Upstream.Stan,
        ReversalSent sent => sent.Upstream.Stan,
        OpeningRecord { Rrn: { Length: RrnLength } rrn } when Stan.TryParse(rrn.AsSpan(RrnLength - StanDigits), out var stan) => stan.Value,
        _ => null,
    };
}

/// <summary>What the journal told.</summary>
/// <param name="LastStan">The STAN to go on after towards acquirers; 0 when none was used.</param>
/// <param name="Records">How many records were read.</param>
/// <param name="Requests">Requests whose answers may still come.</param>
internal sealed record Recovered(int LastStan, long Records, RecentRequests Requests);
