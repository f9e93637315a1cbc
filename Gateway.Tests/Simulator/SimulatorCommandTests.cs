using Gateway.Simulator.Commands;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class SimulatorCommandTests : IDisposable
{
    private readonly string _keyFile = Path.GetTempFileName();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        File.Delete(_keyFile);
        _output.Dispose();
        _error.Dispose();
    }

    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("terminal")]
    [TestCase("terminal --target 127.0.0.1:1 --id 00000001 --merchant 898000000000001 --tmk-file KEY dance")]
    [TestCase("terminal --target 127.0.0.1:1 --id 00000001 --merchant 898000000000001 --tmk-file KEY sale:0")]
    [TestCase("terminal --target nowhere --id 00000001 --merchant 898000000000001 --tmk-file KEY echo")]
    [TestCase("terminal --target 127.0.0.1:1 --id 1 --merchant 898000000000001 --tmk-file KEY echo")]
    [TestCase("terminal --target 127.0.0.1:1 --id 00000001 --merchant 1 --tmk-file KEY echo")]
    [TestCase("terminal --target 127.0.0.1:1 --id 00000001 --merchant 898000000000001 --tmk-file /nowhere/key echo")]
    [TestCase("terminal --target 127.0.0.1:1 --id 00000001 --merchant 898000000000001 --tmk-file KEY --stan 0 echo")]
    [TestCase("acquirer")]
    [TestCase("acquirer --port 70000")]
    [TestCase("acquirer --port 0 --decline 51")]
    [TestCase("acquirer --port 0 --decline 00=1%")]
    [TestCase("acquirer --port 0 --amount 12=perhaps")]
    [TestCase("acquirer --port 0 --delay fast")]
    [TestCase("acquirer --port 0 --drop 101%")]
    [TestCase("acquirer --port 0 --for ever")]
    [TestCase("acquirer --port 0 --pin-format iso-1")]
    [TestCase("acquirer --port 0 --pin-format iso-4")]
    [TestCase("acquirer --port 0 --dialect klingon")]
    [TestCase("acquirer --port 0 --dialects /nowhere/at/all")]
    [TestCase("demo --terminals 2")]
    [TestCase("demo --duration 1s")]
    [TestCase("demo --seed minus-one")]
    [TestCase("demo --host /nowhere/at/all")]
    [TestCase("survive --kills 0")]
    [TestCase("survive --kills many")]
    [TestCase("survive --terminals 2")]
    [TestCase("survive --host /nowhere/at/all")]
    public async Task Wrong_usage_gets_one_sentence_and_exit_code_2(string line)
    {
        await File.WriteAllTextAsync(_keyFile, ScriptedHost.ComponentOne);
        var arguments = line.Replace("KEY", _keyFile, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(await CommandTree.RunAsync(arguments, _output, _error), Is.EqualTo(ExitCode.Usage));
        Assert.That(_error.ToString().TrimEnd().Split('\n'), Has.Length.EqualTo(1), _error.ToString());
        Assert.That(_error.ToString(), Is.Not.Empty.And.Not.Contains("   at "));
        Assert.That(_output.ToString(), Is.Empty);
    }

    [TestCase("12")]
    [TestCase("not hexadecimal, but thirty-two ch")]
    [TestCase("# only a comment")]
    public async Task A_key_file_that_holds_no_key_is_wrong_usage_and_is_not_quoted(string content)
    {
        await File.WriteAllTextAsync(_keyFile, content);

        Assert.That(await TerminalAsync("127.0.0.1:1", "echo"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_error.ToString(), Does.Not.Contain(content));
    }

    [Test]
    public async Task Nobody_at_the_target_is_exit_code_3()
    {
        await File.WriteAllTextAsync(_keyFile, ScriptedHost.ComponentOne);

        Assert.That(await TerminalAsync("127.0.0.1:1", "sign-on"), Is.EqualTo(ExitCode.Unreachable));
    }

    [Test]
    public async Task Actions_are_carried_out_in_order_a_masked_line_each()
    {
        using var host = new ScriptedHost();
        await File.WriteAllLinesAsync(_keyFile, ["# two components", ScriptedHost.ComponentOne, ScriptedHost.ComponentTwo]);

        string[] actions = ["sign-on", "sale:12500", "sale:3000:pin", "void", "reverse", "settle", "sign-off", "echo"];

        var code = await TerminalAsync($"127.0.0.1:{host.Port}", actions);

        Assert.That(code, Is.EqualTo(ExitCode.Ok), _output.ToString() + _error);
        var lines = _output.ToString().TrimEnd().Split('\n');
        Assert.That(
            string.Join(' ', lines.Select(line => line.Split(' ', ':')[0])),
            Is.EqualTo("sign-on sale sale-pin void reversal settlement sign-off echo"));
        Assert.That(lines[1], Does.StartWith("sale 125.00 card 622500******0006 stan 000002: 00, auth 000002"));
        Assert.That(_output.ToString(), Does.Not.Match("[0-9]{13}"));
    }

    [Test]
    public async Task An_action_that_comes_out_otherwise_than_expected_is_exit_code_1()
    {
        using var host = new ScriptedHost();
        await File.WriteAllLinesAsync(_keyFile, [ScriptedHost.ComponentOne, ScriptedHost.ComponentTwo]);

        Assert.That(await TerminalAsync($"127.0.0.1:{host.Port}", "sign-on", "sale:100=97"), Is.EqualTo(ExitCode.Missed));
        host.Reply = request => host.Answer(request, "97");
        Assert.That(await TerminalAsync($"127.0.0.1:{host.Port}", "sign-on=97"), Is.EqualTo(ExitCode.Ok));
    }

    private Task<int> TerminalAsync(string target, params string[] actions)
        => CommandTree.RunAsync(
            [
                "terminal", "--target", target, "--id", "00000001", "--merchant", "898000000000001", "--tmk-file", _keyFile,
                "--stan", "1", .. actions,
            ],
            _output,
            _error);
}
