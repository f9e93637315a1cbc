using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Iso8583.Dialects;

/// <summary>Puts a dialect that extends another on top of it, and lists of tags where they are named.</summary>
internal sealed class DialectMerge(Func<string, string?> sources, JsonDocumentOptions options, List<string> faults)
{
    /// <summary>How many dialects may stand on top of each other; more is a circle.</summary>
    private const int MostLayers = 8;

    internal JsonNode? Merge(JsonNode? node, int depth)
    {
        if (node is not JsonObject top)
        {
            return node;
        }

        AddTags(top);
        if (!top.Remove("extends", out var extended))
        {
            return top;
        }

        if (extended is not JsonValue value || !value.TryGetValue<string>(out var name) || sources(name) is not { } text)
        {
            faults.Add("In the file, 'extends' names no dialect that is known here.");
            return top;
        }

        if (depth == MostLayers)
        {
            faults.Add($"In the file, 'extends' goes in a circle, or deeper than {MostLayers}.");
            return top;
        }

        return Merge(JsonNode.Parse(text, documentOptions: options), depth + 1) is JsonObject below ? Put(top, below) : top;
    }

    private static JsonObject Put(JsonObject top, JsonObject below)
    {
        foreach (var (name, value) in top.ToList())
        {
            top.Remove(name);
            below[name] = (name, value, below[name]) switch
            {
                ("elements", JsonArray rows, JsonArray under) => PutRows(rows, under, "n"),
                ("rules", JsonArray rows, JsonArray under) => PutRows(rows, under, "mti"),
                _ => value,
            };
        }

        return below;
    }

    private static JsonArray PutRows(JsonArray rows, JsonArray under, string key)
    {
        var replaced = rows.Select(row => Key(row, key)).ToHashSet();
        var kept = under.Where(row => !replaced.Contains(Key(row, key)));
        var added = rows.Where(row => row is not JsonObject gone || gone["absent"]?.GetValueKind() != JsonValueKind.True);
        return [.. kept.Concat(added).Select(row => row?.DeepClone())];
    }

    private static string Key(JsonNode? row, string key) => (row as JsonObject)?[key]?.ToJsonString() ?? "";

    private void AddTags(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject row:
                foreach (var (_, value) in row.ToList())
                {
                    AddTags(value);
                }

                if (row["kind"] is not null && row.Remove("tags", out var list))
                {
                    row["elements"] = Tags(list, row["elements"] as JsonArray);
                }

                break;
            case JsonArray rows:
                foreach (var row in rows)
                {
                    AddTags(row);
                }

                break;
            default:
                break;
        }
    }

    private JsonArray Tags(JsonNode? list, JsonArray? own)
    {
        var name = list is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        if (TagLists.Find(name) is not { } json || JsonNode.Parse(json)?["tags"] is not JsonArray tags)
        {
            faults.Add("In the file, 'tags' names no list of tags; there is emv.");
            return [];
        }

        return own is null ? [.. tags.Select(tag => tag?.DeepClone())] : PutRows([.. own.Select(row => row?.DeepClone())], tags, "tag");
    }
}
