using System.Reflection;
using System.Text.Json;
using Gateway.Host.Configuration;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Configuration;

/// <summary>Where values come from. Alone, because the environment belongs to the whole process.</summary>
[TestFixture, NonParallelizable]
public sealed class ConfigurationSourceTests
{
    [TearDown]
    public void Forget()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("GATEWAY__", StringComparison.Ordinal)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Test]
    public void The_command_line_wins_over_the_environment_and_the_environment_over_the_file()
    {
        using var file = new ConfigurationFile("""{ "Gateway": { "DataFolder": "file", "Lanes": 1, "Profile": "Production", "Listeners": [ { "Port": 1 } ] } }""");
        Environment.SetEnvironmentVariable("GATEWAY__Lanes", "2");
        Environment.SetEnvironmentVariable("GATEWAY__Gateway__Profile", "Development");
        Environment.SetEnvironmentVariable("GATEWAY__Listeners__0__Port", "2");
        var options = file.Load("Profile=Other", "Listeners:0:Port=3", "gateway:listeners:0:name=till").Options;

        Assert.That((options.DataFolder, options.Lanes, options.Profile), Is.EqualTo(("file", 2, "Other")));
        Assert.That((options.Listeners.Single().Port, options.Listeners.Single().Name), Is.EqualTo((3, "till")));
    }

    [Test]
    public void Two_spellings_of_one_name_are_one_setting()
    {
        Environment.SetEnvironmentVariable("GATEWAY__LANES", "2");
        Environment.SetEnvironmentVariable("GATEWAY__Gateway__Lanes", "2");
        Assert.That(ConfigurationFile.Shipped().Options.Lanes, Is.EqualTo(2));
        Assert.That(ConfigurationFile.Shipped("lanes=3", "Gateway:LANES=4").Options.Lanes, Is.EqualTo(4), "The last one wins.");
    }

    [Test]
    public void A_misspelt_variable_is_a_fault_too()
    {
        Environment.SetEnvironmentVariable("GATEWAY__Lnaes", "2");
        Assert.That(ConfigurationFile.Shipped().Faults, Has.Count.EqualTo(1).And.All.Contains("Gateway:Lnaes is no setting"));
    }

    [Test]
    public void A_value_may_hold_an_equals_sign() => Assert.That(ConfigurationFile.Shipped("DataFolder=a=b").Options.DataFolder, Is.EqualTo("a=b"));

    [Test]
    public void What_is_shipped_has_no_fault_and_says_what_the_code_does_anyway()
    {
        var (options, faults) = ConfigurationFile.Shipped();
        Assert.That(faults, Is.Empty);
        var defaults = new GatewayOptions { Listeners = [new TerminalListenerOptions()], Acquirers = [new AcquirerOptions()] };
        Assert.That(JsonSerializer.Serialize(options), Is.EqualTo(JsonSerializer.Serialize(defaults)));
    }

    [Test]
    public void The_timers_of_the_configuration_and_of_the_switch_have_the_same_defaults()
        => Assert.That(new TimerOptions().Switch(), Is.EqualTo(new SwitchOptions()));

    private static IEnumerable<Type> Sections()
        => typeof(GatewayOptions).Assembly.GetTypes().Where(type => type.Namespace == typeof(GatewayOptions).Namespace && type.Name.EndsWith("Options", StringComparison.Ordinal));

    [TestCaseSource(nameof(Sections))]
    public void Options_cannot_be_changed_once_read(Type options)
        => Assert.That(options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .Select(property => property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Length), Is.All.EqualTo(1), "Every setter is init.");
}
