using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Api;

/// <summary>A component of a key as it is posted; its digits are never made into a string.</summary>
internal sealed class ComponentBody : IDisposable
{
    private static readonly string[] _names = ["usage", "owner", "algorithm", "of", "kcv", "keyKcv", "by"];

    private readonly byte[] _hex = GC.AllocateArray<byte>(MostDigits, pinned: true);
    private int _digits;

    // 64 digits, and as much white space as anybody types between them.
    private const int MostDigits = 256;

    /// <summary>The digits as ASCII.</summary>
    public ReadOnlyMemory<byte> Hex => _hex.AsMemory(0, _digits);

    /// <summary>Every other member, by its name.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>How many components the key has; 0 when nothing was said.</summary>
    public int Of { get; private set; }

    /// <summary>Reads a body, and erases what it was read from.</summary>
    /// <returns>The component; null when the body is no JSON object of the right shape.</returns>
    public static async Task<ComponentBody?> Read(HttpRequest request, CancellationToken cancellation)
    {
        var buffer = GC.AllocateArray<byte>(Problems.MostBodyBytes, pinned: true);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            var body = new ComponentBody();
            if (body.Fill(buffer.AsSpan(0, length)))
            {
                return body;
            }

            body.Dispose();
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>A member; null when absent or empty.</summary>
    public string? Text(string name) => Texts.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>Erases the digits.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_hex);

    /// <summary>Never the component.</summary>
    public override string ToString() => $"A component of {Text("usage")} key of {Text("owner")}";

    private bool Fill(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                // Known names only: digits under a misspelt one would become a string.
                var isComponent = reader.ValueTextEquals("component"u8);
                var name = isComponent ? "component" : reader.GetString()!;
                if ((!isComponent && !_names.Contains(name)) || !reader.Read() || !Take(ref reader, name, isComponent))
                {
                    return false;
                }
            }

            return reader.TokenType == JsonTokenType.EndObject;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool Take(ref Utf8JsonReader reader, string name, bool isComponent)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when isComponent && reader.ValueSpan.Length <= MostDigits:
                _digits = reader.CopyString(_hex);
                return true;
            case JsonTokenType.String when !isComponent:
                Texts[name] = reader.GetString()!;
                return true;
            case JsonTokenType.Number when name == "of" && reader.TryGetInt32(out var of):
                Of = of;
                return true;
            default:
                return reader.TokenType == JsonTokenType.Null;
        }
    }
}
