using Gateway.Host.Configuration;

namespace Gateway.Tests.Host.Configuration;

/// <summary>Every fault of a configuration is named, in one sentence, on the first try.</summary>
[TestFixture]
public sealed class ConfigurationFaultTests
{
    // What is wrong, then what the one sentence about it has to name.
    [TestCase("Profile=Test", "Gateway:Profile 'Test'")]
    [TestCase("DataFolder= ", "Gateway:DataFolder is empty")]
    [TestCase("SecurityModule=Hsm", "Gateway:SecurityModule 'Hsm'")]
    [TestCase("Lanes=257", "Gateway:Lanes 257")]
    [TestCase("Lanes=-1", "Gateway:Lanes -1")]
    [TestCase("Lanes=many", "Gateway:Lanes 'many' is not a whole number")]
    [TestCase("Lanes=99999999999", "Gateway:Lanes '99999999999' is not a whole number")]
    [TestCase("Journal:File=", "Gateway:Journal: File is empty")]
    [TestCase("Journal=gateway.db", "Gateway:Journal has one value where settings belong")]
    [TestCase("MasterKey:Credential=../x", "Gateway:MasterKey: Credential '../x' is not the name")]
    [TestCase("AllowTestKeys=yes", "Gateway:AllowTestKeys 'yes' is neither true nor false")]
    [TestCase("Api:Address=nowhere", "Gateway:Api: Address 'nowhere' is not of the form")]
    [TestCase("Api:Address=http://localhost:8580", "is not of the form http://IP:PORT")]
    [TestCase("Api:Address=http://127.0.0.1:8580/path", "is not of the form http://IP:PORT")]
    [TestCase("Api:Address=ftp://127.0.0.1:8580", "is not of the form http://IP:PORT")]
    [TestCase("Api:Address=http://0.0.0.0:8580", "would carry the API key in clear")]
    [TestCase("Api:Address=http://192.0.2.1:8580", "would carry the API key in clear")]
    [TestCase("Api:Address=https://127.0.0.1:8580", "needs a certificate")]
    [TestCase("Api:Adress=http://127.0.0.1:0", "Gateway:Api:Adress is no setting; Gateway:Api has Address, KeyFile")]
    [TestCase("Listener:0:Port=1", "Gateway:Listener is no setting")]
    [TestCase("Listeners:Port=1", "Gateway:Listeners:Port is no setting; the entries of a list have numbers")]
    [TestCase("Listeners:1=pos", "Gateway:Listeners:1 has one value where settings belong")]
    [TestCase("Listeners:0:Name=", "Gateway:Listeners has an entry without Name")]
    [TestCase("Listeners:0:Name:Short=a", "Gateway:Listeners:0:Name has settings below it")]
    [TestCase("Listeners:0:Address=everywhere", "Listeners 'pos': Address 'everywhere'")]
    [TestCase("Listeners:0:Port=70000", "Listeners 'pos': Port 70000")]
    [TestCase("Listeners:0:Dialect=klingon", "Listeners 'pos': Dialect 'klingon' is unknown")]
    [TestCase("Listeners:0:Dialect=iso8583-1987-ascii", "Listeners 'pos': Dialect 'iso8583-1987-ascii' is not one terminals are served in")]
    [TestCase("Listeners:0:HeaderBytes=5", "Listeners 'pos': HeaderBytes 5")]
    [TestCase("Listeners:0:Length=5-binary", "Listeners 'pos': Length '5-binary' is unknown; there are 2-binary, 2-bcd")]
    [TestCase("Listeners:0:Length=none", "Listeners 'pos': Length 'none' does not say where a frame ends")]
    [TestCase("Listeners:0:Header=six", "Listeners 'pos': Header 'six' is none of none, unionpay")]
    [TestCase("Listeners:0:Header=fixed-65", "Listeners 'pos': Header 'fixed-65'")]
    [TestCase("Listeners:0:MaxFrameBytes=65536", "Listeners 'pos': MaxFrameBytes 65536")]
    [TestCase("Listeners:0:MaxConnections=0", "Listeners 'pos': MaxConnections 0")]
    [TestCase("Listeners:0:IdleTimeoutSeconds=-1", "Listeners 'pos': IdleTimeoutSeconds -1")]
    [TestCase("Acquirers:0:Name=", "Gateway:Acquirers has an entry without Name")]
    [TestCase("Acquirers:0:Name=my bank", "Acquirers 'my bank': Name is not 1 to 64 letters, digits, '-', '_' and '.', so that no key")]
    [TestCase("Acquirers:0:Name=银联", "Acquirers '银联': Name is not 1 to 64 letters")]
    [TestCase("Acquirers:0:Name=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Name is not 1 to 64 letters")]
    [TestCase("Acquirers:0:Host=", "Acquirers 'acquirer': Host is empty")]
    [TestCase("Acquirers:0:Port=0", "Acquirers 'acquirer': Port 0")]
    [TestCase("Acquirers:0:Dialect=unionpay-pos", "Acquirers 'acquirer': Dialect 'unionpay-pos'")]
    [TestCase("Acquirers:0:Dialect=klingon", "Acquirers 'acquirer': Dialect 'klingon' is unknown; there are iso8583-1987-ascii")]
    [TestCase("Acquirers:0:Dialect=iso8583-1987-bcd", "Dialect 'iso8583-1987-bcd' is not one acquirers are reached in: it differs from iso8583-1987-ascii in mti, bitmap, 2, 3, 4 and more")]
    [TestCase("Acquirers:0:PinFormat=iso-1", "PinFormat 'iso-1' is not one of iso-0, iso-3, iso-4: PIN block format Iso1 is not sent to acquirers.")]
    [TestCase("Acquirers:0:PinFormat=iso-2", "PinFormat 'iso-2' is not one of iso-0, iso-3, iso-4: PIN block format Iso2 is not sent to acquirers.")]
    [TestCase("Acquirers:0:PinFormat=ISO-0", "PinFormat 'ISO-0' is unknown; there are iso-0, iso-3, iso-4.")]
    [TestCase("Acquirers:0:PinFormat=", "PinFormat '' is unknown; there are iso-0, iso-3, iso-4.")]
    [TestCase("Acquirers:0:PinFormat=iso-4", "PinFormat 'iso-4' needs a DE 52 of 16 bytes, and in dialect 'iso8583-1987-ascii' it has 8.")]
    [TestCase("Acquirers:0:Length=2-binary+Self", "Acquirers 'acquirer': Length '2-binary+Self' is unknown")]
    [TestCase("Acquirers:0:Header=fixed:4", "Acquirers 'acquirer': Header 'fixed:4'")]
    [TestCase("Acquirers:0:Header=unionpay", "Acquirers 'acquirer': Header 'unionpay' does not say which bytes to send")]
    [TestCase("Acquirers:0:Header=fixed-4", "Acquirers 'acquirer': Header 'fixed-4' does not say which bytes to send")]
    [TestCase("Acquirers:0:InstitutionId=123456789012", "Acquirers 'acquirer': InstitutionId '123456789012'")]
    [TestCase("Acquirers:0:Mac=x9.99", "Acquirers 'acquirer': Mac 'x9.99' is not a profile; there are aes-cmac-8")]
    [TestCase("Acquirers:0:Mac=aes-cmac", "Acquirers 'acquirer': Mac 'aes-cmac' does not fit")]
    [TestCase("Acquirers:0:Mac=x9.9", "Acquirers 'acquirer': Mac 'x9.9' does not fit")]
    [TestCase("Acquirers:0:LegacyKeyExchange=perhaps", "LegacyKeyExchange 'perhaps' is neither true nor false")]
    [TestCase("Acquirers:0:EchoSeconds=0", "Acquirers 'acquirer': EchoSeconds 0")]
    [TestCase("Acquirers:0:ReconnectMilliseconds=60000", "Acquirers 'acquirer': ReconnectMilliseconds 60000 is above")]
    [TestCase("Routes:0:Acquirer=nobody", "Gateway:Routes: Acquirer 'nobody'")]
    [TestCase("Timers:AnswerMilliseconds=30000", "AnswerMilliseconds 30000 is not below DecideByMilliseconds 30000")]
    [TestCase("Timers:SendMilliseconds=10000", "SendMilliseconds 10000 is not below UnacknowledgedMilliseconds 10000")]
    [TestCase("Timers:SendMilliseconds=0", "SendMilliseconds 0 is not above zero")]
    [TestCase("Timers:AnswerMilliseconds=10000", "UnacknowledgedMilliseconds 10000 is not below AnswerMilliseconds 10000")]
    [TestCase("Timers:DecideByMilliseconds=40001", "DecideByMilliseconds 40001 is above TerminalMilliseconds 40000")]
    [TestCase("Timers:ReversalRetryMilliseconds=60001", "ReversalRetryMilliseconds 60001 is above ReversalRetryMostMilliseconds 60000")]
    [TestCase("Timers:QuarantineMinutes=0", "QuarantineMinutes 0 is not above zero")]
    [TestCase("nonsense", "The setting 'nonsense' is not of the form KEY=VALUE")]
    [TestCase("=value", "The setting '=value' is not of the form KEY=VALUE")]
    public void A_fault_is_named_alone(string setting, string sentence)
        => Assert.That(ConfigurationFile.Shipped(setting).Faults, Has.Count.EqualTo(1).And.All.Contains(sentence).And.All.EndsWith("."));

