using System.Net;
using Gateway.Host.Core.Routing;
using Gateway.Iso8583.Dialects;

namespace Gateway.Host.Configuration;

/// <summary>Everything the gateway is told by its operator. Section <c>Gateway</c>; immutable once read.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Development or Production. Development makes keys of its own; Production refuses to.</summary>
    public string Profile { get; init; } = "Development";

    /// <summary>Folder of the database and of generated keys. Default data, relative to where the gateway is started.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Where the local master key comes from.</summary>
    public MasterKeyOptions MasterKey { get; init; } = new();

    /// <summary>Which module holds the keys. Software is the only one; Production must name it, so that nobody takes it for an HSM.</summary>
    public string SecurityModule { get; init; } = "";

    /// <summary>Whether well-known test keys may be loaded. Default false; Production refuses true.</summary>
    public bool AllowTestKeys { get; init; }

    /// <summary>The operators' HTTP interface.</summary>
    public ApiOptions Api { get; init; } = new();

    /// <summary>Where terminals connect.</summary>
    public IReadOnlyList<TerminalListenerOptions> Listeners { get; init; } = [];

    /// <summary>The acquirer networks.</summary>
    public IReadOnlyList<AcquirerOptions> Acquirers { get; init; } = [];

    /// <summary>Which cards go to which acquirer; without any, all go to the first acquirer.</summary>
    public IReadOnlyList<RouteOptions> Routes { get; init; } = [];

    /// <summary>The durable journal.</summary>
    public JournalFileOptions Journal { get; init; } = new();

    /// <summary>The timer ladder.</summary>
    public TimerOptions Timers { get; init; } = new();

    /// <summary>When a terminal's working keys are changed.</summary>
    public KeyChangeOptions KeyChange { get; init; } = new();

    /// <summary>Folder of further dialect files, <c>*.json</c>; null for none. Relative to where the gateway is started. Default null.</summary>
    public string? DialectsFolder { get; init; }

    /// <summary>Lanes; 0 for one a processor. Default 0.</summary>
    public int Lanes { get; init; }

    /// <summary>Whether this is the production profile.</summary>
    public bool IsProduction => Profile == "Production";

    /// <summary>The route table these options make.</summary>
    public RouteTable RouteTable() => new(Routes.Count > 0
        ? [.. Routes.Select(route => new Route(route.Bin, route.Acquirer))]
        : [.. Acquirers.Take(1).Select(acquirer => new Route("", acquirer.Name))]);

    /// <summary>The dialects that can be named. Only for options without faults.</summary>
    public DialectCatalog Dialects() => LoadDialects().Dialects;

    /// <summary>Everything that is wrong, so that one start shows every mistake.</summary>
    public IReadOnlyList<string> Faults()
    {
        var (dialects, faults) = LoadDialects();
        return [.. faults, .. Faults(dialects)];
    }

    private IReadOnlyList<string> Faults(DialectCatalog dialects) =>
    [
        .. OwnFaults(),
        .. MasterKey.Faults(),
        .. Api.Faults(),
        .. Listeners.SelectMany(listener => listener.Faults(dialects.Names)),
        .. Acquirers.SelectMany(acquirer => acquirer.Faults(dialects)),
        .. Repeated(Listeners.Select(listener => listener.Name), "Gateway:Listeners"),
        .. Repeated(Acquirers.Select(acquirer => acquirer.Name), "Gateway:Acquirers"),
        .. SharedPorts(),
        .. Routes.SelectMany(route => route.Faults([.. Acquirers.Select(acquirer => acquirer.Name)])),
        .. Timers.Faults(),
        .. KeyChange.Faults(),
    ];

    private (DialectCatalog Dialects, IEnumerable<string> Faults) LoadDialects()
    {
        if (string.IsNullOrWhiteSpace(DialectsFolder))
        {
            return (DialectCatalog.Embedded, []);
        }

        try
        {
            return (DialectCatalog.Load(DialectsFolder), []);
        }
        catch (DialectException wrong)
        {
            return (DialectCatalog.Embedded, wrong.Faults.Select(fault => $"Gateway:DialectsFolder '{DialectsFolder}': {fault}"));
        }
    }

    private IEnumerable<string> OwnFaults()
    {
        if (Profile is not ("Development" or "Production"))
        {
            yield return $"Gateway:Profile '{Profile}' is neither Development nor Production.";
        }

        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            yield return "Gateway:DataFolder is empty.";
        }

        if (SecurityModule is not ("" or "Software"))
        {
            yield return $"Gateway:SecurityModule '{SecurityModule}' is unknown; there is Software.";
        }

        if (IsProduction && SecurityModule.Length == 0)
        {
            yield return "Gateway:SecurityModule must be named in Production; Software keeps keys in this process, without an HSM.";
        }

        if (IsProduction && AllowTestKeys)
        {
            yield return "Gateway:AllowTestKeys must be false in Production.";
        }

        if (Listeners.Count == 0)
        {
            yield return "Gateway:Listeners is empty; without a listener no terminal can connect.";
        }

        if (Acquirers.Count == 0)
        {
            yield return "Gateway:Acquirers is empty; without an acquirer nothing can be approved.";
        }

        if (string.IsNullOrWhiteSpace(Journal.File))
        {
            yield return "Gateway:Journal: File is empty.";
        }

        if (Lanes is < 0 or > 256)
        {
            yield return $"Gateway:Lanes {Lanes} is not between 0 and 256.";
        }
    }

    private IEnumerable<string> SharedPorts()
        => Listeners.Where(listener => listener.Port != 0).GroupBy(listener => (listener.Address, listener.Port)).Where(group => group.Count() > 1)
            .Select(group => $"Gateway:Listeners {string.Join(" and ", group.Select(listener => $"'{listener.Name}'"))} share {group.Key.Address} port {group.Key.Port}.");

    private static IEnumerable<string> Repeated(IEnumerable<string> names, string where)
        => names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{where} has {group.Count()} entries named '{group.Key}'.");
}

