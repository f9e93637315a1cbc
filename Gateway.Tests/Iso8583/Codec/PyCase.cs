using System.Text.Json;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>One case of Vectors/pyiso8583.json: what another library's decoder or encoder answers.</summary>
/// <param name="Test">The test of that library that it comes from.</param>
/// <param name="IsDecode">Whether bytes are read; when not, a document is written.</param>
/// <param name="Raw">The bytes; null where writing fails.</param>
/// <param name="Spec">How each field looks on the wire.</param>
/// <param name="Values">What is decoded, is left after an error, or is to be encoded.</param>
/// <param name="Encoded">Bytes of each field; empty when it fails.</param>
/// <param name="Error">The field, the place and the words of the failure; null when there is none.</param>
internal sealed record PyCase(
    string Test, bool IsDecode, byte[]? Raw, JsonElement Spec, IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, (string Length, string Data)> Encoded, (string Field, int Place, string Words)? Error)
{
    public static IReadOnlyList<PyCase> All { get; } = Load();

    /// <summary>Whether the other library only finds out at work that its specification is none; ours does when it loads it.</summary>
    public bool IsNoDialect => Error is { } error && error.Words.Contains("unknown encoding", StringComparison.Ordinal);

    public override string ToString() => Test;

    private static PyCase[] Load()
    {
        var file = Path.Combine(TestContext.CurrentContext.TestDirectory, "Vectors", "pyiso8583.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(Read)];
    }

    private static PyCase Read(JsonElement row) => new(
        row.GetProperty("test").GetString()!,
        row.GetProperty("op").GetString() == "decode",
        row.TryGetProperty("raw", out var raw) ? Convert.FromHexString(raw.GetString()!) : null,
        row.GetProperty("spec").Clone(),
        Texts(row, "decoded") ?? Texts(row, "partial") ?? Texts(row, "doc") ?? [],
        row.TryGetProperty("encoded", out var encoded) ? encoded.EnumerateObject().ToDictionary(field => field.Name, field => Bytes(field.Value)) : [],
        row.TryGetProperty("error", out var error) ? Fault(error) : null);

    private static Dictionary<string, string>? Texts(JsonElement row, string name)
        => row.TryGetProperty(name, out var texts) ? texts.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!) : null;

    private static (string Length, string Data) Bytes(JsonElement field)
        => (field.GetProperty("len").GetString()!.ToUpperInvariant(), field.GetProperty("data").GetString()!.ToUpperInvariant());

    private static (string Field, int Place, string Words) Fault(JsonElement error) => (
        error.GetProperty("field").GetString()!,
        error.TryGetProperty("pos", out var place) ? place.GetInt32() : -1,
        error.GetProperty("msg").GetString()!);
}
