using System.Net.Sockets;
using Gateway.Iso8583.Framing;

namespace Gateway.Simulator.Terminals;

/// <summary>A terminal's own TCP connection: a length, then a frame, in both directions.</summary>
internal sealed class TerminalLine(TerminalProfile profile, TimeProvider clock) : IDisposable
{
    private Socket? _socket;

    /// <summary>Connects unless connected already; false when that fails or takes too long.</summary>
    internal async Task<bool> OpenAsync(CancellationToken cancellation)
    {
        if (_socket is { } open && !IsClosedByPeer(open))
        {
            return true;
        }

        Close();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(profile.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await socket.ConnectAsync(profile.Host, profile.Port, either.Token);
            _socket = socket;
            return true;
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Sends a frame with its length in front.</summary>
    internal async Task SendAsync(ReadOnlyMemory<byte> frameWithLength, CancellationToken cancellation)
    {
        var socket = _socket ?? throw new InvalidOperationException("The line is not open.");
        while (!frameWithLength.IsEmpty)
        {
            var sent = await socket.SendAsync(frameWithLength, cancellation);
            frameWithLength = frameWithLength[sent..];
        }
    }

    /// <summary>Receives one frame without its length; null when the peer closed the line or sent what can be no length.</summary>
    internal async Task<byte[]?> ReceiveAsync(CancellationToken cancellation)
    {
        var format = profile.Framing;
        var length = new byte[format.Length.Bytes];
        if (!await FillAsync(length, cancellation)
            || format.Length.Read(length, format.MaxBytes) is not { Verdict: LengthVerdict.Length } read)
        {
            return null;
        }

        var frame = new byte[read.Length];
        return await FillAsync(frame, cancellation) ? frame : null;
    }

    /// <summary>Hangs up.</summary>
    internal void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private async Task<bool> FillAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var socket = _socket ?? throw new InvalidOperationException("The line is not open.");
        while (!buffer.IsEmpty)
        {
            var received = await socket.ReceiveAsync(buffer, cancellation);
            if (received == 0)
            {
                return false;
            }

            buffer = buffer[received..];
        }

        return true;
    }

    // Readable without bytes means that the peer has hung up while the line was idle; a request sent now would only get lost.
    private static bool IsClosedByPeer(Socket socket)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
