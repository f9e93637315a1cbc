using System.Net.Sockets;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Security.Modules;

namespace Gateway.Simulator.Terminals;

/// <summary>One request out, its reply in, within the time a device allows.</summary>
internal sealed class TerminalExchange(TerminalProfile profile, TerminalLine line, TimeProvider clock)
{
    private static readonly MessageReader _reader = new(Dialect.Embedded("unionpay-pos"), checksParts: false);

    /// <summary>Replies that answered nothing this terminal was waiting for.</summary>
    internal int Strays { get; private set; }

    /// <summary>Sends a request and waits for what answers it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="keys">Keys to verify the reply with.</param>
    /// <param name="hangsUp">Hang up as soon as the request is sent, as when somebody pulls the plug.</param>
    /// <param name="cancellation">Ends the wait with an exception; used when the whole run is stopped.</param>
    internal async Task<ExchangeResult> SendAsync(OutgoingRequest request, TerminalKeys? keys, bool hangsUp, CancellationToken cancellation)
    {
        if (!await line.OpenAsync(cancellation))
        {
            return new ExchangeResult(ExchangeFault.NotConnected, null, TimeSpan.Zero);
        }

        var started = clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(profile.AnswerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        ExchangeResult result;
        try
        {
            await line.SendAsync(request.Bytes, either.Token);
            result = hangsUp ? Lost(started) : await AwaitReplyAsync(request, keys, started, either.Token);
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            result = Lost(started);
        }

        // After silence a reply may still come; on a fresh line it cannot be taken for the answer to something else.
        if (result.Fault != ExchangeFault.None || !profile.KeepsLine)
        {
            line.Close();
        }

        cancellation.ThrowIfCancellationRequested();
        return result;
    }

    private async Task<ExchangeResult> AwaitReplyAsync(
        OutgoingRequest request, TerminalKeys? keys, long started, CancellationToken cancellation)
    {
        while (await line.ReceiveAsync(cancellation) is { } frame)
        {
            if (!Frame.TryRead(frame, profile.Framing, out var parts, out _))
            {
                return new ExchangeResult(ExchangeFault.Unreadable, null, clock.GetElapsedTime(started));
            }

            var body = frame.AsMemory(parts.BodyOffset);
            try
            {
                var reply = _reader.Read(body.Span);
                if (ReplyCheck.Answers(request.Message, reply))
                {
                    var fault = parts.Tpdu == profile.Tpdu.Swapped()
                        ? ReplyCheck.Check(request.Message, reply, body.Span, keys)
                        : ExchangeFault.WrongTpdu;
                    return new ExchangeResult(fault, reply, clock.GetElapsedTime(started));
                }

                Strays++;
            }
            catch (IsoFormatException)
            {
                return new ExchangeResult(ExchangeFault.Unreadable, null, clock.GetElapsedTime(started));
            }
        }

        return Lost(started);
    }

    private ExchangeResult Lost(long started) => new(ExchangeFault.NoAnswer, null, clock.GetElapsedTime(started));
}
