using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Simulator.Demo;

/// <summary>The gateway's HTTP API, as an operator's tools call it.</summary>
internal sealed class HostApi : IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    /// <summary>Connects to a gateway.</summary>
    /// <param name="address">Its API address.</param>
    /// <param name="key">Its API key; never printed.</param>
    internal HostApi(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = _timeout };
        _http.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    /// <summary>Whether the gateway says that it is ready.</summary>
    internal async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Registers a merchant.</summary>
    internal Task RegisterMerchantAsync(string id, string name, CancellationToken cancellation)
        => PostAsync("/api/merchants", new { id, name, mcc = "5411" }, cancellation);

    /// <summary>Registers a terminal.</summary>
    internal Task RegisterTerminalAsync(string id, string merchantId, CancellationToken cancellation)
        => PostAsync("/api/terminals", new { id, merchantId, model = "virtual", serial = $"SIM{id}", profile = "pin" }, cancellation);

    /// <summary>Loads a terminal's master key in components.</summary>
    internal Task LoadMasterKeyAsync(string id, IReadOnlyList<string> components, string kcv, CancellationToken cancellation)
        => PostAsync($"/api/terminals/{id}/master-key", new { components, kcv }, cancellation);

    /// <summary>Places a hold; answered only when it is enforced.</summary>
    internal async Task<long> HoldAsync(string kind, string id, string level, string reason, CancellationToken cancellation)
    {
        var hold = new { subject = new { kind, id }, level, reason, note = "shown by the demo", placedBy = "demo" };
        var answer = await PostAsync("/api/holds", hold, cancellation);
        return Read<HoldAnswer>(answer).Id;
    }

    /// <summary>Releases a hold.</summary>
    internal Task ReleaseAsync(long hold, CancellationToken cancellation)
        => PostAsync($"/api/holds/{hold}/release", new { reason = "the demo has shown enough", releasedBy = "demo" }, cancellation);

    /// <summary>Why a terminal's request came out as it did.</summary>
    internal Task<ExplainAnswer> ExplainAsync(string terminal, int stan, CancellationToken cancellation)
        => GetAsync<ExplainAnswer>($"/api/terminals/{terminal}/explain?stan={stan:D6}", cancellation);

    /// <summary>All terminals.</summary>
    internal Task<IReadOnlyList<TerminalAnswer>> TerminalsAsync(CancellationToken cancellation)
        => GetAsync<IReadOnlyList<TerminalAnswer>>("/api/terminals", cancellation);

    /// <summary>The transactions of one batch of a terminal.</summary>
    internal Task<IReadOnlyList<JournalAnswer>> TransactionsAsync(string terminal, int batch, CancellationToken cancellation)
        => GetAsync<IReadOnlyList<JournalAnswer>>($"/api/terminals/{terminal}/transactions?batch={batch}", cancellation);

    /// <summary>Where all approved money is.</summary>
    internal Task<MoneyAnswer> MoneyAsync(CancellationToken cancellation) => GetAsync<MoneyAnswer>("/api/money", cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
        => Read<T>(await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation));

    private Task<JsonElement> PostAsync<T>(string path, T body, CancellationToken cancellation)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, cancellation);

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var what = $"{request.Method} {request.RequestUri}";
        try
        {
            using (request)
            {
                using var answer = await _http.SendAsync(request, cancellation);
                var body = await answer.Content.ReadAsStringAsync(cancellation);
                var json = body.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(body) : default;
                return answer.IsSuccessStatusCode
                    ? json
                    : throw new HostRefusalException($"{what} was refused with {(int)answer.StatusCode}: {Detail(json)}");
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException
            || (problem is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new HostRefusalException($"{what} was not answered.");
        }
    }

    private static T Read<T>(JsonElement json)
        => json.Deserialize<T>(JsonSerializerOptions.Web) ?? throw new HostRefusalException("The gateway's answer is empty.");

    private static string Detail(JsonElement problem)
        => problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail", out var detail)
            ? detail.ToString()
            : "no reason given";
}
