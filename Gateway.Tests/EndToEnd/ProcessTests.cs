using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Security.Modules;
using Gateway.Simulator.Acquirers;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>The gateway as a process: its first start, its orderly end, its neighbours.</summary>
[TestFixture]
public sealed class ProcessTests : IGatewayAddress, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-process-");
    private readonly AcquirerServer _acquirer
        = new(new AcquirerDesk(new AcquirerRules(), null, TimeProvider.System), IPAddress.Loopback, TimeProvider.System);

    private readonly AcquirerWire _wire;
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly Secrets _secrets = new();
    private JsonElement _ports;

    public ProcessTests()
    {
        _acquirer.Listen();
        _wire = new AcquirerWire(_acquirer.Port);
    }

    Secrets IGatewayAddress.Secrets => _secrets;

    TerminalKeys IGatewayAddress.ZoneKeys => throw new NotSupportedException("No PIN is sent here.");

    int IGatewayAddress.Port(string listener) => _ports.GetProperty("listeners").GetProperty(listener).GetInt32();

    public async ValueTask DisposeAsync()
    {
        await _wire.DisposeAsync();
        await _acquirer.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task SIGTERM_lets_a_request_in_flight_get_its_answer_and_ends_with_0()
    {
        using var gateway = await Serve();
        using var pos = await Terminal();
        _wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await pos.Say(sale);
        await Patience.Until(() => _wire.Withheld == 1);

        gateway.Stop();
        await gateway.Says("Gateway stops: no new connection, 1 requests still wait");
        await _wire.Release();

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("00"));
        Assert.That(await gateway.Ended(), Is.Zero, gateway.Error);
        Assert.That(gateway.Sentences, Is.Empty);
        Assert.That(gateway.Output, Is.Empty, "standard output is for results");
        Assert.That(_secrets.FoundIn(Encoding.UTF8.GetBytes(gateway.Error)), Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public async Task Its_memory_with_the_keys_goes_into_no_core_file()
    {
        using var gateway = await Serve();

        var limits = await File.ReadAllLinesAsync($"/proc/{gateway.Id}/limits");
        Assert.That(limits, Has.One.Match("^Max core file size +0 +0 +bytes"));
        Assert.That(gateway.Error, Does.Not.Contain("could not be closed"));
    }

    [Test]
    public async Task On_an_empty_folder_a_development_master_key_is_made_and_said_loudly()
    {
        using var gateway = await Serve();

        Assert.That(gateway.Error, Does.Contain("NOT FOR PRODUCTION: a local master key was made in"));
        var key = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "master.key"));
        Assert.That(gateway.Error, Does.Not.Contain(key.Trim()).IgnoreCase);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            foreach (var file in (string[])["master.key", "api.key", "gateway.db"])
            {
                Assert.That(File.GetUnixFileMode(Path.Combine(_folder.FullName, file)), Is.EqualTo(owner), file);
            }
        }
    }

    [Test]
    public async Task A_second_gateway_on_the_same_data_is_refused_and_does_the_first_no_harm()
    {
        using var first = await Serve();
        using var second = Start();

        Assert.That(await second.Ended(), Is.EqualTo(1), second.Error);
        Assert.That(second.Sentences, Has.Count.EqualTo(1), second.Error);
        Assert.That(second.Sentences[0], Does.Contain("is locked by another process: only one gateway may keep it."));
        Assert.That(File.Exists(Path.Combine(_folder.FullName, "ports.json")), Is.True, "programs beside the first still find it");
        using var pos = await Terminal();
        await pos.Sell();
    }

    [Test]
    public async Task After_kill_9_the_same_data_serve_the_same_terminals()
    {
        using var first = await Serve();
        using var pos = await Terminal();
        var (sale, approval) = await pos.Sell(1_000);
        _wire.Forgets = answer => answer.Type.Class == 2;
        var lost = pos.Forms.Sale(2_000, Pos.Card);
        await pos.Say(lost);
        await Patience.Until(() => _wire.Count("0200") == 2);
        first.Kill();
        pos.HangUp();
        _wire.Forgets = _ => false;

        using var second = await Serve();
        Assert.That((await pos.Ask(lost)).Code, Is.EqualTo("98"));
        var again = await pos.Ask(sale);
        Assert.That((again.Code, again.Rrn, again.AuthCode), Is.EqualTo(("00", approval.Rrn, approval.AuthCode)));
        await Patience.Until(() => _wire.Count("0420") == 1);
        await pos.Sell(3_000);
        Assert.That((await pos.Ask(pos.Forms.Settlement(4_000, 2)))[48]![30], Is.EqualTo('1'));
    }

    [Test]
    public async Task A_fault_on_any_thread_ends_it_with_4_and_a_report_that_says_nothing_of_what_was_sent()
    {
        var message = Path.Combine(Path.GetDirectoryName(_folder.FullName)!, $"{_folder.Name}.fault");
        using var gateway = await Serve(StartupHook.Throwing(message));
        try
        {
            await File.WriteAllTextAsync(message + ".part", $"card {Pos.Card.Pan} was not expected");
            File.Move(message + ".part", message);

            Assert.That(await gateway.Ended(), Is.EqualTo(4), gateway.Error);
        }
        finally
        {
            File.Delete(message);
        }

        var report = Directory.GetFiles(_folder.FullName, "crash-*").Single();
        var text = await File.ReadAllTextAsync(report);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(gateway.Error, Does.Match($"FTL 9011 .*{Regex.Escape(Path.GetFileName(report))}"));
            Assert.That(gateway.Error + gateway.Output + text, Does.Not.Contain(Pos.Card.Pan).And.Not.Contains("was not expected"));
            Assert.That(text, Does.Contain("System.InvalidOperationException").And.Contain($"thread   {StartupHook.ThreadName}").And.Contain("StartupHook"));
        }

        using var again = await Serve();
        Assert.That(Directory.GetFiles(_folder.FullName, "crash-*"), Has.Length.EqualTo(1), "the next one starts, and leaves the report alone");
    }

    private Child Start(params (string Name, string Value)[] environment) => Child.Gateway(
    [
        "serve", "--data", _folder.FullName, "--set", $"Acquirers:0:Port={_wire.Port}", "--set", "Acquirers:0:ReconnectMilliseconds=50",
        "--set", "Listeners:0:Port=0", "--set", "Api:Address=http://127.0.0.1:0",
    ], environment);

    private async Task<Child> Serve(params (string Name, string Value)[] environment)
    {
        var gateway = Start(environment);
        await gateway.Says("Gateway is ready");
        await gateway.Says("signed on, the link is up");
        _ports = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "ports.json")));
        return gateway;
    }

    private async Task<Pos> Terminal()
    {
        var apiKey = (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "api.key"))).Trim();
        using var operators = new Operator(new Uri(_ports.Text("api")!), apiKey, _bodies);
        await operators.Post("/api/merchants", new { id = GatewayBench.Merchant, name = "Corner Shop" });
        _secrets.Add(Pos.Card);
        _secrets.AddText("the API key", apiKey);
        var key = await operators.Register("10000001", GatewayBench.Merchant, "pin", _secrets);
        var pos = new Pos(this, "10000001", GatewayBench.Merchant, key);
        Assert.That((await pos.SignOn()).Code, Is.EqualTo("00"));
        return pos;
    }
}
