using System.Text.Json;

namespace Gateway.Iso8583.Dialects;

/// <summary>One JSON object of a dialect: hands out its properties by name, and notes what is missing, wrong or unknown.</summary>
internal sealed class JsonRow(JsonElement json, string place, List<string> faults)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    internal string Place { get; set; } = place;

    internal string Text(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        faults.Add($"In {Place}, '{name}' is missing or is not a text.");
        return string.Empty;
    }

    internal void Texts(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list
            || list.GetArrayLength() == 0
            || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            faults.Add($"In {Place}, '{name}' is missing or is not a list of texts: a dialect says where its facts come from.");
        }
    }

    internal int? Number(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number))
        {
            return number;
        }

        faults.Add($"In {Place}, '{name}' is missing or is not a whole number.");
        return null;
    }

    internal bool Flag(string name, bool otherwise)
    {
        switch (Find(name)?.ValueKind)
        {
            case null:
                return otherwise;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                faults.Add($"In {Place}, '{name}' is neither true nor false.");
                return otherwise;
        }
    }

    /// <summary>A property that must be one of a few words.</summary>
    internal T Choice<T>(string name, Dictionary<string, T> words, T otherwise, bool required = true)
    {
        var found = Find(name);
        if (found is { ValueKind: JsonValueKind.String } value && words.TryGetValue(value.GetString()!, out var choice))
        {
            return choice;
        }

        if (required || found is not null)
        {
            faults.Add($"In {Place}, '{name}' is not one of {string.Join(", ", words.Keys)}.");
        }

        return otherwise;
    }

    internal bool Mentions(string name) => Find(name) is not null;

    /// <summary>Whether a property is exactly this text; notes nothing.</summary>
    internal bool Is(string name, string text) => Find(name) is { ValueKind: JsonValueKind.String } value && value.ValueEquals(text);

    internal JsonRow Row(string name)
    {
        var found = Find(name);
        if (found is not { ValueKind: JsonValueKind.Object })
        {
            faults.Add($"In {Place}, '{name}' is missing or is not an object.");
        }

        return new JsonRow(found ?? default, $"'{name}'", faults);
    }

    internal IEnumerable<JsonRow> Rows(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            faults.Add($"In {Place}, '{name}' is missing or is not a list of elements.");
            return [];
        }

        return list.EnumerateArray().Select((item, index) => new JsonRow(item, $"element row {index + 1}", faults));
    }

    /// <summary>Notes every property that nobody asked for: a misspelt name must not be a silent default.</summary>
    internal void RefuseOthers()
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (!_asked.Contains(property.Name))
            {
                faults.Add($"In {Place}, '{property.Name}' is not known.");
            }
        }
    }

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
    }
}
