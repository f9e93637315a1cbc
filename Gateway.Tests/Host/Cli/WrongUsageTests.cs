using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Host.Cli;

/// <summary>Exit codes and one sentence for everything that cannot be done.</summary>
[TestFixture]
public sealed class WrongUsageTests
{
    [TestCase("frobnicate", "'frobnicate'")]
    [TestCase("hold place --terminal 00000001", "--level")]
    public async Task A_command_that_is_none_ends_with_2_and_says_what_is_wrong(string command, string named)
    {
        var ended = await HostProcess.Run(command.Split(' '));
        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")), ended.Faults);
        Assert.That(ended.Faults, Does.Contain(named).And.EndWith("Use --help to see the verbs and options."));
    }

    [Test]
    public async Task Every_fault_of_the_configuration_is_listed_and_the_exit_code_is_2()
    {
        var ended = await HostProcess.Run("check-config", "--set", "Listeners:0:Port=70000", "--set", "Lnaes=2", "--set", "Acquirers:0:Port=zero");
        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")));
        Assert.That(ended.Faults.Split('\n'), Has.Length.EqualTo(4)
            .And.One.EqualTo("The configuration has 3 faults:").And.One.Contains("Port 70000").And.One.Contains("Lnaes").And.One.Contains("'zero'"));
    }

    [Test]
    public async Task What_is_shipped_has_no_fault()
    {
        var ended = await HostProcess.Run("check-config");
        Assert.That(ended, Is.EqualTo(new Ended(0, "The configuration has no fault.", "")));
    }

    [Test]
    public async Task Without_a_gateway_there_the_exit_code_is_3()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}";
        nobody.Stop();
        var ended = await HostProcess.Run("money", "--api", address, "--api-key", "0123456789abcdef");
        Assert.That(ended, Is.EqualTo(new Ended(3, "", $"No gateway answers at {address}/; is it running?")));
    }

    [Test]
    public async Task What_answers_but_is_no_gateway_is_called_that()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var serving = Serve(stranger);
        var ended = await HostProcess.Run("money", "--api", $"http://127.0.0.1:{((IPEndPoint)stranger.LocalEndpoint).Port}", "--api-key", "0123456789abcdef");
        await serving;
        Assert.That((ended.Code, ended.Output), Is.EqualTo((3, "")));
        Assert.That(ended.Faults, Does.EndWith("is no gateway.").And.Not.Contain("\n"));
    }

    [TestCase("ftp://127.0.0.1:1", "0123456789abcdef", "is not of the form http://HOST:PORT")]
    [TestCase("http://127.0.0.1:1", "two\nlines", "characters that no API key has")]
    public async Task An_address_or_a_key_that_is_none_ends_with_2(string address, string key, string sentence)
    {
        var ended = await HostProcess.Run("money", "--api", address, "--api-key", key);
        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")), ended.Faults);
        Assert.That(ended.Faults, Does.Contain(sentence).And.Not.Contain("two"));
    }

    [Test]
    public async Task Without_a_key_anywhere_it_is_said_where_one_is_looked_for()
    {
        var ended = await HostProcess.Run(new Dictionary<string, string?> { ["GATEWAY_API_KEY"] = "" }, null, "money", "--data", "/nowhere");
        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")));
        Assert.That(ended.Faults, Does.Contain("--api-key").And.Contain("GATEWAY_API_KEY").And.Contain("/nowhere/api.key"));
    }

    private static async Task Serve(TcpListener listener)
    {
        using var peer = await listener.AcceptTcpClientAsync();
        var stream = peer.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"));
    }
}
