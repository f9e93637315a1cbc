using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Host.Cli;

/// <summary>Talks to a running gateway over its HTTP interface, because the database belongs to the running process alone.</summary>
internal sealed class GatewayClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Makes a client for one gateway.</summary>
    public GatewayClient(Uri address, string apiKey)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Add(Api.ApiKey.Header, apiKey);
    }

    /// <summary>Asks.</summary>
    public Task<JsonNode?> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Orders.</summary>
    public Task<JsonNode?> Post(string path, object body) => Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> Send(HttpRequestMessage request)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"No gateway answers at {_http.BaseAddress}; is it running?");
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode)
            {
                return text.Length == 0 ? null : JsonNode.Parse(text);
            }

            throw new CommandFailedException(ExitCode.Refused, Detail(text) ?? $"The gateway answered {(int)response.StatusCode}.");
        }
    }

    private static string? Detail(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["detail"]?.GetValue<string>();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