    [Test]
    public void All_faults_are_named_at_once_whatever_their_kinds()
    {
        var faults = ConfigurationFile.Shipped(
            "oops", "Profil=Test", "Lanes=many", "Listeners:0:Port=70000", "Acquirers:0:InstitutionId=X", "Timers:QuarantineMinutes=0", "Api:Address=http://0.0.0.0:1").Faults;
        Assert.That(faults, Has.Count.EqualTo(7));
    }

    [Test]
    public void Production_names_its_module_and_refuses_test_keys()
    {
        var faults = ConfigurationFile.Shipped("Profile=Production", "AllowTestKeys=true").Faults;
        Assert.That(faults, Has.Count.EqualTo(2).And.One.Contains("SecurityModule must be named").And.One.Contains("AllowTestKeys must be false"));
        Assert.That(ConfigurationFile.Shipped("Profile=Production", "SecurityModule=Software").Faults, Is.Empty);
    }

    [Test]
    public void Names_are_used_once_and_so_are_ports()
    {
        var faults = ConfigurationFile.Shipped("Listeners:1:Name=pos", "Listeners:1:Port=8583", "Acquirers:1:Name=acquirer").Faults;
        Assert.That(faults, Has.Count.EqualTo(3)
            .And.One.Contains("Gateway:Listeners has 2 entries named 'pos'").And.One.Contains("share 127.0.0.1 port 8583").And.One.Contains("Gateway:Acquirers has 2 entries"));
        Assert.That(ConfigurationFile.Shipped("Listeners:0:Port=0", "Listeners:1:Name=other", "Listeners:1:Port=0").Faults, Is.Empty, "Port 0 is a port of its own.");
    }

