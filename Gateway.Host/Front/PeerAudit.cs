using Gateway.Host.Diagnostics;
using Gateway.Host.Journal;

namespace Gateway.Host.Front;

/// <summary>Writes what strangers did into the audit book, so many times a minute for each of them and no more.</summary>
/// <remarks>
/// A book that strangers can fill is a book nobody reads, and a log is no different: whoever logs what a stranger did asks here first.
/// The counters see everything. Safe from any thread.
/// </remarks>
internal sealed class PeerAudit(Action<AuditEntry> write, TimeProvider time, FrontMetrics metrics)
{
    /// <summary>Entries a peer gets in one minute. Default 10: enough to see what it tries.</summary>
    public const int MostPerPeer = 10;

    /// <summary>Peers told apart in one minute. Default 1024; what more of them do is counted only.</summary>
    public const int MostPeers = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _entries = new(StringComparer.Ordinal);
    private long _minute;

    /// <summary>Writes an entry, unless the peer has had its share.</summary>
    /// <param name="peer">Address of the peer.</param>
    /// <param name="kind">What happened, as "bad-frame".</param>
    /// <param name="detail">One sentence, without values from the message.</param>
    /// <returns>Whether it was written; what is not is not worth a line in the log either.</returns>
    public bool Write(string peer, string kind, string detail)
    {
        var admitted = Admits(peer);
        if (admitted)
        {
            write(new AuditEntry(time.GetLocalNow(), kind, peer, Stan: null, Code: "", detail));
        }

        return admitted;
    }

    /// <summary>Takes one of a peer's share without writing: for what is written down elsewhere and only logged here.</summary>
    /// <returns>Whether there was one left.</returns>
    public bool Admits(string peer)
    {
        var admitted = TakeShare(peer, time.GetUtcNow().ToUnixTimeSeconds() / 60);
        if (!admitted)
        {
            metrics.AuditDropped();
        }

        return admitted;
    }

    private bool TakeShare(string peer, long minute)
    {
        lock (_lock)
        {
            if (minute != _minute)
            {
                _minute = minute;
                _entries.Clear();
            }

            var had = _entries.GetValueOrDefault(peer);
            if (had >= MostPerPeer || (had == 0 && _entries.Count >= MostPeers))
            {
                return false;
            }

            _entries[peer] = had + 1;
            return true;
        }
    }
}
