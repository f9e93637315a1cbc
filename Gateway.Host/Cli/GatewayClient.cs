using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
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
        // The API key goes to the gateway and to nobody else: not to a proxy of the environment, not where a redirect points.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Add(Api.ApiKey.Header, apiKey);
    }

    /// <summary>Asks.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="misunderstood">How the command ends when the gateway cannot make sense of the question.</param>
    public Task<JsonNode?> Get(string path, int misunderstood = ExitCode.Refused) => Send(new HttpRequestMessage(HttpMethod.Get, path), misunderstood);

    /// <summary>Asks for what is no JSON, and copies it as it is. It may be long, and takes the time it takes.</summary>
    public async Task Copy(string path, Stream to, int misunderstood)
    {
        using var response = await Reached(() => _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead));
        if (!response.IsSuccessStatusCode)
        {
            throw Refusal(response, await Reached(() => response.Content.ReadAsStringAsync()), misunderstood);
        }

        await using var body = await Reached(() => response.Content.ReadAsStreamAsync());
        var buffer = new byte[64 * 1024];
        while (await Reached(() => body.ReadAsync(buffer).AsTask()) is var count and > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }

    /// <summary>Orders.</summary>
    public Task<JsonNode?> Post(string path, object body) => Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

    /// <summary>Hands a component in; its digits go from the caller's bytes into the body, and the body is erased.</summary>
    public Task<JsonNode?> PostComponent(ReadOnlyMemory<byte> digits, Dictionary<string, object?> rest)
        => PostSecret("/api/keys/components", ",\"component\":\""u8.ToArray(), digits, "\"}"u8.ToArray(), rest);

    /// <summary>Hands all components of a master key in, as they stand between the quotes of a JSON array.</summary>
    public Task<JsonNode?> PostMasterKey(string terminal, ReadOnlyMemory<byte> quoted, Dictionary<string, object?> rest)
        => PostSecret($"/api/terminals/{Uri.EscapeDataString(terminal)}/master-key", ",\"components\":["u8.ToArray(), quoted, "]}"u8.ToArray(), rest);

    private async Task<JsonNode?> PostSecret(string path, byte[] before, ReadOnlyMemory<byte> digits, byte[] after, Dictionary<string, object?> rest)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(rest);
        var body = GC.AllocateArray<byte>(head.Length + before.Length + digits.Length + after.Length, pinned: true);
        try
        {
            // The digits are hexadecimal: nothing in them needs escaping.
            head.AsSpan(..^1).CopyTo(body);
            var at = head.Length - 1;
            at += Put(body, at, before);
            at += Put(body, at, digits.Span);
            at += Put(body, at, after);
            using var content = new ByteArrayContent(body, 0, at);
            content.Headers.ContentType = new("application/json");
            return await Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static int Put(byte[] body, int at, ReadOnlySpan<byte> part)
    {
        part.CopyTo(body.AsSpan(at));
        return part.Length;
    }

    private async Task<JsonNode?> Send(HttpRequestMessage request, int misunderstood = ExitCode.Refused)
    {
        using var response = await Reached(() => _http.SendAsync(request));
        var text = await Reached(() => response.Content.ReadAsStringAsync());
        return response.IsSuccessStatusCode ? Read(text) : throw Refusal(response, text, misunderstood);
    }

    private CommandFailedException Refusal(HttpResponseMessage response, string text, int misunderstood) => new(
        response.StatusCode == HttpStatusCode.BadRequest ? misunderstood : ExitCode.Refused,
        Detail(text) ?? $"What answers at {_http.BaseAddress} answered {(int)response.StatusCode}.");

    private async Task<T> Reached<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException or IOException)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"No gateway answers at {_http.BaseAddress}; is it running?");
        }
    }

    private JsonNode? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new CommandFailedException(ExitCode.Unreachable, $"What answers at {_http.BaseAddress} is no gateway.");
        }
    }

    private static string? Detail(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject problem && problem["detail"] is JsonValue detail && detail.TryGetValue<string>(out var sentence) ? sentence : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
