using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Gateway.Host.Serving;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Load;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;
using Gateway.Tests.Host.Front;

namespace Gateway.Tests.EndToEnd;

/// <summary>
/// The canary: a real gateway carries the demo's traffic with values that are marked, dies with all of them in its hands, and none of them is found in
/// anything that it leaves behind. Then they are put there, and each is found in every form.
/// </summary>
[TestFixture]
[NonParallelizable]
public sealed class LeakCanaryTests : IAsyncDisposable
{
    private const int Terminals = 5;
    private const int Cards = 6;

    private static readonly TimeSpan _traffic = TimeSpan.FromSeconds(6);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-canary-");
    private readonly Marks _marks = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly ConcurrentDictionary<string, byte[]> _masterKeys = new();
    private readonly ConcurrentBag<string> _answers = [];
    private readonly CapturingLogger _log = new();
    private readonly byte[] _zoneKey = RandomNumberGenerator.GetBytes(16);
    private readonly Card[] _cards = [.. Enumerable.Range(900, Cards).Select(Card.Number)];
    private readonly AcquirerServer _acquirer;

    public LeakCanaryTests()
    {
        _acquirer = new AcquirerServer(new AcquirerDesk(DemoRules.For(new DemoOptions()), new ZonePinCheck(_zoneKey), TimeProvider.System), IPAddress.Loopback, TimeProvider.System);
        _acquirer.Listen();
        MarkWhatIsKnown();
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Fault => Path.Combine(_folder.FullName, "fault");

    public async ValueTask DisposeAsync()
    {
        await _acquirer.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task Nothing_marked_is_found_in_what_a_gateway_leaves_behind_and_what_is_put_there_is_found_in_every_form()
    {
        using var gateway = await Serve();
        var running = await Trade(gateway);
        await Crash(gateway);
        new CrashReporter(Data, TimeProvider.System, _log).Report(Carrying(_marks.Careless), "lane");

        var left = Leaks(gateway);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(running, Is.Empty, "while it ran");
            Assert.That(left, Is.Empty, "after it died");
            Assert.That(Directory.GetFiles(Data, "crash-*.txt"), Has.Length.EqualTo(2), "its own report, and that of the seam");
            Assert.That(gateway.Error, Does.Contain(" 9011 "));
        }

        Assert.That(NotFound(), Is.Empty);
    }

    private void MarkWhatIsKnown()
    {
        _marks.Add("the zone PIN key", _zoneKey);
        var zone = TerminalKeys.FromClear(_zoneKey, _zoneKey, []);
        foreach (var (card, number) in _cards.Select((card, number) => (card, number)))
        {
            _marks.Add($"card {number}", card);
            _marks.Add($"the clear PIN block of card {number}", PinBlock.Encode(PinBlockFormat.Iso0, card.Pin, card.Pan));
            _marks.Add($"the acquirer's PIN block of card {number}", zone.PinBlock(card.Pin, card.Pan));
        }
    }

    private async Task<Child> Serve()
    {
        Directory.CreateDirectory(Data);
        var (keyFile, configuration) = (Path.Combine(_folder.FullName, "zone-pin.key"), Path.Combine(_folder.FullName, "appsettings.json"));
        await File.WriteAllTextAsync(keyFile, Convert.ToHexString(_zoneKey));
        HostSettings.Write(configuration, _acquirer.Port, keyFile, ports: null);
        var gateway = Child.Gateway(configuration, Data, StartupHook.Throwing(Fault));
        await gateway.Says("Gateway is ready");
        await gateway.Says("signed on, the link is up");
        return gateway;
    }

    /// <summary>The demo's traffic; what leaked while it went on.</summary>
    private async Task<IReadOnlyList<string>> Trade(Child gateway)
    {
        var ports = HostPorts.TryRead(Data)!;
        using var operators = new Operator(ports.Api, (await File.ReadAllTextAsync(Path.Combine(Data, "api.key"))).Trim(), _bodies);
        await using var wire = new TappedLine(ports.Listener, Hear);
        await operators.Post("/api/merchants", new { id = GatewayBench.Merchant, name = "Corner Shop" });
        var drivers = new List<TerminalDriver>();
        for (var number = 1; number <= Terminals; number++)
        {
            drivers.Add(await Driver(operators, wire.Port, number));
        }

        using var closing = new CancellationTokenSource(_traffic);
        await Task.WhenAll(drivers.Select(driver => driver.RunAsync(closing.Token, CancellationToken.None)));
        await AskEverything(operators, drivers);
        var leaks = Leaks(gateway);
        drivers.ForEach(driver => driver.Dispose());
        using (Assert.EnterMultipleScope())
        {
            // A canary that never flew proves nothing.
            Assert.That(_answers, Has.Some.EqualTo("sale 00").And.Some.EqualTo("sale-pin 00").And.Some.EqualTo("sign-on 00"));
            Assert.That(new FileInfo(Path.Combine(Data, "gateway.db-wal")).Length, Is.Positive, "the write-ahead log was read too");
            Assert.That(_marks.Names, Has.Some.Contains("working key").And.Some.Contains("PIN block of terminal"));
        }

        return leaks;
    }

    private async Task<TerminalDriver> Driver(Operator operators, int port, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{10_000_000 + number}");
        await operators.Post("/api/terminals", new { id, merchantId = GatewayBench.Merchant, profile = "pin" });
        var parts = new[] { RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(16) };
        var key = _masterKeys[id] = [.. parts[0].Zip(parts[1], (one, other) => (byte)(one ^ other))];
        _marks.Add($"the master key of terminal {id}", key);
        _marks.Add($"a component of terminal {id}", parts[0]);
        _marks.Add($"another component of terminal {id}", parts[1]);
        await operators.Post($"/api/terminals/{id}/master-key", new { components = parts.Select(Convert.ToHexString) });

        var profile = new TerminalProfile { Host = "127.0.0.1", Port = port, TerminalId = id, MerchantId = GatewayBench.Merchant, KeepsLine = number % 3 != 0 };
        var mix = new TrafficMix
        {
            Think = DurationRange.Milliseconds(20, 120),
            PinSales = 0.4,
            BatchLimit = 25,
            Cards = [.. _cards.Select(card => TestCard.Of(card.Pan, card.Track2[(card.Pan.Length + 1 + Card.Expiry.Length + 3)..]))],
        };
        var terminal = new VirtualTerminal(profile, key, TimeProvider.System, outcome => _answers.Add($"{outcome.Action} {outcome.Code}"));
        return new TerminalDriver(terminal, mix, new Dice((ulong)number), TimeProvider.System);
    }

    // What nobody knows beforehand: keys that the gateway makes, and what is under them.
    private void Hear(IsoMessage message)
    {
        var terminal = message.Text(41);
        if (message.Has(62) && message.Type.Class == 8)
        {
            _marks.Add($"the sealed keys of {terminal} {message.Text(11)}", message.Bytes(62));
            foreach (var (key, number) in WorkingKeys.Open(_masterKeys[terminal!], message.Bytes(62)).Select((key, number) => (key, number)))
            {
                _marks.Add($"working key {number} of terminal {terminal} {message.Text(11)}", key.Clear);
            }
        }

        if (message.Has(52))
        {
            _marks.Add($"the PIN block of terminal {terminal} {message.Text(60)} {message.Text(11)}", message.Bytes(52));
        }
    }

    private static async Task AskEverything(Operator operators, IEnumerable<TerminalDriver> drivers)
    {
        foreach (var path in (string[])["merchants", "terminals", "holds?all=true", "keys", "money", "reversals", "audit", "acquirers"])
        {
            await operators.Get("/api/" + path);
        }

        foreach (var id in drivers.Select(driver => driver.Terminal.Profile.TerminalId))
        {
            await operators.Get($"/api/terminals/{id}");
            await operators.Get($"/api/terminals/{id}/transactions");
            await operators.Get($"/api/terminals/{id}/batches");
            await operators.Try(new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/terminals/{id}/explain?stan=000002", UriKind.Relative)));
        }
    }

    // Dead of an exception with every marked value in its message and its data.
    private async Task Crash(Child gateway)
    {
        await File.WriteAllTextAsync(Fault + ".part", _marks.Careless);
        File.Move(Fault + ".part", Fault);
        Assert.That(await gateway.Ended(), Is.EqualTo(4));
    }

    private static InvalidOperationException Carrying(string values)
    {
        try
        {
            throw new InvalidOperationException(values, new FormatException(values)) { Data = { [values] = values } };
        }
        catch (InvalidOperationException thrown)
        {
            return thrown;
        }
    }

    private IReadOnlyList<string> Leaks(Child gateway)
        => LeakAudit.Leaks([.. gateway.Error.Split('\n'), gateway.Output, .. _log.Lines], _bodies, Data, _marks.Secrets);

    /// <summary>Puts every form of every value into a file, and says which of them the same search does not find there.</summary>
    private IEnumerable<string> NotFound()
    {
        var folder = _folder.CreateSubdirectory("planted").FullName;
        var forms = _marks.Names.SelectMany(name => _marks.Forms(name).Select(form => (Name: name, form.Form, form.Content))).ToLookup(form => form.Form);
        Assert.That(forms, Has.Count.GreaterThan(12));
        foreach (var form in forms)
        {
            File.WriteAllBytes(Path.Combine(folder, "planted.bin"), [.. form.SelectMany(one => (byte[])[0, .. one.Content, 0])]);
            var found = LeakAudit.InFiles(folder, _marks.Secrets).ToList();
            foreach (var (name, _, _) in form.Where(one => !found.Any(leak => leak.StartsWith($"planted.bin: {one.Name} ", StringComparison.Ordinal))))
            {
                yield return $"{name} as {form.Key}";
            }
        }
    }
}
