using System.Net;
using DotNetty.Transport.Channels;

namespace Gateway.Host.Front;

/// <summary>One accepted connection, as its handlers share it.</summary>
/// <param name="number">Unique while the process lives.</param>
/// <param name="remote">The peer's address; null when it was gone before it was asked for.</param>
internal sealed class Connection(long number, IPEndPoint? remote)
{
    private CloseReason _reason = CloseReason.Peer;

    /// <summary>Number of the connection.</summary>
    public long Number { get; } = number;

    /// <summary>Address and port of the peer, for the log.</summary>
    public string Peer { get; } = remote?.ToString() ?? "nowhere";

    /// <summary>Address of the peer without its port: the same for all connections of one machine.</summary>
    public string Host { get; } = remote?.Address.ToString() ?? "nowhere";

    /// <summary>Why it ended.</summary>
    public CloseReason Reason => _reason;

    /// <summary>Closes the connection; the first reason given is the one that is told. Any thread.</summary>
    public void Close(IChannel channel, CloseReason reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, CloseReason.Peer);
        _ = channel.CloseAsync();
    }
}
