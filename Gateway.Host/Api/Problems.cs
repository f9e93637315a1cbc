using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Api;

/// <summary>Refusals over HTTP: one sentence, in the shape of RFC 9457.</summary>
internal static class Problems
{
    /// <summary>Largest body taken, 64 kB: a hundred times the longest command.</summary>
    public const int MostBodyBytes = 64 * 1024;

    /// <summary>A refusal with one sentence that says why.</summary>
    public static IResult Of(int status, string sentence) => Results.Problem(detail: sentence, statusCode: status);

    /// <summary>The sentence for a status that was set without one, before any command was asked.</summary>
    public static string Sentence(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read: its JSON is malformed, or a value in it is of the wrong kind.",
        StatusCodes.Status404NotFound => "There is nothing at this path.",
        StatusCodes.Status405MethodNotAllowed => "This path does not take this method.",
        StatusCodes.Status413PayloadTooLarge => $"The body is larger than {MostBodyBytes} bytes.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be JSON, with the header Content-Type: application/json.",
        StatusCodes.Status503ServiceUnavailable => "The journal cannot be read at the moment.",
        StatusCodes.Status500InternalServerError => "The gateway failed on this request.",
        _ => $"The request was refused with status {status}.",
    };
}
