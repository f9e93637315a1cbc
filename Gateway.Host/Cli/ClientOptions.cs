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
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new CommandFailedException(ExitCode.Usage, $"The address '{address}' is not of the form http://HOST:PORT.");
        }

        var key = (parsed.GetValue(_key) ?? FromEnvironment() ?? FromFile(options)).Trim();
        return key.Length > 0 && key.All(character => character is > ' ' and <= '~')
            ? new GatewayClient(uri, key)
            : throw new CommandFailedException(ExitCode.Usage, "The API key is empty, or has characters that no API key has.");
    }

    private static string? FromEnvironment() => Environment.GetEnvironmentVariable("GATEWAY_API_KEY") is { Length: > 0 } key ? key : null;

    private static string FromFile(GatewayOptions options)
    {
        var file = string.IsNullOrWhiteSpace(options.Api.KeyFile) ? Path.Combine(options.DataFolder, "api.key") : options.Api.KeyFile;
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
