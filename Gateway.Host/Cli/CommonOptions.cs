using System.CommandLine;
using Gateway.Host.Configuration;

namespace Gateway.Host.Cli;

/// <summary>Where the configuration comes from: the same three options for every verb.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Configuration file. Default: appsettings.json here, else beside the program.", Recursive = true };
    private readonly Option<string?> _data = new("--data") { Description = "Data folder; wins over the configuration.", Recursive = true };
    private readonly Option<string[]> _set = new("--set") { Description = "One setting, as Api:Address=http://127.0.0.1:9000; may be repeated.", Recursive = true };

    /// <summary>Adds the options to a verb and all below it.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_data);
        command.Options.Add(_set);
    }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="CommandFailedException">Something is wrong with it; every fault is named, a line each.</exception>
    public GatewayOptions Load(ParseResult parsed)
    {
        IEnumerable<string> overrides = parsed.GetValue(_set) ?? [];
        if (parsed.GetValue(_data) is { } data)
        {
            overrides = overrides.Append($"DataFolder={data}");
        }

        var (options, faults) = ConfigurationLoader.Load(parsed.GetValue(_config), overrides);
        return faults.Count == 0
            ? options
            : throw new CommandFailedException(ExitCode.Usage, string.Join(Environment.NewLine, faults.Prepend($"The configuration has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:")));
    }
}
