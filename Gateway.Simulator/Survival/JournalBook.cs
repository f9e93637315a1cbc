using Gateway.Simulator.Demo;
using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Survival;

/// <summary>Reads the gateway's transactions over its API: all of every batch that a terminal has ever used.</summary>
internal static class JournalBook
{
    // The API gives no more; a batch that reaches it could hide something.
    private const int MostRows = 500;

    /// <summary>Reads.</summary>
    /// <exception cref="HostRefusalException">A batch is too long to be seen whole.</exception>
    internal static async Task<IReadOnlyList<(string Terminal, JournalAnswer Row)>> ReadAsync(
        HostApi api, IEnumerable<VirtualTerminal> terminals, CancellationToken cancellation)
    {
        var all = new List<(string, JournalAnswer)>();
        foreach (var terminal in terminals)
        {
            var id = terminal.Profile.TerminalId;
            var last = terminal.Ledger.Entries.Select(entry => entry.Batch).Append(terminal.Batch).Max();
            for (var batch = 1; batch <= last; batch++)
            {
                var rows = await api.TransactionsAsync(id, batch, cancellation);
                if (rows.Count >= MostRows)
                {
                    throw new HostRefusalException($"Batch {batch} of terminal {id} is too long to be compared.");
                }

                all.AddRange(rows.Select(row => (id, row)));
            }
        }

        return all;
    }
}
