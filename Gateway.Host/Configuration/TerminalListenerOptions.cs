using System.Net;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Configuration;

/// <summary>How the gateway listens for terminals. One entry of <c>Gateway:Listeners</c>.</summary>
/// <remarks>Every limit has a default, and every default says where it comes from. Nothing here is unlimited.</remarks>
internal sealed record TerminalListenerOptions
{
    /// <summary>Name in logs, metrics and <c>ports.json</c>.</summary>
    public string Name { get; init; } = "pos";

    /// <summary>Address to bind. Default 127.0.0.1, so that a fresh checkout is never open to a network.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port, 0 to 65535; 0 lets the system choose. Default 8583.</summary>
    public int Port { get; init; } = 8583;

    /// <summary>Dialect the terminals speak. Default unionpay-pos.</summary>
    public string Dialect { get; init; } = "unionpay-pos";

    /// <summary>How the length in front of every frame is written: see <see cref="LengthPrefix"/>. Default 2-binary.</summary>
    public string Length { get; init; } = "2-binary";

    /// <summary>Whether a 5-byte TPDU precedes the message. Default true.</summary>
    public bool Tpdu { get; init; } = true;

    /// <summary>Bytes of message header after the TPDU: 6, or 0 for terminals that send none. Default 6.</summary>
    public int HeaderBytes { get; init; } = 6;

    /// <summary>
    /// The message header by name, in place of <see cref="HeaderBytes"/>: none, unionpay, fixed-12 for twelve bytes that come back as they
    /// came, fixed:49534F for exactly these. Default null: what HeaderBytes says.
    /// </summary>
    public string? Header { get; init; }

    /// <summary>
    /// Where DUKPT terminals put their key serial number: 62 for its usage KS (<c>KS010</c> and ten bytes, <c>KS012</c> and twelve), 56, 57 or 58
    /// for the whole element in hexadecimal characters. Default 62: free in requests with a MAC.
    /// </summary>
    public int KsnElement { get; init; } = 62;

    /// <summary>Largest frame, in bytes, its length not counted. Default 4096: four times the longest message of the dialect.</summary>
    public int MaxFrameBytes { get; init; } = 4096;

    /// <summary>Connections held at once; beyond it the listener stops accepting and the backlog waits. Default 5000: an estate of that size, all connected.</summary>
    public int MaxConnections { get; init; } = 5000;

    /// <summary>Requests of one connection that may wait for answers at once. Default 512: a concentrator's terminals, one request each.</summary>
    public int MaxInFlight { get; init; } = 512;

    /// <summary>Silence after which a connection is closed, seconds. Default 300.</summary>
    public int IdleTimeoutSeconds { get; init; } = 300;

    /// <summary>Time from the first byte of a frame to its last, seconds. Default 5: a frame is one or two packets.</summary>
    public int FrameTimeoutSeconds { get; init; } = 5;

    /// <summary>Time a connection may refuse to take what we write before it is closed, seconds. Default 10.</summary>
    public int WriteStallSeconds { get; init; } = 10;

    /// <summary>What stands in front of every message. Only for options without faults.</summary>
    public FrameFormat Framing() => FrameFormat.Plain with
    {
        Length = LengthPrefix.Parse(Length),
        Tpdu = Tpdu,
        Header = HeaderFormat.Parse(Header ?? (HeaderBytes == 0 ? "none" : "unionpay")),
        MaxBytes = MaxFrameBytes,
    };

    /// <summary>Everything that is wrong with these options, one sentence each, starting with the option's name.</summary>
    /// <param name="dialects">Names of the dialects there are.</param>
    public IEnumerable<string> Faults(IReadOnlyList<string> dialects)
    {
        var at = $"Gateway:Listeners '{Name}'";
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return "Gateway:Listeners has an entry without Name.";
        }

        if (!IPAddress.TryParse(Address, out _))
        {
            yield return $"{at}: Address '{Address}' is not an IP address.";
        }

        if (Port is < 0 or > IPEndPoint.MaxPort)
        {
            yield return $"{at}: Port {Port} is not between 0 and 65535.";
        }

        if (!dialects.Contains(Dialect))
        {
            yield return $"{at}: Dialect '{Dialect}' is unknown; there are {string.Join(", ", dialects)}.";
        }
        else if (Dialect != "unionpay-pos")
        {
            yield return $"{at}: Dialect '{Dialect}' is not one terminals are served in; use unionpay-pos.";
        }

        if (HeaderBytes is not (0 or 6))
        {
            yield return $"{at}: HeaderBytes {HeaderBytes} is neither 0 nor 6.";
        }

        if (KsnElement is not (56 or 57 or 58 or 62))
        {
            yield return $"{at}: KsnElement {KsnElement} is not 56, 57, 58 or 62.";
        }

        if (MaxFrameBytes is < 64 or > ushort.MaxValue)
        {
            yield return $"{at}: MaxFrameBytes {MaxFrameBytes} is not between 64 and 65535.";
        }

        foreach (var fault in FramingFaults.Find(Length, Header, MaxFrameBytes))
        {
            yield return $"{at}: {fault}";
        }

        foreach (var (name, value) in new[]
        {
            (nameof(MaxConnections), MaxConnections), (nameof(MaxInFlight), MaxInFlight), (nameof(IdleTimeoutSeconds), IdleTimeoutSeconds),
            (nameof(FrameTimeoutSeconds), FrameTimeoutSeconds), (nameof(WriteStallSeconds), WriteStallSeconds),
        })
        {
            if (value <= 0)
            {
                yield return $"{at}: {name} {value} is not above zero.";
            }
        }
    }
}
