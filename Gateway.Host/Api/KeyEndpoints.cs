using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Api;

/// <summary>Keys over HTTP: what there is, and what can be done to them. No answer carries a key in the clear.</summary>
internal static class KeyEndpoints
{
    /// <summary>Maps the paths.</summary>
    public static void Map(IEndpointRouteBuilder app, EstateState state, EstateDesk desk, TimeProvider time)
    {
        app.MapGet("/api/keys", () => Inventory.Of(state, desk.Uses, time.GetLocalNow()));
        app.MapPost("/api/terminals/{id}/master-key", (HttpContext context, string id, CancellationToken cancelled) => TakeMasterKey(context, id, desk, cancelled));
        app.MapPost("/api/terminals/{id}/compromised", async (HttpContext context, string id, CompromisedModel body) => Answers.Of(
            await desk.Keys.Compromised(id, body.Reason ?? "", Operators.Named(context, body.By)), null, terminal => new { id = terminal.Id, standing = terminal.Standing.Level?.ToString() }));
        app.MapPost("/api/terminals/{id}/dukpt", async (HttpContext context, string id, EnrolModel body) => Answers.Of(
            await desk.Dukpt.Enrol(id, body.Ksn ?? "", body.Base ?? "", Operators.Named(context, body.By)), null, terminal => new { id = terminal.Id, ksn = $"{terminal.Dukpt?.Last}" }));
        app.MapPost("/api/terminals/{id}/verify-mac", async (HttpContext context, string id, VerifyMacModel body) => Answers.Of(
            await desk.Diagnosis.VerifyMac(id, body.Data ?? "", body.Mac ?? "", Operators.Named(context, null)), null, right => new { right = right == "right" }));
        app.MapPost("/api/terminals/{id}/test-translation", async (HttpContext context, string id, TestTranslationModel body) => Answers.Of(
            await desk.Diagnosis.Translate(id, body.Acquirer ?? "", Operators.Named(context, null)), null, fault => new { translates = fault == "None", fault = fault == "None" ? null : fault }));
        app.MapPost("/api/acquirers/{name}/request-keys", async (HttpContext context, string name, RequestKeysModel body) => Answers.Of(
            await desk.Keys.RequestExchange(name, Operators.Named(context, body.By), () => desk.RequestKeys(name)), null, _ => new { acquirer = name, asked = true }));
        app.MapPost("/api/keys/components", (HttpContext context, CancellationToken cancelled) => TakeComponent(context, desk, cancelled));
        app.MapPost("/api/keys/import", async (HttpContext context, ImportModel body) => Usage(body.Usage) is not { } usage
            ? UnknownUsage(body.Usage)
            : Answers.Of(
                await desk.Keys.Import(usage, body.Owner ?? "", body.Block ?? "", body.Transport ?? "", body.Legacy ?? false, Operators.Named(context, body.By)), null, Model));
        app.MapPost("/api/keys/generate", async (HttpContext context, GenerateModel body) => Usage(body.Usage) is not { } usage ? UnknownUsage(body.Usage)
            : Algorithm(body.Algorithm ?? "Tdes") is not { } algorithm ? UnknownAlgorithm(body.Algorithm)
            : Answers.Of(await desk.Keys.Generate(usage, body.Owner ?? "", algorithm, body.Bytes ?? 16, Operators.Named(context, body.By)), null, Model));
        app.MapPost("/api/keys/export", async (HttpContext context, ExportModel body) => Usage(body.Usage) is not { } usage
            ? UnknownUsage(body.Usage)
            : Answers.Of(await desk.Keys.Export(usage, body.Owner ?? "", body.Transport ?? "", Operators.Named(context, body.By)), null, block => new { block }));
    }

    private static async Task<IResult> TakeMasterKey(HttpContext context, string id, EstateDesk desk, CancellationToken cancelled)
    {
        using var body = await MasterKeyBody.Read(context.Request, cancelled);
        if (body is null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, Problems.Sentence(StatusCodes.Status400BadRequest));
        }

        return desk.IsOneHandAllowed
            ? Answers.Of(
                await desk.Keys.LoadMasterKey(id, body.Components, body.Kcv, Operators.Named(context, body.By)), null, terminal => new { kcv = terminal.MasterKey?.Kcv })
            : Problems.Of(StatusCodes.Status403Forbidden, "In Production the components of a key come from two persons, each with an API key of his own: POST /api/keys/components.");
    }

    private static async Task<IResult> TakeComponent(HttpContext context, EstateDesk desk, CancellationToken cancelled)
    {
        using var body = await ComponentBody.Read(context.Request, cancelled);
        if (body is null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, Problems.Sentence(StatusCodes.Status400BadRequest));
        }

        if (Usage(body.Text("usage")) is not { } usage)
        {
            return UnknownUsage(body.Text("usage"));
        }

        if (Algorithm(body.Text("algorithm") ?? "Tdes") is not { } algorithm)
        {
            return UnknownAlgorithm(body.Text("algorithm"));
        }

        if (!desk.IsOneHandAllowed && Operators.Proven(context) is null)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "A component is entered with an API key of one's own, so that two persons can be told apart: gateway operator add.");
        }

        var part = new ComponentPart(usage, body.Text("owner") ?? "", algorithm, body.Of, body.Text("kcv"), body.Text("keyKcv"));
        return Answers.Of(await desk.Ceremony.Take(part, body.Hex, Operators.Named(context, body.Text("by"))), null, state => state);
    }

    private static LoadedKeyModel Model(KeyEntry entry) => new(entry.Owner, entry.Key.Usage, entry.Key.Kcv, entry.How, entry.By, entry.LoadedAt);

    // By name only: Enum.Parse would take numbers.
    private static KeyUsage? Usage(string? name) => Enum.GetValues<KeyUsage>().Cast<KeyUsage?>().FirstOrDefault(usage => usage.ToString() == name);

    private static KeyAlgorithm? Algorithm(string name)
        => Enum.GetValues<KeyAlgorithm>().Cast<KeyAlgorithm?>().FirstOrDefault(algorithm => algorithm.ToString() == name);

    private static IResult UnknownUsage(string? name)
        => Problems.Of(StatusCodes.Status400BadRequest, $"Usage '{name}' is unknown; there are {string.Join(", ", Enum.GetNames<KeyUsage>())}.");

    private static IResult UnknownAlgorithm(string? name)
        => Problems.Of(StatusCodes.Status400BadRequest, $"Algorithm '{name}' is unknown; there are {string.Join(", ", Enum.GetNames<KeyAlgorithm>())}.");
}
