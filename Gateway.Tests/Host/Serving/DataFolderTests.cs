using System.Runtime.Versioning;
using Gateway.Host.Configuration;
using Gateway.Host.Serving;
using Gateway.Security.Keys;
using NUnit.Framework.Constraints;

namespace Gateway.Tests.Host.Serving;

[TestFixture]
public sealed class DataFolderTests : IDisposable
{
    private const string Hex = "8c51ae07f2d9346b10fb7d98c2a5e43e31d6c4977a0eb5f28a23d50b6e94f1c8";
    private const string OtherHex = "1c51ae07f2d9346b10fb7d98c2a5e43e31d6c4977a0eb5f28a23d50b6e94f1c8";

    private readonly string _root = Directory.CreateTempSubdirectory("gateway-data-").FullName;

    private string Folder => Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Development_makes_a_master_key_once_and_says_so_once()
    {
        var first = Open();
        var kcv = Kcv(first);
        var second = Open();
        Assert.That((Kcv(second), first.MadeMasterKey, second.MadeMasterKey), Is.EqualTo((kcv, true, false)));
        Assert.That(File.ReadAllText(In("master.key")).Trim(), Has.Length.EqualTo(64));
    }

    [Test]
    public void Production_makes_none()
    {
        Assert.That(() => Kcv(Open(Production)), Refused("Production needs a local master key"));
        Assert.That(File.Exists(In("master.key")), Is.False);
        Assert.That(Kcv(Open(options => Production(options) with { MasterKey = FromFile(Hex) })), Is.EqualTo(KcvOf(Hex)));
    }

    [Test]
    public void A_configured_file_comes_before_the_environment_and_the_environment_before_the_folders_own()
    {
        var variable = $"GATEWAYTEST{Guid.NewGuid():N}";
        Kcv(Open());
        File.Delete(In("master.kcv"));
        Environment.SetEnvironmentVariable(variable, Hex);
        Assert.That(Kcv(Open(options => options with { MasterKey = new MasterKeyOptions { EnvironmentVariable = variable } })), Is.EqualTo(KcvOf(Hex)));
        File.Delete(In("master.kcv"));
        Assert.That(
            Kcv(Open(options => options with { MasterKey = FromFile(OtherHex) with { EnvironmentVariable = variable } })), Is.EqualTo(KcvOf(OtherHex)));
    }

