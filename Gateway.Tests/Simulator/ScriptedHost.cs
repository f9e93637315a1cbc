using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Tests.Security;

namespace Gateway.Tests.Simulator;

/// <summary>A host on loopback that says what a test wants it to say: one handler for all requests, real keys, real MACs.</summary>
internal sealed class ScriptedHost : IDisposable
{
    internal const string ComponentOne = "1A2B3C4D5E6F708192A3B4C5D6E7F809";
    internal const string ComponentTwo = "7C3B90E2154DA6F8D10E4B6A8F27C593";

    private static readonly Dialect _dialect = Dialect.Embedded("unionpay-pos");
    private static readonly int[] _echoed = [2, 3, 4, 11, 25, 41, 42, 49, 60];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly LocalMasterKey _localMasterKey = LocalMasterKey.Generate();
    private readonly SoftwareSecurityModule _security;
    private readonly WrappedKey _masterKey;
    private readonly MessageReader _reader = new(_dialect);
    private readonly MessageWriter _writer = new(_dialect);
    private readonly List<IsoMessage> _heard = [];
    private IssuedKeys? _keys;

    internal ScriptedHost()
    {
        _security = new SoftwareSecurityModule(_localMasterKey, allowTestKeys: true);
        _masterKey = _security
            .ImportComponents(KeyUsage.TerminalMaster, "00000001", [ComponentOne, ComponentTwo], null, default).AsTask().Result;
        Reply = request => Answer(request, "00");
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What to say; null says nothing, an empty message hangs up.</summary>
    internal Func<IsoMessage, IsoMessage?> Reply { get; set; }

    /// <summary>Spoils the last byte of approvals while true.</summary>
    internal bool SpoilsMac { get; set; }

    /// <summary>Leaves the TPDU of replies as it came while true.</summary>
    internal bool ForgetsToSwap { get; set; }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal IReadOnlyList<IsoMessage> Heard
    {
        get
        {
            lock (_heard)
            {
                return [.. _heard];
            }
        }
    }

    internal static byte[] MasterKey
        => [.. Convert.FromHexString(ComponentOne).Zip(Convert.FromHexString(ComponentTwo), (one, two) => (byte)(one ^ two))];

    /// <summary>An answer as a well-behaved host gives it.</summary>
    internal IsoMessage Answer(IsoMessage request, string code)
    {
        var reply = new IsoMessage(request.Type.Response());
        foreach (var element in _echoed)
        {
            if (request.Text(element) is { } text)
            {
                reply.Set(element, text);
            }
        }

        if (request.Type.Class == 5)
        {
            var claim = request.Text(48)!;
            return reply.Set(48, string.Concat(claim.AsSpan(0, 30), "1", claim.AsSpan(31, 30), "1"));
        }

        reply.Set(39, code);
        if (code == "00" && request.Type.Class is 2)
        {
            reply.Set(37, $"R{request.Text(11)}00000").Set(38, request.Text(11)!);
        }

        if (code == "00" && request.Text(60)!.EndsWith("003", StringComparison.Ordinal))
        {
            _keys = _security.IssueWorkingKeys(_masterKey, WorkingKeySet.Double, default).AsTask().Result;
            reply.Set(62, _keys.Field62);
        }

        return reply;
    }

    /// <summary>Whether a request's MAC verifies under the keys issued last.</summary>
    internal bool IsSealed(IsoMessage request)
    {
        var body = _writer.Write(request);
        return _security.VerifyMac(_keys!.Mac, body.AsMemory(0, body.Length - 8), body.AsMemory(body.Length - 8), default).AsTask().Result;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _security.Dispose();
        _localMasterKey.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        var stream = client.GetStream();
        var length = new byte[2];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(length);
                var frame = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(frame);
                Assert.That(Frame.TryRead(frame, FrameFormat.UnionPay, out var parts, out var fault), fault);
                var request = _reader.Read(frame.AsSpan(parts.BodyOffset));
                lock (_heard)
                {
                    _heard.Add(request);
                }

                if (Reply(request) is { } reply)
                {
                    if (!reply.Elements.Any())
                    {
                        return;
                    }

                    await stream.WriteAsync(Frame.WriteWithLength(
                        FrameFormat.UnionPay, ForgetsToSwap ? parts.Tpdu : parts.Tpdu.Swapped(), parts.Header, Sealed(reply)));
                }
            }
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException)
        {
        }
    }

    private byte[] Sealed(IsoMessage reply)
    {
        if (reply.Text(39) != "00" || reply.Type.Class is not (2 or 4))
        {
            return _writer.Write(reply);
        }

        var body = _writer.Write(reply.Set(64, new byte[8]));
        var mac = _security.GenerateMac(_keys!.Mac, body.AsMemory(0, body.Length - 8), default).AsTask().Result;
        mac[^1] ^= (byte)(SpoilsMac ? 1 : 0);
        mac.CopyTo(body, body.Length - 8);
        return body;
    }
}
