using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Host.Configuration;
using Gateway.Host.Serving;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Issuing;
using Gateway.Tests.Host.Upstream;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.EndToEnd;

/// <summary>
/// A whole gateway with a data folder, sockets, keys and an HTTP interface of its own, an acquirer behind a wire that a test can disturb,
/// and a clock that moves only when a test wants it to.
/// </summary>
internal sealed class GatewayBench : IGatewayAddress, IAsyncDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-e2e-");
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly List<Pos> _terminals = [];
    private readonly byte[] _zoneKey = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _zoneMasterKey = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _zoneMacKey = RandomNumberGenerator.GetBytes(16);
    private readonly ZoneKey _zonePin;
    private readonly bool _signs;
    private readonly string _pinFormat;
    private readonly bool _isAes;
    private readonly AcquirerServer _server;
    private readonly ILoggerFactory _loggers;
    private GatewayOptions _options = null!;
    private GatewayServer? _gateway;
    private JsonElement _ports;
    private int _keys;

    private GatewayBench(bool signs, string? pinFormat)
    {
        _signs = signs;
        _pinFormat = pinFormat ?? "iso-0";
        var format = PinFormatNames.Find(_pinFormat)!.Value;
        _isAes = PinBlock.CipherOf(format) == KeyAlgorithm.Aes;
        var dialect = _isAes ? DialectCatalog.Load(DialectsFolder).Get(LongPinDialect) : Dialect.Embedded("iso8583-1987-ascii");
        var issuer = new IssuerKeys { PinVerificationKey = RandomNumberGenerator.GetBytes(16) };
        _zonePin = new ZoneKey(_zoneKey, TimeSpan.FromMinutes(1), Time, PinBlock.CipherOf(format));
        var mac = signs ? new ZoneMac(MacProfiles.Named(MacProfile), new ZoneKey(_zoneMacKey, TimeSpan.FromMinutes(1), Time)) : null;
        var rules = new AcquirerRules { Amounts = [new AmountRule("51", AnswerKind.Decline, "51")] };
        Acquirer = new AcquirerDesk(
            rules,
            new ChangingPinCheck(_zonePin, key => pinFormat is null ? new ZonePinCheck(key) : new IssuerPinCheck(key, issuer, format)),
            Time,
            keys: new DeskKeys(mac, new KeyChanges(_zoneMasterKey, _zonePin, mac?.Key, Time)));
        _server = new AcquirerServer(Acquirer, IPAddress.Loopback, Time, dialect);
        _server.Listen();
        Wire = new AcquirerWire(_server.Port, dialect);
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        Secrets.Add("the zone PIN key", _zoneKey);
        Secrets.Add("the zone master key", _zoneMasterKey);
        Secrets.Add("the zone MAC key", _zoneMacKey);
        Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("estate", TimeSpan.FromHours(8), "estate", "estate"));
    }

    internal const string MacProfile = "x9.19";

    // The example that is shipped: what it says is what works.
    private const string LongPinDialect = "acquirer-pin-16";

    private static string DialectsFolder => Path.Combine(Iso8583.Dialects.MadeUpDialect.Repository(), "docs", "dialects");

    internal const string Merchant = "898000000000001";

    internal static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 6, 15, 30, TimeSpan.Zero));

    internal AcquirerDesk Acquirer { get; }

    internal AcquirerWire Wire { get; }

    internal LogBook Log { get; } = new();

    public Secrets Secrets { get; } = new();

    internal Operator Operator { get; private set; } = null!;

    /// <summary>Every body the operators' interface answered.</summary>
    internal IEnumerable<string> Bodies => _bodies;

    public TerminalKeys ZoneKeys => TerminalKeys.FromClear(_zonePin.Current, _zonePin.Current, []);

    internal string DataFolder => Path.Combine(_folder.FullName, "data");

    public int Port(string listener) => _ports.GetProperty("listeners").GetProperty(listener).GetInt32();

    internal static async Task<GatewayBench> Start(bool signs = false, string? pinFormat = null)
    {
        var bench = new GatewayBench(signs, pinFormat);
        try
        {
            bench._options = bench.Options();
            await bench.Open();
            if (signs)
            {
                await bench.LoadZoneKey("ZoneMac", bench._zoneMacKey);
            }

            await bench.Operator.Post("/api/merchants", new { id = Merchant, name = "Corner Shop", mcc = "5411" });
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads the zone master key, so that the acquirer can change the others.</summary>
    internal Task LoadZoneMasterKey() => LoadZoneKey("ZoneMaster", _zoneMasterKey, _isAes ? "Aes" : "Tdes");

    /// <summary>Lets the acquirer change its keys, and waits until it has its answers.</summary>
    internal async Task ChangeKeys()
    {
        var changes = Acquirer.Keys.Changes!;
        var answered = changes.Taken + changes.Refused;
        await _server.ChangeKeysAsync();
        await Patience.Until(() => changes.Taken + changes.Refused >= answered + (_signs ? 2 : 1));
        Secrets.Add("an exchanged zone PIN key", _zonePin.Current);
    }

    /// <summary>Puts something on the acquirer's side of its own accord.</summary>
    internal Task AcquirerSays(IsoMessage message) => _server.SayAsync([message]);

    /// <summary>One of the keys that operators see.</summary>
    internal async Task<(string? Kcv, string? How)> Key(string usage)
    {
        var key = (await Operator.Get("/api/keys")).EnumerateArray().Single(key => key.Text("owner") == "acquirer" && key.Text("usage") == usage);
        return (key.Text("kcv"), key.Text("how"));
    }

    private async Task LoadZoneKey(string usage, byte[] key, string algorithm = "Tdes")
    {
        var mask = RandomNumberGenerator.GetBytes(key.Length);
        var rest = key.Zip(mask, (one, other) => (byte)(one ^ other)).ToArray();
        foreach (var (component, by) in ((byte[], string)[])[(mask, "one"), (rest, "another")])
        {
            Secrets.Add("a component of a zone key", component);
            await Operator.Post("/api/keys/components", new { usage, owner = "acquirer", algorithm, of = 2, component = Convert.ToHexString(component), by });
        }
    }

    /// <summary>Registers a terminal and loads its master key, as an operator would. It has not signed on.</summary>
    internal async Task<Pos> Terminal(string profile = "pin", string merchant = Merchant, bool headerless = false)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{10_000_000 + ++_keys}");
        var key = await Operator.Register(id, merchant, profile, Secrets);
        var pos = headerless
            ? new Pos(this, id, merchant, key) { Format = FrameFormat.TpduOnly, Listener = "headerless" }
            : new Pos(this, id, merchant, key);
        _terminals.Add(pos);
        return pos;
    }

    /// <summary>A terminal that has signed on.</summary>
    internal async Task<Pos> SignedOn(string keySet = "003", string profile = "pin", string merchant = Merchant, bool headerless = false)
    {
        var pos = await Terminal(profile, merchant, headerless);
        Assert.That((await pos.SignOn(keySet)).Code, Is.EqualTo("00"));
        return pos;
    }

    /// <summary>Starts it again with PINs in format 4, and without a zone PIN key in the configuration.</summary>
    internal async Task RestartWithLongPins()
    {
        await Close();
        _options = _options with
        {
            DialectsFolder = DialectsFolder,
            Acquirers = [_options.Acquirers[0] with { PinFormat = "iso-4", Dialect = LongPinDialect, ZonePinKeyFile = null }],
        };
        await Open();
    }

    /// <summary>Stops the gateway, in order or at once, and starts it again on the same data.</summary>
    internal async Task Restart(bool inOrder = true)
    {
        await Close(inOrder);
        await Open();
    }

    /// <summary>Stops the gateway, changes its local master key, and starts it again.</summary>
    internal async Task ChangeMasterKey()
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.key");
        using (var made = LocalMasterKey.Generate())
        {
            made.SaveTo(file);
        }

        await Close();
        new MasterKeyChange(_options, Time).Run(file, "op");
        await Open();
    }

    /// <summary>Lets seconds pass until something is so.</summary>
    internal Task Passing(Func<bool> condition) => Patience.Until(condition, () => Time.Advance(Second));

    /// <summary>Lets seconds pass until there is an answer.</summary>
    internal async Task<PosReply> InTime(Task<PosReply> answer)
    {
        await Passing(() => answer.IsCompleted);
        return await answer;
    }

    /// <summary>Waits until nothing is on its way and no reversal is owed.</summary>
    /// <param name="step">How much time passes between two looks; none, when nothing has to be tried again for it.</param>
    internal async Task Quiet(TimeSpan step = default)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (await Operator.Money() is var money && money.Number("openRequests") + money.Number("owedReversals") > 0)
        {
            Time.Advance(step);
            await Task.Delay(_look, limit.Token);
        }
    }

    /// <summary>Waits until the acquirer's link is, or is not, up.</summary>
    internal async Task Link(bool up)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while ((await Operator.Get("/api/acquirers"))[0].Text("state") == "Up" != up)
        {
            Time.Advance(_tick);
            await Task.Delay(_look, limit.Token);
        }
    }

    /// <summary>Begins to stop the gateway in order, with everybody still connected.</summary>
    internal Task Stop()
    {
        var gateway = _gateway!;
        _gateway = null;
        return gateway.Stop();
    }

    /// <summary>Stops the gateway; what it left behind stays readable until the bench is disposed.</summary>
    internal async Task Close(bool inOrder = true)
    {
        _terminals.ForEach(terminal => terminal.HangUp());
        if (_gateway is { } gateway)
        {
            _gateway = null;
            await WhileTimePasses(inOrder ? gateway.Stop() : gateway.DisposeAsync().AsTask());
        }
    }

    /// <summary>Starts it again on the same data.</summary>
    internal async Task Open()
    {
        Operator?.Dispose();
        _gateway = await GatewayServer.Start(_options, Time, _loggers);
        _ports = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(DataFolder, "ports.json")));
        var key = (await File.ReadAllTextAsync(Path.Combine(DataFolder, "api.key"))).Trim();
        Operator = new Operator(new Uri(_ports.Text("api")!), key, _bodies);
        await Link(up: true);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Close(inOrder: false);
        }
        finally
        {
            Operator?.Dispose();
            await Wire.DisposeAsync();
            await _server.DisposeAsync();
            _loggers.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    // Stopping waits on the gateway's own clock, in small steps: none of them may look like a missing answer.
    internal async Task WhileTimePasses(Task work)
    {
        while (!work.IsCompleted)
        {
            Time.Advance(_tick);
            await Task.WhenAny(work, Task.Delay(_look));
        }

        await work;
    }

    private GatewayOptions Options()
    {
        var zoneKeyFile = Path.Combine(_folder.FullName, "zone-pin.key");
        File.WriteAllText(zoneKeyFile, Convert.ToHexString(_zoneKey));
        return new GatewayOptions
        {
            DataFolder = DataFolder,
            MasterKey = new MasterKeyOptions { EnvironmentVariable = "GATEWAY_TESTS_HAVE_NO_MASTER_KEY" },
            Api = new ApiOptions { Address = "http://127.0.0.1:0" },
            Listeners =
            [
                new TerminalListenerOptions { Name = "pos", Port = 0 },
                new TerminalListenerOptions { Name = "headerless", Port = 0, HeaderBytes = 0 },
            ],
            Acquirers =
            [
                new AcquirerOptions
                {
                    Port = Wire.Port, ZonePinKeyFile = zoneKeyFile, Mac = _signs ? MacProfile : null, PinFormat = _pinFormat,
                    Dialect = _isAes ? LongPinDialect : LinkDialects.Standard,
                },
            ],
            DialectsFolder = _isAes ? DialectsFolder : null,
        };
    }
}
