using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests.EndToEnd;

/// <summary>A gateway that cannot start says why in one sentence, without a stack trace, and ends with the right code.</summary>
[TestFixture]
public sealed class StartTests : IDisposable
{
    private const string Set = "--set";
    private const string MasterKey = "6C1F0E5D9B3A47829E4D7A61C8B2F03517D9E6A4B05C283F91E7460DAB5C3822";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-start-");
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);

    public StartTests() => _taken.Start();

    private int TakenPort => ((IPEndPoint)_taken.LocalEndpoint).Port;

    public void Dispose()
    {
        _taken.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public Task A_listeners_port_that_is_taken_is_one_sentence()
        => IsRefused($"pos cannot bind 127.0.0.1 port {TakenPort}: Address already in use", [Set, $"Listeners:0:Port={TakenPort}"]);

    [Test]
    public Task The_operators_port_that_is_taken_is_one_sentence()
        => IsRefused($"address http://127.0.0.1:{TakenPort} cannot be bound", [Set, $"Api:Address=http://127.0.0.1:{TakenPort}"]);

    [Test]
    public Task A_master_key_that_is_none_is_one_sentence_that_does_not_show_it()
        => IsRefused("64 hexadecimal", [], ("GATEWAY_MASTER_KEY", "a-secret-that-is-no-key"));

    [Test]
    public Task A_master_key_file_that_is_not_there_is_one_sentence()
        => IsRefused("/nowhere/master.key", [Set, "MasterKey:File=/nowhere/master.key"]);

    [Test]
    public async Task A_master_key_that_the_data_was_not_made_with_is_one_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "master.kcv"), "01020304");

        await IsRefused("was made with the one whose check value is 01020304", [], ("GATEWAY_MASTER_KEY", MasterKey));
    }

    [Test]
    public async Task A_database_that_is_none_is_one_sentence()
    {
        var letter = string.Concat(Enumerable.Repeat("This is a letter to a friend. ", 300));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "gateway.db"), letter);

        await IsRefused("is not a database", [], ("GATEWAY_MASTER_KEY", MasterKey));
    }

    [Test]
    public async Task Data_without_the_master_key_they_were_made_with_is_one_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "gateway.db"), "");

        await IsRefused("exists, but the local master key it was made with does not", []);
    }

    [Test]
    public Task Production_without_a_master_key_is_one_sentence()
        => IsRefused("Production needs a local master key", [Set, "Profile=Production", Set, "SecurityModule=Software"]);

    [Test]
    public async Task A_data_folder_that_cannot_be_written_is_one_sentence()
    {
        var file = Path.Combine(_folder.FullName, "a-file");
        await File.WriteAllTextAsync(file, "");

        await IsRefused("cannot be written", ["--data", Path.Combine(file, "data")]);
    }

    [Test]
    public async Task Every_fault_of_the_configuration_is_named_at_once()
    {
        using var gateway = Serve(
            [Set, "Listeners:0:HeaderBytes=7", Set, "Acquirers:0:InstitutionId=none", Set, "Timers:AnswerMilliseconds=99000"]);

        Assert.That(await gateway.Ended(), Is.EqualTo(2), gateway.Error);
        Assert.That(gateway.Sentences, Has.Count.EqualTo(4));
        Assert.That(gateway.Sentences[0], Is.EqualTo("The configuration has 3 faults:"));
        foreach (var fault in (string[])["HeaderBytes 7", "InstitutionId 'none'", "AnswerMilliseconds 99000"])
        {
            Assert.That(gateway.Error, Does.Contain(fault));
        }
    }

    [TestCase("--set", "Listeners:0:Prot=1")]
    [TestCase("--set", "Lanes=many")]
    [TestCase("--config", "/nowhere/appsettings.json")]
    [TestCase("--daat", "x")]
    public async Task A_misspelt_setting_a_missing_file_and_a_wrong_option_are_exit_code_2(string option, string value)
    {
        using var gateway = Child.Gateway(["check-config", option, value]);

        Assert.That(await gateway.Ended(), Is.EqualTo(2), gateway.Error);
        Assert.That(gateway.Sentences, Has.Count.InRange(1, 3));
        IsCalm(gateway);
    }

    // What is given last wins.
    private Child Serve(IEnumerable<string> arguments, params (string Name, string Value)[] environment) => Child.Gateway(
        [
            "serve", Set, $"DataFolder={_folder.FullName}", Set, "Acquirers:0:Port=1", Set, "Listeners:0:Port=0",
            Set, "Api:Address=http://127.0.0.1:0", .. arguments,
        ],
        environment);

    private async Task IsRefused(string because, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var gateway = Serve(arguments, environment);

        Assert.That(await gateway.Ended(), Is.EqualTo(1), gateway.Error);
        Assert.That(gateway.Sentences, Has.Count.EqualTo(1), gateway.Error);
        Assert.That(gateway.Sentences[0], Does.Contain(because));
        Assert.That(environment.All(variable => !gateway.Error.Contains(variable.Value, StringComparison.OrdinalIgnoreCase)), Is.True);
        IsCalm(gateway);
    }

    private static void IsCalm(Child gateway)
    {
        Assert.That(gateway.Output, Is.Empty);
        Assert.That(gateway.Error, Does.Not.Contain("Exception").And.Not.Contains("   at "));
    }
}
