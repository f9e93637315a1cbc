using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Host.Upstream;

/// <summary>An acquirer on a loopback port that says what the test tells it; only network management it can answer by itself.</summary>
internal sealed class ScriptedAcquirer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<AcquirerSide> _sides = Channel.CreateUnbounded<AcquirerSide>();
    private readonly List<AcquirerSide> _all = [];
    private readonly Task _accepting;
    private int _accepted;

    internal ScriptedAcquirer(bool small = false)
    {
        if (small)
        {
            _listener.Server.ReceiveBufferSize = 4096;
        }

        _listener.Start();
        _accepting = Accept();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal int Accepted => Volatile.Read(ref _accepted);

    /// <summary>What stands in front of every message.</summary>
    internal FrameFormat Framing { get; set; } = FrameFormat.Plain;

    /// <summary>What to answer to 0800 of one network code; null to keep silent.</summary>
    internal Func<string, string?> Manages { get; set; } = _ => "00";

    /// <summary>Whether a connection is read on after its sign-on.</summary>
    internal bool ReadsOn { get; set; } = true;

    /// <summary>The next connection, when it comes.</summary>
    internal async Task<AcquirerSide> Next() => await _sides.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var side in _all)
        {
            side.Dispose();
        }
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var side = new AcquirerSide(await _listener.AcceptTcpClientAsync(), this);
                _all.Add(side);
                Interlocked.Increment(ref _accepted);
                _sides.Writer.TryWrite(side);
            }
        }
        catch (SocketException)
        {
            // The listener was stopped; that is the end of the script.
        }
    }

    internal IsoMessage? Managed(IsoMessage question)
        => question.Type.Value == 800 && Manages(question.Text(70)!) is { } code
            ? new IsoMessage(question.Type.Response())
                .Set(7, question.Text(7)!).Set(11, question.Text(11)!).Set(39, code).Set(70, question.Text(70)!)
            : null;
}
