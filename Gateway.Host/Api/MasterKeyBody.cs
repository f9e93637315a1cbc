using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Api;

/// <summary>All components of a master key as they are posted by one person; their digits are never made into a string.</summary>
internal sealed class MasterKeyBody : IDisposable
{
    // One more than a key has, so that too many are told from just enough; each 64 digits with as much white space as anybody types.
    private const int MostComponents = 4;
    private const int MostDigits = 256;

    private readonly byte[] _hex = GC.AllocateArray<byte>(MostComponents * MostDigits, pinned: true);
    private readonly List<ReadOnlyMemory<byte>> _components = [];

    /// <summary>The components, each its digits as ASCII.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Components => _components;

    /// <summary>The check value of the whole key; null when none was said.</summary>
    public string? Kcv { get; private set; }

    /// <summary>Who says he enters it.</summary>
    public string? By { get; private set; }

    /// <summary>Reads a body, and erases what it was read from.</summary>
    /// <returns>The components; null when the body is no JSON object of the right shape.</returns>
    public static async Task<MasterKeyBody?> Read(HttpRequest request, CancellationToken cancellation)
    {
        var buffer = GC.AllocateArray<byte>(Problems.MostBodyBytes, pinned: true);
        var body = new MasterKeyBody();
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            if (body.Fill(buffer.AsSpan(0, length)))
            {
                return body;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Told as any body of another shape.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }

        body.Dispose();
        return null;
    }

    /// <summary>Erases the digits.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_hex);

    /// <summary>How many components there are; never what they are.</summary>
    public override string ToString() => $"{_components.Count} components";

    private bool Fill(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Known names only: digits under a misspelt one would become a string.
            var (isComponents, isKcv) = (reader.ValueTextEquals("components"u8), reader.ValueTextEquals("kcv"u8));
            if ((!isComponents && !isKcv && !reader.ValueTextEquals("by"u8)) || !reader.Read() || !(isComponents ? TakeAll(ref reader) : Take(ref reader, isKcv)))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private bool Take(ref Utf8JsonReader reader, bool isKcv)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            return false;
        }

        var text = reader.GetString();
        (Kcv, By) = isKcv ? (text, By) : (Kcv, text);
        return true;
    }

    // A component that is null is one without digits, which is told by its number.
    private bool TakeAll(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_components.Count == MostComponents || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null) || reader.ValueSpan.Length > MostDigits)
            {
                return false;
            }

            var room = _hex.AsMemory(_components.Count * MostDigits, MostDigits);
            _components.Add(room[..(reader.TokenType == JsonTokenType.Null ? 0 : reader.CopyString(room.Span))]);
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }
}
