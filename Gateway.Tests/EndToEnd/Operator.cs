using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Gateway.Tests.EndToEnd;

/// <summary>Somebody with the API key. Keeps every body he was answered.</summary>
internal sealed class Operator : IDisposable
{
    private readonly HttpClient _http;
    private readonly ConcurrentQueue<string> _heard;

    internal Operator(Uri address, string key, ConcurrentQueue<string> heard)
    {
        (Address, Key, _heard) = (address, key, heard);
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    internal Uri Address { get; }

    internal string Key { get; }

    internal Task<JsonElement> Get(string path) => Done(new HttpRequestMessage(HttpMethod.Get, path));

    internal Task<JsonElement> Post(string path, object body)
        => Done(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

    /// <summary>Asks without expecting anything.</summary>
    internal async Task<(HttpStatusCode Status, JsonElement Body)> Try(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await _http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            _heard.Enqueue(text);
            return (answer.StatusCode, text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default);
        }
    }

    /// <summary>Registers a terminal and loads a new master key for it from two components.</summary>
    /// <returns>The master key, which a device would have been given by two people.</returns>
    internal async Task<byte[]> Register(string id, string merchantId, string profile, Secrets secrets)
    {
        await Post("/api/terminals", new { id, merchantId, profile });
        byte[][] components = [RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(16)];
        var key = components[0].Zip(components[1], (one, other) => (byte)(one ^ other)).ToArray();
        await Post($"/api/terminals/{id}/master-key", new { components = components.Select(Convert.ToHexString) });
        secrets.Add("a terminal master key", key);
        Array.ForEach(components, component => secrets.Add("a key component", component));
        return key;
    }

    internal Task<JsonElement> Money() => Get("/api/money");

    internal Task<JsonElement> Explain(Pos pos, int stan) => Get($"/api/terminals/{pos.Id}/explain?stan={stan:D6}");

    internal async Task<long> Hold(string kind, string id, string level, string reason = "DEV-01")
    {
        var hold = await Post("/api/holds", new { subject = new { kind, id }, level, reason, note = "a test", placedBy = "tester" });
        Assert.That(hold.Text("state"), Is.EqualTo("effective"));
        return hold.Number("id");
    }

    internal Task Release(long hold) => Post($"/api/holds/{hold}/release", new { reason = "repaired", releasedBy = "tester" });

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> Done(HttpRequestMessage request)
    {
        var what = $"{request.Method} {request.RequestUri}";
        var (status, body) = await Try(request);
        Assert.That((int)status, Is.InRange(200, 299), $"{what}: {(body.ValueKind == JsonValueKind.Undefined ? "" : body.GetRawText())}");
        return body;
    }
}
