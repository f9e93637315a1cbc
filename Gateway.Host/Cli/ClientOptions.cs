using System.CommandLine;
using Gateway.Host.Configuration;

namespace Gateway.Host.Cli;

/// <summary>How a command finds the running gateway: its address and its API key.</summary>
internal sealed class ClientOptions
{
    private readonly Option<string?> _api = new("--api") { Description = "Address of the running gateway, as http://127.0.0.1:8580. Default: from the configuration.", Recursive = true };
    private readonly Option<string?> _key = new("--api-key") { Description = "API key. Default: GATEWAY_API_KEY, else the key file of the data folder.", Recursive = true };

    /// <summary>Adds the options to a verb and all below it.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_api);
        command.Options.Add(_key);
    }

    /// <summary>A client for the gateway meant.</summary>
    public GatewayClient Client(ParseResult parsed, CommonOptions common)
    {
        var options = common.Load(parsed);
        var address = parsed.GetValue(_api) ?? options.Api.Address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            throw new CommandFailedException(ExitCode.Usage, $"The address '{address}' is not of the form http://HOST:PORT.");
        }

        return new GatewayClient(uri, parsed.GetValue(_key) ?? Environment.GetEnvironmentVariable("GATEWAY_API_KEY") ?? FromFile(options));
    }

    private static string FromFile(GatewayOptions options)
    {
        var file = options.Api.KeyFile ?? Path.Combine(options.DataFolder, "api.key");
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"There is no API key: give --api-key, set GATEWAY_API_KEY, or run where {file} can be read.");
        }
    }
}
