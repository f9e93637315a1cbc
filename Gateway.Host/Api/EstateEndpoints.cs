using Gateway.Host.Core.Estate;
using Gateway.Host.Estate;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Api;

/// <summary>Merchants, terminals and holds over HTTP.</summary>
internal static class EstateEndpoints
{
    /// <summary>Maps the paths.</summary>
    public static void Map(IEndpointRouteBuilder app, EstateState state, EstateCommands commands)
    {
        app.MapPost("/api/merchants", async (HttpContext context, NewMerchant body) => Answers.Of(
            await commands.RegisterMerchant(body.Id ?? "", body.Name ?? "", body.Mcc ?? "", Operators.Named(context, body.By)),
            merchant => $"/api/merchants/{merchant.Id}", Model));
        app.MapGet("/api/merchants", () => state.Merchants.OrderBy(merchant => merchant.Id, StringComparer.Ordinal).Select(Model));
        app.MapGet("/api/merchants/{id}", (string id) => state.Merchant(id) is { } merchant ? Results.Ok(Model(merchant)) : Answers.Missing($"Merchant {id} is not registered."));

        app.MapPost("/api/terminals", async (HttpContext context, NewTerminal body) => body.Profile is null or "pin" or "pinless"
            ? Answers.Of(
                await commands.RegisterTerminal(
                    body.Id ?? "", body.MerchantId ?? "", body.Model ?? "", body.Serial ?? "", body.Profile != "pinless", Operators.Named(context, body.By)),
                terminal => $"/api/terminals/{terminal.Id}", terminal => Model(terminal, state))
            : Problems.Of(StatusCodes.Status400BadRequest, $"Profile '{body.Profile}' is neither pin nor pinless."));
        app.MapGet("/api/terminals", () => state.Terminals.OrderBy(terminal => terminal.Id, StringComparer.Ordinal).Select(terminal => Model(terminal, state)));
        app.MapGet("/api/terminals/{id}", (string id) => state.Terminal(id) is { } terminal
            ? Results.Ok(Model(terminal, state))
            : Answers.Missing($"Terminal {id} is not registered."));

        app.MapPost("/api/holds", async (HttpContext context, NewHold body) => Subject(body.Subject) is not { } subject
                ? Problems.Of(StatusCodes.Status400BadRequest, $"The subject's kind '{body.Subject?.Kind}' is neither terminal nor merchant.")
            : Level(body.Level) is not { } level
                ? Problems.Of(StatusCodes.Status400BadRequest, $"Level '{body.Level}' is unknown; use L2, L4 or L5.")
            : Answers.Of(
                await commands.Place(subject, level, body.Reason ?? "", body.Note ?? "", Operators.Named(context, body.PlacedBy)), hold => $"/api/holds/{hold.Hold.Id}", Model));
        app.MapPost("/api/holds/{id:long}/release", async (HttpContext context, long id, ReleaseModel body) => Answers.Of(
            await commands.Release(id, body.Reason ?? "", Operators.Named(context, body.ReleasedBy)), null, Model));
        app.MapGet("/api/holds", (bool? all) => state.Holds.Where(hold => all == true || hold.Release is null).OrderBy(hold => hold.Hold.Id).Select(Model));
        app.MapGet("/api/holds/{id:long}", (long id) => state.TryHold(id, out var hold) ? Results.Ok(Model(hold)) : Answers.Missing($"There is no hold {id}."));
    }

    private static MerchantModel Model(MerchantEntry merchant) => new(merchant.Id, merchant.Name, merchant.Mcc);

    private static TerminalModel Model(TerminalEntry terminal, EstateState state) => new(
        terminal.Id, terminal.Merchant.Id, terminal.WithPin ? "pin" : "pinless", terminal.Model, terminal.Serial, terminal.MasterKey?.Kcv, terminal.KeyVersion,
        [.. terminal.WorkingKeys.Keys.Select(key => new KeyModel(key.Usage, key.Kcv))],
        terminal.IsDukpt ? new DukptModel($"{terminal.Dukpt!.Last}", terminal.Dukpt.IsExhausted) : null,
        new StandingModel(
            terminal.Standing.Level?.ToString() ?? "none",
            [.. terminal.Standing.Holds.Select(hold => state.TryHold(hold.Id, out var entry) ? Model(entry) : null).OfType<HoldModel>()]));

    private static HoldModel Model(HoldEntry entry) => new(
        entry.Hold.Id, new SubjectModel(entry.Hold.Subject.Kind == SubjectKind.Terminal ? "terminal" : "merchant", entry.Hold.Subject.Id),
        entry.Hold.Level.ToString(), entry.Hold.Reason, entry.Note, entry.Release is null ? "effective" : "released", entry.PlacedBy, entry.Hold.PlacedAt,
        entry.Release?.By, entry.Release?.Why, entry.Release?.At);

    private static HoldSubject? Subject(SubjectModel? subject) => subject?.Kind switch
    {
        "terminal" => new HoldSubject(SubjectKind.Terminal, subject.Id ?? ""),
        "merchant" => new HoldSubject(SubjectKind.Merchant, subject.Id ?? ""),
        _ => null,
    };

    // By name only: Enum.Parse would take "2", and "L0, L2", for L2.
    private static HoldLevel? Level(string? name) => Enum.GetValues<HoldLevel>().Cast<HoldLevel?>().FirstOrDefault(level => level.ToString() == name);
}
