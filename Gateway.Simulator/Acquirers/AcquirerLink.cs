using System.Net.Sockets;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>One open connection from a gateway: reads requests one after another, lets each answer leave when it is due.</summary>
internal sealed class AcquirerLink(Socket socket, AcquirerDesk desk, TimeProvider clock, Dialect dialect, FrameShears shears) : IDisposable
{
    private static readonly FrameFormat _format = FrameFormat.Plain;

    private readonly MessageReader _reader = new(dialect, checksParts: false);
    private readonly MessageWriter _writer = new(dialect, checksParts: false);
    private readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Serves until the line is closed by either side, or until something comes that is no message.</summary>
    internal async Task RunAsync()
    {
        try
        {
            var length = new byte[_format.Length.Bytes];
            while (await FillAsync(length) && _format.Length.Read(length, _format.MaxBytes) is { Verdict: LengthVerdict.Length } read)
            {
                var frame = new byte[read.Length];
                if (shears.Take(FrameEnd.Request, frame.Length) is { } kept)
                {
                    await FillAsync(frame.AsMemory(0, kept));
                    return;
                }

                if (!await FillAsync(frame))
                {
                    return;
                }

                var message = _reader.Read(frame);
                if (desk.Keys.Mac is { } mac && ZoneMac.Covers(message.Type) && !mac.IsRight(message, frame))
                {
                    // Whoever it is, he is not told anything.
                    continue;
                }

                var answer = desk.Answer(message);
                if (answer.Reply is { } reply)
                {
                    _ = SendAsync([reply, .. answer.Next ?? []], answer.Delay);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IsoFormatException)
        {
            // A lost line, or a peer that speaks something else: either way this link is over, and its links count shows it.
        }
    }

    /// <summary>Says something of the acquirer's own accord.</summary>
    internal Task SayAsync(IReadOnlyList<IsoMessage> messages) => SendAsync(messages, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private async Task SendAsync(IReadOnlyList<IsoMessage> messages, TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, clock);
        }

        ReadOnlyMemory<byte> bytes = messages.SelectMany(message => Frame.WriteWithLength(_format, default, default, Write(message))).ToArray();
        await _sending.WaitAsync();
        try
        {
            var kept = shears.Take(FrameEnd.Answer, bytes.Length);
            bytes = bytes[..(kept ?? bytes.Length)];
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes)..];
            }

            if (kept is not null)
            {
                socket.Dispose();
            }
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            // The line went before the answer could leave, as lines do; the gateway finds out by itself.
        }
        finally
        {
            _sending.Release();
        }
    }

    private byte[] Write(IsoMessage message)
        => desk.Keys.Mac is { } mac && ZoneMac.Covers(message.Type) ? mac.Write(_writer, message) : _writer.Write(message);

    private async Task<bool> FillAsync(Memory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var received = await socket.ReceiveAsync(buffer);
            if (received == 0)
            {
                return false;
            }

            buffer = buffer[received..];
        }

        return true;
    }
}
