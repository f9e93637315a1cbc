using System.Security.Cryptography;
using DotNetty.Buffers;
using DotNetty.Transport.Channels;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Upstream;

/// <summary>One TCP connection of a link, from connecting to its end. Safe from any thread.</summary>
internal sealed class LinkConnection
{
    /// <summary>A peer that takes nothing for this long is not coming back.</summary>
    internal static readonly TimeSpan WriteStall = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IChannel _channel;
    private readonly FrameFormat _format;
    private readonly TimeProvider _time;
    private ITimer? _stall;
    private string? _reason;
    private long _heard;

    /// <summary>Wraps a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="format">What a frame looks like; its limit is for what comes in.</param>
    /// <param name="management">Questions and answers of network management.</param>
    /// <param name="time">The clock.</param>
    public LinkConnection(IChannel channel, FrameFormat format, ManagementDesk management, TimeProvider time)
    {
        _channel = channel;
        _format = format with { MaxBytes = format.Length.Most };
        _time = time;
        _heard = time.GetTimestamp();
        Management = management;
    }

    /// <summary>Questions and answers of network management on this connection.</summary>
    public ManagementDesk Management { get; }

    /// <summary>Ends, with the reason, when the connection has.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Whether it is open and its peer takes what is written.</summary>
    public bool IsWritable => _channel is { Active: true, IsWritable: true };

    /// <summary>Time since the last whole message came in; half a frame does not count.</summary>
    public TimeSpan SilentFor => _time.GetElapsedTime(Volatile.Read(ref _heard));

    /// <summary>A whole message came in.</summary>
    public void Heard() => Volatile.Write(ref _heard, _time.GetTimestamp());

    /// <summary>Submits one message. Nothing comes back: not even a failed write proves that the peer did not get it.</summary>
    /// <param name="body">The message; wiped, because it may hold card data.</param>
    public void Write(byte[] body)
    {
        var frame = Frame.WriteWithLength(_format, default, body);
        CryptographicOperations.ZeroMemory(body);
        _ = _channel.WriteAndFlushAsync(Unpooled.WrappedBuffer(frame)).ContinueWith(
            (written, state) =>
            {
                // Looked at, so that a failure is not reported as unobserved; the channel closes by itself.
                _ = written.Exception;
                CryptographicOperations.ZeroMemory((byte[])state!);
            },
            frame,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Closes it; the first reason given is the one that counts.</summary>
    public void Close(string reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        _ = _channel.CloseAsync();
    }

    /// <summary>The channel has ended. On the event loop.</summary>
    public void Ended()
    {
        _stall?.Dispose();
        _closed.TrySetResult(Volatile.Read(ref _reason) ?? "The acquirer closed the connection.");
        Management.Abandon();
    }

    /// <summary>Starts or stops the stall clock as the peer stops or starts taking what is written. On the event loop.</summary>
    public void WatchStall()
    {
        _stall?.Dispose();
        _stall = _channel.IsWritable
            ? null
            : _time.CreateTimer(
                _ => Close($"The acquirer took nothing for {WriteStall.TotalSeconds:F0} seconds."),
                null,
                WriteStall,
                Timeout.InfiniteTimeSpan);
    }
}
