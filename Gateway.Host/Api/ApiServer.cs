using System.Text.Json;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Api;

/// <summary>The operators' HTTP server.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, the chosen port included.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Starts the server.</summary>
    /// <exception cref="IOException">The address is taken or cannot be bound.</exception>
    public static async Task<ApiServer> Start(
        string address, ApiKey key, EstateState state, EstateDesk desk, IJournalBooks books, Func<ReadinessModel> readiness, TimeProvider time,
        ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Problems.MostBodyBytes);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
            context.ProblemDetails.Detail ??= Problems.Sentence(context.ProblemDetails.Status ?? StatusCodes.Status500InternalServerError));
        builder.Services.Configure<JsonOptions>(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);
        builder.Services.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = false);
        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = fault => fault is JournalException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.Use(key.Check);
        app.UseRouting();
        MapHealth(app, readiness);
        EstateEndpoints.Map(app, state, desk.Estate);
        KeyEndpoints.Map(app, state, desk, time);
        BooksEndpoints.Map(app, books);
        ReversalEndpoints.Map(app, desk, books, time);
        TransactionEndpoints.Map(app, books, time);
        SettlementReportEndpoint.Map(app, state, books, time);
        app.MapGet("/api/acquirers", () => readiness().Acquirers);
        await app.StartAsync();
        return new ApiServer(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void MapHealth(WebApplication app, Func<ReadinessModel> readiness)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" }));
        app.MapGet("/health/ready", () =>
        {
            var ready = readiness();
            return Results.Json(ready, statusCode: ready.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
