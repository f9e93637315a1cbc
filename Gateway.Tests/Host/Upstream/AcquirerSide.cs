using System.Net.Sockets;
using System.Threading.Channels;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Host.Upstream;

/// <summary>The acquirer's end of one connection.</summary>
internal sealed class AcquirerSide : IDisposable
{
    private static readonly Dialect _dialect = Dialect.Embedded("iso8583-1987-ascii");

    private readonly TcpClient _client;
    private readonly ScriptedAcquirer _acquirer;
    private readonly Channel<IsoMessage> _heard = Channel.CreateUnbounded<IsoMessage>();
    private readonly Channel<IsoMessage> _management = Channel.CreateUnbounded<IsoMessage>();
    private readonly Task _reading;

    internal AcquirerSide(TcpClient client, ScriptedAcquirer acquirer)
    {
        _client = client;
        _acquirer = acquirer;
        _reading = Read();
    }

    /// <summary>The next message that is not a management question.</summary>
    internal async Task<IsoMessage> Hear() => await _heard.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    /// <summary>The next management question.</summary>
    internal async Task<IsoMessage> HearManagement() => await _management.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    internal bool HeardNothing => !_heard.Reader.TryPeek(out _);

    /// <summary>Ends when the gateway has closed the connection.</summary>
    internal Task Ended => _reading.WaitAsync(Patience.Limit);

    internal async Task Say(IsoMessage message) => await SayRaw(Frame(message, _acquirer.Framing));

    internal async Task SayRaw(byte[] bytes) => await _client.GetStream().WriteAsync(bytes);

    /// <summary>Cuts the connection as a failing network does, with a reset.</summary>
    internal void Cut()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();

    /// <summary>An answer to a request or reversal, echoing what names it.</summary>
    internal static IsoMessage AnswerTo(IsoMessage question, string code = "00", string? amount = null)
    {
        var answer = new IsoMessage(question.Type.Response());
        foreach (var element in (int[])[2, 3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49])
        {
            if (question.Text(element) is { } value)
            {
                answer.Set(element, value);
            }
        }

        if (amount is not null)
        {
            answer.Set(4, amount);
        }

        return answer.Set(39, code);
    }

    internal static byte[] Frame(IsoMessage message, FrameFormat? format = null) => Gateway.Iso8583.Framing.Frame.WriteWithLength(
        format ?? FrameFormat.Plain, default, new MessageWriter(_dialect, checksParts: false).Write(message));

    private async Task Read()
    {
        var reader = new MessageReader(_dialect, checksParts: false);
        var stream = _client.GetStream();
        var format = _acquirer.Framing;
        var length = new byte[format.Length.Bytes];
        try
        {
            do
            {
                await stream.ReadExactlyAsync(length);
                var frame = new byte[format.Length.Read(length, format.MaxBytes).Length];
                await stream.ReadExactlyAsync(frame);
                await Take(reader.Read(frame.AsSpan(format.BodyOffset)));
            }
            while (_acquirer.ReadsOn);
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            // Closed by either side.
        }
    }

    private async Task Take(IsoMessage message)
    {
        if (message.Type.Value != 800)
        {
            _heard.Writer.TryWrite(message);
            return;
        }

        _management.Writer.TryWrite(message);
        if (_acquirer.Managed(message) is { } answer)
        {
            await Say(answer);
        }
    }
}
