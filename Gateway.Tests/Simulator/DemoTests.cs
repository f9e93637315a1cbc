using System.Runtime.Versioning;
using Gateway.Simulator.Commands;

namespace Gateway.Tests.Simulator;

/// <summary>The whole product as a stranger sees it: a real gateway process, real sockets, a real database.</summary>
[TestFixture]
[NonParallelizable]
public sealed class DemoTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Test]
    public async Task Every_promise_holds_although_the_gateway_is_killed_in_full_traffic()
    {
        string[] arguments = ["demo", "--terminals", "9", "--duration", "10s", "--kill-host-at", "4s", "--seed", "8583"];

        var code = await CommandTree.RunAsync(arguments, _output, _error);

        Assert.That(code, Is.EqualTo(ExitCode.Ok), _output.ToString() + _error);
        Assert.That(_output.ToString(), Does.Contain("money: approved = posted + reversed, difference 0"));
        Assert.That(_output.ToString(), Does.Contain("promises held").And.Not.Contains("MISSED"));
        Assert.That(_output.ToString(), Does.Not.Match("6225[0-9]{12}"), "a card number was printed");
    }

    // The stand-in for a broken gateway is a shell script.
    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_gateway_that_cannot_start_is_one_sentence_with_its_last_lines_and_exit_code_3()
    {
        var broken = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(broken, "#!/bin/sh\necho 'The port is taken.' >&2\nexit 1\n");
            File.SetUnixFileMode(broken, UnixFileMode.UserRead | UnixFileMode.UserExecute);

            var code = await CommandTree.RunAsync(["demo", "--host", broken], _output, _error);

            Assert.That(code, Is.EqualTo(ExitCode.Unreachable));
            Assert.That(_error.ToString(), Does.Contain("exit code 1").And.Contain("The port is taken."));
        }
        finally
        {
            File.Delete(broken);
        }
    }
}
