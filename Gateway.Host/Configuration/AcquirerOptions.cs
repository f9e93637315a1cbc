using System.Net;
using Gateway.Host.Core.Estate;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Pins;

namespace Gateway.Host.Configuration;

/// <summary>How the gateway reaches one acquirer network. One entry of <c>Gateway:Acquirers</c>.</summary>
internal sealed record AcquirerOptions
{
    private const int MacBytes = 8;

    /// <summary>Name in routes, records, logs and metrics, and of the owner of the acquirer's keys: letters, digits, '-', '_' and '.', up to 64.</summary>
    public string Name { get; init; } = "acquirer";

    /// <summary>Host name or address to connect to. Default 127.0.0.1.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>TCP port. Default 9583.</summary>
    public int Port { get; init; } = 9583;

    /// <summary>Dialect of the link: iso8583-1987-ascii, or one of the dialects' folder that <see cref="LinkDialects"/> takes. Default the first.</summary>
    public string Dialect { get; init; } = LinkDialects.Standard;

    /// <summary>How the length in front of every frame is written: see <see cref="LengthPrefix"/>. Default 2-binary.</summary>
    public string Length { get; init; } = "2-binary";

    /// <summary>The header in front of every message: none, or fixed:49534F for exactly these bytes, both ways. Default none.</summary>
    public string Header { get; init; } = "none";

    /// <summary>Our acquiring institution id, DE 32, 1 to 11 digits.</summary>
    public string InstitutionId { get; init; } = "00010000";

    /// <summary>File with the zone PIN key, hexadecimal digits of 16 or 24 bytes, for AES up to 32; null when it comes another way or no PIN is carried on.</summary>
    public string? ZonePinKeyFile { get; init; }

    /// <summary>
    /// How PINs lie in DE 52: iso-0 or iso-3 under a triple DES zone PIN key, iso-4 under an AES one and in a dialect whose DE 52 has 16 bytes.
    /// Default iso-0: what every network takes.
    /// </summary>
    public string PinFormat { get; init; } = "iso-0";

    /// <summary>Name of the MAC profile that requests and answers are signed with under the zone MAC key; null for no MAC. Default null.</summary>
    public string? Mac { get; init; }

    /// <summary>Whether keys may come over the link bound to nothing, or in key blocks of versions A and C. Default false: PCI PIN 18-3.</summary>
    public bool LegacyKeyExchange { get; init; }

    /// <summary>Silence after which an echo is sent, seconds. Default 60.</summary>
    public int EchoSeconds { get; init; } = 60;

    /// <summary>Time a sign-on, echo or sign-off may take before the link is taken down, seconds. Default 10.</summary>
    public int ManagementTimeoutSeconds { get; init; } = 10;

    /// <summary>First wait before a lost link is tried again, milliseconds; doubled each time, with jitter. Default 500.</summary>
    public int ReconnectMilliseconds { get; init; } = 500;

    /// <summary>Longest wait between two tries, milliseconds. Default 30000.</summary>
    public int ReconnectMostMilliseconds { get; init; } = 30_000;

    /// <summary>Requests and reversals that may wait for answers at once; beyond it a request is declined 91 unsent. Default 4096.</summary>
    public int MaxPending { get; init; } = 4096;

    /// <summary>Largest frame that may come, in bytes, the length in front not counted. Default 4096.</summary>
    public int MaxFrameBytes { get; init; } = 4096;

    /// <summary>What stands in front of every message. Only for options without faults.</summary>
    public FrameFormat Framing() => FrameFormat.Plain with
    {
        Length = LengthPrefix.Parse(Length),
        Header = HeaderFormat.Parse(Header),
        MaxBytes = MaxFrameBytes,
        KeepAlives = false,
    };

    /// <summary>The format of PIN blocks for this acquirer. Only for options without faults.</summary>
    public PinBlockFormat PinBlocks() => PinFormatNames.Find(PinFormat) ?? throw new FormatException($"PinFormat '{PinFormat}' is unknown.");

    /// <summary>Everything that is wrong with these options.</summary>
    /// <param name="dialects">The dialects that there are.</param>
    public IEnumerable<string> Faults(DialectCatalog dialects)
    {
        var at = $"Gateway:Acquirers '{Name}'";
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return "Gateway:Acquirers has an entry without Name.";
        }
        else if (!OwnerName.Is(Name))
        {
            yield return $"{at}: Name is not {OwnerName.Rule}, so that no key could be loaded under it.";
        }

        if (string.IsNullOrWhiteSpace(Host))
        {
            yield return $"{at}: Host is empty.";
        }

        if (Port is < 1 or > IPEndPoint.MaxPort)
        {
            yield return $"{at}: Port {Port} is not between 1 and 65535.";
        }

        var dialectFault = LinkDialects.Fault(Dialect, dialects);
        if (dialectFault is not null)
        {
            yield return $"{at}: {dialectFault}";
        }

        if (PinFormatFaults.Find(PinFormat, dialectFault is null ? dialects.Get(Dialect) : null) is { } pinFault)
        {
            yield return $"{at}: {pinFault}";
        }

        if (InstitutionId.Length is < 1 or > 11 || !InstitutionId.All(char.IsAsciiDigit))
        {
            yield return $"{at}: InstitutionId '{InstitutionId}' is not 1 to 11 digits.";
        }

        if (MaxFrameBytes is < 64 or > ushort.MaxValue)
        {
            yield return $"{at}: MaxFrameBytes {MaxFrameBytes} is not between 64 and 65535.";
        }

        foreach (var fault in FramingFaults.Find(Length, Header, MaxFrameBytes))
        {
            yield return $"{at}: {fault}";
        }

        if (HeaderFormat.TryParse(Header, out var header) && header.Bytes > 0 && header.Expected.IsEmpty)
        {
            yield return $"{at}: Header '{Header}' does not say which bytes to send; use none or fixed: and the bytes in hex.";
        }

        if (MacFault() is { } macFault)
        {
            yield return $"{at}: {macFault}";
        }

        if (ReconnectMilliseconds > ReconnectMostMilliseconds)
        {
            yield return $"{at}: ReconnectMilliseconds {ReconnectMilliseconds} is above ReconnectMostMilliseconds {ReconnectMostMilliseconds}.";
        }

        foreach (var (name, value) in new[]
        {
            (nameof(EchoSeconds), EchoSeconds), (nameof(ManagementTimeoutSeconds), ManagementTimeoutSeconds),
            (nameof(ReconnectMilliseconds), ReconnectMilliseconds),
            (nameof(ReconnectMostMilliseconds), ReconnectMostMilliseconds), (nameof(MaxPending), MaxPending),
        })
        {
            if (value <= 0)
            {
                yield return $"{at}: {name} {value} is not above zero.";
            }
        }
    }

    private string? MacFault()
    {
        if (Mac is null)
        {
            return null;
        }

        if (!MacProfiles.Names.Contains(Mac))
        {
            return $"Mac '{Mac}' is not a profile; there are {string.Join(", ", MacProfiles.Names.Where(FitsLink))}.";
        }

        return FitsLink(Mac) ? null : $"Mac '{Mac}' does not fit: a code has up to {MacBytes} bytes in DE 64, and a cipher that zone MAC keys have.";
    }

    private static bool FitsLink(string name)
        => MacProfiles.Named(name) is var profile && profile.SentBytes <= MacBytes && KeyUsages.Allows(KeyUsage.ZoneMac, profile.KeyAlgorithm);
}
