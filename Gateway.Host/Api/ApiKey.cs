using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Api;

/// <summary>Lets nobody in without the API key, or one of an operator's own; only the question "are you alive?" is free.</summary>
internal sealed class ApiKey(string key, Operators? operators = null)
{
    /// <summary>Header that carries the key.</summary>
    public const string Header = "X-Api-Key";

    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>A new key: 32 random bytes, hexadecimal.</summary>
    public static string Generate() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Middleware that answers 401 in place of what was asked.</summary>
    public Task Check(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers[Header].ToString();
        if (context.Request.Path.StartsWithSegments("/health") || Holds(given))
        {
            return next(context);
        }

        if (operators?.Who(given) is { } name)
        {
            Operators.Remember(context, name);
            return next(context);
        }

        return Problems.Of(StatusCodes.Status401Unauthorized, $"The header {Header} is missing or wrong.").ExecuteAsync(context);
    }

    // Hashes of equal length, compared in constant time: neither the key's length nor its beginning can be felt out.
    private bool Holds(string given) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), _hash);
}
