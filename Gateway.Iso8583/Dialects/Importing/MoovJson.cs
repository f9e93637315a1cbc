using System.Globalization;
using System.Text.Json;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Hands out what stands in a JSON object of a moov specification; the case of names does not matter, as there.</summary>
/// <param name="Json">The object.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Origin">What the dialect is to be called.</param>
internal sealed record MoovJson(JsonElement Json, string Path, string Origin)
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Opens a text; every name and text in it is known to be readable afterwards.</summary>
    internal static JsonDocument Open(string json, string origin)
    {
        try
        {
            var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), _options);
            Check(document.RootElement);
            return document;
        }
        catch (JsonException damage)
        {
            throw new DialectException(origin, [string.Create(
                CultureInfo.InvariantCulture,
                $"The text is not JSON: it breaks at line {(damage.LineNumber ?? 0) + 1}, byte {(damage.BytePositionInLine ?? 0) + 1}.")]);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // Half a character as an escape is found when it is read, as itself already when the text is opened.
            throw new DialectException(origin, ["The text has half of a surrogate pair in it, which is no character."]);
        }
    }

    internal DialectException Fault(string fault) => new(Origin, [$"In {Path}, {fault}."]);

    internal string? Text(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw Fault($"'{name}' is not a text"),
    };

    internal int Number(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => 0,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && value is >= 0 and <= WireForm.Most => value,
        _ => throw Fault($"'{name}' is not a number from 0 to {WireForm.Most}"),
    };

    internal bool Flag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    internal MoovJson? Row(string name, string path) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } row => new MoovJson(row, path, Origin),
        _ => throw Fault($"'{name}' is not an object"),
    };

    /// <summary>The objects in an object, each with its name.</summary>
    internal List<(string Key, MoovJson Row)> Rows(Func<string, string> path) =>
    [
        .. Json.EnumerateObject().Select(member => member.Value.ValueKind == JsonValueKind.Object
            ? (member.Name, new MoovJson(member.Value, path(member.Name), Origin))
            : throw Fault("a member is not an object")),
    ];

    private JsonElement? Find(string name)
    {
        JsonElement? found = null;
        foreach (var member in Json.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                found = member.Value;
            }
        }

        return found;
    }

    private static void Check(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Check(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    Check(member.Value);
                }

                break;
        }
    }
}
