using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Api;

/// <summary>Refusals over HTTP: one sentence, in the shape of RFC 9457.</summary>
internal static class Problems
{
    /// <summary>A refusal with one sentence that says why.</summary>
    public static IResult Of(int status, string sentence) => Results.Problem(detail: sentence, statusCode: status);
}