    [Test]
    public void A_systemd_credential_comes_before_the_environment()
    {
        var name = $"credential-{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", _root);
        File.WriteAllText(Path.Combine(_root, name), OtherHex + "\n");
        var variable = $"GATEWAYTEST{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, Hex);
        var options = new MasterKeyOptions { Credential = name, EnvironmentVariable = variable };
        Assert.That(Kcv(Open(given => given with { MasterKey = options })), Is.EqualTo(KcvOf(OtherHex)));
        Assert.That(
            Open(given => given with { MasterKey = options }).MasterKeys.Advice("new.key"),
            Is.EqualTo($"Before the next start, the systemd credential {name} has to give the key in new.key."));
        File.Delete(In("master.kcv"));
        Assert.That(Kcv(Open(given => given with { MasterKey = options with { Credential = "none-of-this-name" } })), Is.EqualTo(KcvOf(Hex)));
    }

    [Test]
    public void Another_key_than_before_is_refused_and_both_check_values_are_named()
    {
        var before = Kcv(Open());
        Assert.That(() => Kcv(Open(options => options with { MasterKey = FromFile(Hex) })), Refused(before).With.Message.Contains(KcvOf(Hex)));
    }

    [Test]
    public void A_database_without_its_key_is_refused()
    {
        var folder = Open();
        File.WriteAllText(folder.Journal, "");
        Assert.That(() => Kcv(folder), Refused("the local master key it was made with does not"));
        Assert.That(File.Exists(In("master.key")), Is.False, "A new key would not open the old database.");
    }

    [TestCase("", "must be 64 hexadecimal characters")]
    [TestCase("zz51ae07f2d9346b10fb7d98c2a5e43e31d6c4977a0eb5f28a23d50b6e94f1c8", "must be 64 hexadecimal characters")]
    [TestCase("1111111111111111111111111111111111111111111111111111111111111111", "single repeated byte")]
    public void A_key_file_that_holds_no_key_is_refused_without_showing_what_it_holds(string content, string sentence)
        => Assert.That(() => Kcv(Open(options => options with { MasterKey = FromFile(content) })),
            Refused(sentence).And.Message.Not.Contains(content.Length > 0 ? content[..8] : "\n"));

    [Test]
    public void A_key_file_that_cannot_be_read_is_refused()
    {
        Assert.That(() => Kcv(Open(options => options with { MasterKey = new MasterKeyOptions { File = In("nowhere.key") } })), Refused("cannot be read"));
        Assert.That(() => Kcv(Open(options => options with { MasterKey = new MasterKeyOptions { File = _root } })), Refused("cannot be read"));
        Open();
        Directory.CreateDirectory(In("master.kcv"));
        Assert.That(() => Kcv(Open()), Refused("master.kcv"));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(Folder, "a file where the folder belongs");
        Assert.That(() => Open(), Refused("cannot be written"));
        Assert.That(() => new DataFolder(new GatewayOptions { DataFolder = Path.Combine(Folder, "below") }), Refused("cannot be written"));
    }

    [Test]
    public void The_api_key_is_made_once_and_what_is_too_short_or_unreadable_is_refused()
    {
        var key = Open().ApiKeyText();
        Assert.That((key.Length, Open().ApiKeyText()), Is.EqualTo((64, key)));
        File.WriteAllText(In("api.key"), "short\n");
        Assert.That(() => Open().ApiKeyText(), Refused("shorter than 16 characters").And.Message.Not.Contains("'short"));
        Assert.That(() => Open(options => options with { Api = new ApiOptions { KeyFile = Path.Combine(In("api.key"), "below") } }).ApiKeyText(), Refused("api.key"));
        Assert.That(() => Open(options => options with { Api = new ApiOptions { KeyFile = _root } }).ApiKeyText(), Refused("cannot be read"));
    }

    [Test]
    [Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public void What_is_made_is_for_its_owner_only()
    {
        var folder = Open();
        Kcv(folder);
        folder.ApiKeyText();
        foreach (var file in new[] { "master.key", "master.kcv", "api.key" })
        {
            Assert.That(File.GetUnixFileMode(In(file)), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }

    [Test]
    public void The_ports_are_written_whole_and_forgotten()
    {
        var folder = Open();
        folder.ForgetPorts();
        folder.WritePorts("{}");
        folder.WritePorts("""{"api":"http://127.0.0.1:1"}""");
        Assert.That(File.ReadAllText(In("ports.json")), Does.StartWith("""{"api""").And.EndWith("}"));
        folder.ForgetPorts();
        Assert.That(Directory.GetFiles(Folder), Is.Empty);
    }

    private static ContainsConstraint Refused(string sentence) => Throws.TypeOf<StartRefusedException>().With.Message.Contains(sentence);

    private static GatewayOptions Production(GatewayOptions options) => options with { Profile = "Production", SecurityModule = "Software" };

    private static string KcvOf(string hex)
    {
        using var key = LocalMasterKey.FromHex(hex);
        return key.Kcv;
    }

    private static string Kcv(DataFolder folder)
    {
        using var key = folder.MasterKey();
        return key.Kcv;
    }

    private MasterKeyOptions FromFile(string content)
    {
        var file = Path.Combine(_root, $"{Guid.NewGuid():N}.key");
        File.WriteAllText(file, content + "\n");
        return new MasterKeyOptions { File = file };
    }

    private DataFolder Open(Func<GatewayOptions, GatewayOptions>? with = null)
    {
        // A variable that nobody sets, so that the tests do not depend on the environment they run in.
        var options = new GatewayOptions { DataFolder = Folder, MasterKey = new MasterKeyOptions { EnvironmentVariable = "GATEWAYTEST_NOT_SET" } };
        return new DataFolder(with?.Invoke(options) ?? options);
    }

    private string In(string file) => Path.Combine(Folder, file);
}
