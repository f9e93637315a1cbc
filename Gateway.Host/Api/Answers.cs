using Gateway.Host.Estate;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Api;

/// <summary>What came of a command, as HTTP.</summary>
internal static class Answers
{
    /// <summary>201 with a location where something was made, 200, or a refusal with one sentence.</summary>
    public static IResult Of<T, TModel>(CommandResult<T> result, Func<T, string>? location, Func<T, TModel> model)
        where T : class => result.Outcome switch
        {
            CommandOutcome.Done when location is not null => Results.Created(location(result.Value!), model(result.Value!)),
            CommandOutcome.Done or CommandOutcome.Already => Results.Ok(model(result.Value!)),
            CommandOutcome.Invalid => Problems.Of(StatusCodes.Status400BadRequest, result.Sentence),
            CommandOutcome.NotFound => Missing(result.Sentence),
            CommandOutcome.Conflict => Problems.Of(StatusCodes.Status409Conflict, result.Sentence),
            CommandOutcome.TooOften => Problems.Of(StatusCodes.Status429TooManyRequests, result.Sentence),
            _ => Problems.Of(StatusCodes.Status503ServiceUnavailable, result.Sentence),
        };

    /// <summary>404 with one sentence.</summary>
    public static IResult Missing(string sentence) => Problems.Of(StatusCodes.Status404NotFound, sentence);
}
