using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>The acquirer's end of the link: it listens, the gateway calls.</summary>
/// <param name="desk">Decides.</param>
/// <param name="address">Where it listens.</param>
/// <param name="clock">The clock of delays.</param>
/// <param name="dialect">What it speaks; null for <see cref="AcquirerDialect.Usual"/>.</param>
internal sealed class AcquirerServer(AcquirerDesk desk, IPAddress address, TimeProvider clock, Dialect? dialect = null) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<AcquirerLink> _links = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>The port it listens on; kept through <see cref="Refuse"/> and <see cref="Listen"/>.</summary>
    internal int Port { get; private set; }

    /// <summary>Links that are open now.</summary>
    internal int Links
    {
        get
        {
            lock (_gate)
            {
                return _links.Count;
            }
        }
    }

    /// <summary>Cuts a link in the middle of a frame when that is asked for.</summary>
    internal FrameShears Shears { get; } = new();

    /// <summary>Begins to listen, after a refusal on the same port as before.</summary>
    /// <param name="port">0 lets the system choose.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    internal void Listen(int port = 0)
    {
        var listener = new TcpListener(address, port > 0 ? port : Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _accepting = AcceptAsync(listener);
    }

    /// <summary>Offers new keys on the link that is open; on one only, because every link has the same keys.</summary>
    internal Task ChangeKeysAsync() => desk.Keys.Changes is { } changes && Links > 0 ? SayAsync(changes.Begin()) : Task.CompletedTask;

    /// <summary>Says something of the acquirer's own accord, on one link; to nobody when none is open.</summary>
    internal Task SayAsync(IReadOnlyList<IsoMessage> messages)
    {
        AcquirerLink? link;
        lock (_gate)
        {
            link = _links.FirstOrDefault();
        }

        return link?.SayAsync(messages) ?? Task.CompletedTask;
    }

    /// <summary>Cuts every link; the gateway may call again at once.</summary>
    internal void CutLinks()
    {
        AcquirerLink[] links;
        lock (_gate)
        {
            links = [.. _links];
        }

        foreach (var link in links)
        {
            link.Dispose();
        }
    }

    /// <summary>Cuts every link and takes no more calls.</summary>
    internal void Refuse()
    {
        _listener?.Stop();
        CutLinks();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Refuse();
        await _accepting;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var link = new AcquirerLink(await listener.AcceptSocketAsync(), desk, clock, dialect ?? Dialect.Embedded(AcquirerDialect.Usual), Shears);
                lock (_gate)
                {
                    _links.Add(link);
                }

                _ = ServeAsync(link);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The listener was stopped, which is how accepting ends.
        }
    }

    private async Task ServeAsync(AcquirerLink link)
    {
        await link.RunAsync();
        lock (_gate)
        {
            _links.Remove(link);
        }

        link.Dispose();
    }
}
