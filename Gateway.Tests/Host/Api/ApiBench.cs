using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Host.Api;
using Gateway.Tests.Host.Estate;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Host.Api;

/// <summary>The real HTTP server on a port of the system's choice, and a client.</summary>
internal sealed class ApiBench : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    private readonly ApiServer _server;
    private readonly HttpClient _client;

    private ApiBench(EstateBench estate, FakeBooks books, ApiServer server, Func<ReadinessModel> readiness)
    {
        (Estate, Books, _server, Readiness) = (estate, books, server, readiness);
        _client = new HttpClient { BaseAddress = new Uri(server.Address) };
    }

    public EstateBench Estate { get; }

    public FakeBooks Books { get; }

    public string Address => _server.Address;

    public bool IsReady { get; set; } = true;

    private Func<ReadinessModel> Readiness { get; }

    /// <summary>A server over an estate with one merchant and one terminal.</summary>
    public static async Task<ApiBench> Started(bool isOneHandAllowed = true, Operators? operators = null)
    {
        ApiBench? bench = null;
        var (estate, books) = (await EstateBench.Opened(isOneHandAllowed), new FakeBooks());
        var server = await ApiServer.Start("http://127.0.0.1:0", new ApiKey(Key, operators), estate.State, estate.Desk, books, Ready, TimeProvider.System, NullLoggerFactory.Instance);
        return bench = new ApiBench(estate, books, server, Ready);

        ReadinessModel Ready() => new(bench!.IsReady ? "ready" : "not ready", "writable", "listening", [new LinkModel("acquirer", "SignedOn")]);
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> Get(string path, string? key = Key) => Send(HttpMethod.Get, path, null, key);

    public Task<(HttpStatusCode Status, JsonNode? Body)> Post(string path, string json, string type = "application/json")
        => Send(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, type), Key);

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Send(HttpMethod method, string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add(ApiKey.Header, key);
        }

        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(text, Does.Not.Contain(EstateBench.KeyA[..16]).IgnoreCase.And.Not.Contain(EstateBench.KeyB[..16]).IgnoreCase.And.Not.Contain(Key), "No key in any answer.");
        if (!response.IsSuccessStatusCode && !path.StartsWith("/health/", StringComparison.Ordinal))
        {
            IsOneSentence(response, text);
        }

        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Asks for what is no JSON.</summary>
    public async Task<(string? Type, string Text)> Text(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(ApiKey.Header, Key);
        using var response = await _client.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
        return (response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        Estate.Dispose();
    }

    // RFC 9457, with one sentence that an operator can act on.
    private static void IsOneSentence(HttpResponseMessage response, string text)
    {
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), text);
        var problem = JsonNode.Parse(text)!;
        Assert.That(problem["status"]?.GetValue<int>(), Is.EqualTo((int)response.StatusCode));
        Assert.That(problem["detail"]?.GetValue<string>(), Does.EndWith(".").And.Not.Contain("\n").And.Not.Contain("   at "));
    }
}
