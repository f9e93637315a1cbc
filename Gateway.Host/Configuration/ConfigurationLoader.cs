using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Gateway.Host.Configuration;

/// <summary>Reads the options: file, then environment, then command line; what comes later wins.</summary>
internal static class ConfigurationLoader
{
    private const string Section = "Gateway";
    private const string EnvironmentPrefix = "GATEWAY__";

    /// <summary>Reads the options and finds everything that is wrong with them.</summary>
    /// <param name="file">Configuration file; null for appsettings.json here or beside the program.</param>
    /// <param name="overrides">Settings of the form KEY=VALUE, with colons in the key, as in Gateway:Api:Address=http://127.0.0.1:0.</param>
    /// <returns>The options and one sentence for each fault; with faults the options are not to be used.</returns>
    public static (GatewayOptions Options, IReadOnlyList<string> Faults) Load(string? file, IEnumerable<string> overrides)
    {
        var path = file ?? Default();
        var values = FromEnvironment();
        var faults = new List<string>();
        foreach (var setting in overrides)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                faults.Add($"The setting '{setting}' is not of the form KEY=VALUE.");
                continue;
            }

            values[Full(setting[..equals])] = setting[(equals + 1)..];
        }

        try
        {
            var builder = new ConfigurationBuilder();
            if (path is not null)
            {
                builder.AddJsonFile(Path.GetFullPath(path), optional: false);
            }

            var section = builder.AddInMemoryCollection(values).Build().GetSection(Section);
            var unreadable = ConfigurationAudit.Faults(section, typeof(GatewayOptions)).ToList();
            var options = Bind(section, unreadable);
            return (options, [.. faults, .. unreadable.Select(fault => fault.Sentence), .. options.Faults()]);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            faults.Add($"The configuration file {path} cannot be read: {(failed.InnerException ?? failed).Message}");
            return (new GatewayOptions(), faults);
        }
    }

    private static string? Default()
        => new[] { "appsettings.json", Path.Combine(AppContext.BaseDirectory, "appsettings.json") }.FirstOrDefault(File.Exists);

    // What cannot be read is left out, so that everything else that is wrong shows on the same start.
    private static GatewayOptions Bind(IConfigurationSection section, List<SettingFault> unreadable)
    {
        var readable = section.AsEnumerable().Where(setting => setting.Value is not null && !unreadable.Any(fault => fault.Covers(setting.Key)));
        return new ConfigurationBuilder().AddInMemoryCollection(readable).Build().GetSection(Section).Get<GatewayOptions>() ?? new GatewayOptions();
    }

    // GATEWAY__Api__Address and GATEWAY__Gateway__Api__Address both mean Gateway:Api:Address; names of settings have no case.
    private static Dictionary<string, string?> FromEnvironment()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            {
                values[Full(name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal))] = (string?)variable.Value;
            }
        }

        return values;
    }

    private static string Full(string key)
        => key.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase) ? key : $"{Section}:{key}";
}