/// <summary>Where the local master key comes from: a file, else a systemd credential, else an environment variable.</summary>
internal sealed record MasterKeyOptions
{
    /// <summary>File with 64 hexadecimal digits; null when the key comes from a credential or the environment.</summary>
    public string? File { get; init; }

    /// <summary>Name of the systemd credential with 64 hexadecimal digits. Default gateway-master-key.</summary>
    public string Credential { get; init; } = "gateway-master-key";

    /// <summary>Environment variable with 64 hexadecimal digits. Default GATEWAY_MASTER_KEY.</summary>
    public string EnvironmentVariable { get; init; } = "GATEWAY_MASTER_KEY";

    /// <summary>Everything that is wrong with these options.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(File) && string.IsNullOrWhiteSpace(Credential) && string.IsNullOrWhiteSpace(EnvironmentVariable))
        {
            yield return "Gateway:MasterKey: none of File, Credential and EnvironmentVariable is given.";
        }

        if (Credential.Contains('/', StringComparison.Ordinal) || Credential is "." or "..")
        {
            yield return $"Gateway:MasterKey: Credential '{Credential}' is not the name of a systemd credential.";
        }
    }
}

/// <summary>The operators' HTTP interface.</summary>
internal sealed record ApiOptions
{
    /// <summary>Address to bind. Default http://127.0.0.1:8580: loopback, for a console on the same machine.</summary>
    public string Address { get; init; } = "http://127.0.0.1:8580";

    /// <summary>File with the API key; null for api.key in the data folder, which is made on the first start.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Everything that is wrong with these options.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0
            || uri.Scheme is not ("http" or "https") || !IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip))
        {
            yield return $"Gateway:Api: Address '{Address}' is not of the form http://IP:PORT.";
        }
        else if (uri.Scheme == "https")
        {
            yield return $"Gateway:Api: Address '{Address}' needs a certificate, for which there is no setting; bind http on loopback and put TLS in front.";
        }
        else if (!IPAddress.IsLoopback(ip))
        {
            yield return $"Gateway:Api: Address '{Address}' would carry the API key in clear beyond this machine; bind loopback and put TLS in front.";
        }
    }
}

/// <summary>One route: cards to an acquirer.</summary>
internal sealed record RouteOptions
{
    /// <summary>First digits of the card number, 0 to 11 of them; empty for all cards.</summary>
    public string Bin { get; init; } = "";

    /// <summary>Acquirer's name.</summary>
    public string Acquirer { get; init; } = "";

    /// <summary>Everything that is wrong with this route.</summary>
    public IEnumerable<string> Faults(IReadOnlyCollection<string> acquirers)
    {
        if (Bin.Length > 11 || !Bin.All(char.IsAsciiDigit))
        {
            yield return $"Gateway:Routes: Bin '{Bin}' is not up to 11 digits.";
        }

        if (!acquirers.Contains(Acquirer))
        {
            yield return $"Gateway:Routes: Acquirer '{Acquirer}' is not among Gateway:Acquirers.";
        }
    }
}

/// <summary>The durable journal.</summary>
internal sealed record JournalFileOptions
{
    /// <summary>File name inside the data folder, or an absolute path. Default gateway.db.</summary>
    public string File { get; init; } = "gateway.db";
}
