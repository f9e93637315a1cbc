using Gateway.Host.Diagnostics;
using Gateway.Host.Front;
using Gateway.Host.Journal;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Front;

[TestFixture]
public sealed class PeerAuditTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FrontMetrics _metrics = new();
    private readonly List<AuditEntry> _entries = [];

    [Test]
    public void A_peer_gets_its_share_of_every_minute_and_leaves_the_others_theirs()
    {
        var audit = new PeerAudit(_entries.Add, _time, _metrics);
        var written = Enumerable.Range(0, 50).Count(_ => audit.Write("192.0.2.1", "bad-frame", "It was none."));
        audit.Write("192.0.2.2", "bad-frame", "It was none.");
        _time.Advance(TimeSpan.FromMinutes(1));
        audit.Write("192.0.2.1", "bad-frame", "It was none.");

        Assert.That(written, Is.EqualTo(PeerAudit.MostPerPeer));
        Assert.That(_entries.CountBy(entry => entry.Subject).Select(share => share.Value), Is.EqualTo(new[] { PeerAudit.MostPerPeer + 1, 1 }));
    }

    [Test]
    public void More_peers_than_it_can_tell_apart_are_only_counted()
    {
        var audit = new PeerAudit(_entries.Add, _time, _metrics);
        for (var peer = 0; peer < PeerAudit.MostPeers + 10; peer++)
        {
            audit.Write($"192.0.2.{peer}", "bad-frame", "It was none.");
        }

        Assert.That(_entries, Has.Count.EqualTo(PeerAudit.MostPeers));
    }

    public void Dispose() => _metrics.Dispose();
}