    [TestCase("""{ "Gateway": { "Listeners": null, "Acquirers": [] } }""", "Gateway:Listeners is empty", "Gateway:Acquirers is empty")]
    [TestCase("""{ "Gateway": { "Api": null, "Timers": {}, "Listeners": [ {} ], "Acquirers": [ { "InstitutionId": null } ] } }""", "Gateway:Acquirers:0:InstitutionId has no value")]
    [TestCase("""{ "Gateway": { "Listeners": [ { "Port": null } ], "Acquirers": [ { } ] } }""", "Gateway:Listeners:0:Port '' is not a whole number")]
    [TestCase("""{ "Gateway": { "Listeners": "pos", "Acquirers": { "Port": 1 } } }""", "Gateway:Listeners has one value where a list belongs", "Gateway:Acquirers:Port is no setting")]
    [TestCase("""{ }""", "Gateway:Listeners is empty", "Gateway:Acquirers is empty")]
    [TestCase("""{ "Gateway": { """, "cannot be read")]
    [TestCase("", "cannot be read")]
    public void What_is_null_empty_or_broken_is_a_fault_and_never_a_crash(string json, params string[] sentences)
    {
        using var file = new ConfigurationFile(json);
        var faults = file.Load().Faults;
        foreach (var sentence in sentences)
        {
            Assert.That(faults, Has.One.Contains(sentence));
        }
    }

    [Test]
    public void A_file_that_is_not_there_is_a_fault()
        => Assert.That(ConfigurationLoader.Load("/nowhere/appsettings.json", []).Faults, Has.Count.EqualTo(1).And.All.Contains("/nowhere/appsettings.json cannot be read"));
}
