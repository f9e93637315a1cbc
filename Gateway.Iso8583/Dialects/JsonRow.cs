using System.Text.Json;

namespace Gateway.Iso8583.Dialects;

/// <summary>One JSON object of a dialect: hands out its properties by name, and notes what is missing, wrong or unknown.</summary>
/// <param name="json">The object.</param>
/// <param name="place">What it is called in a fault.</param>
/// <param name="faults">Where faults are noted.</param>
/// <param name="owner">What it is part of, as the beginning of what its own parts are called: <c>element 48, </c>.</param>
internal sealed class JsonRow(JsonElement json, string place, List<string> faults, string owner = "")
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    internal string Place { get; set; } = place;

    internal string Owner { get; } = owner;

    internal JsonElement Json => json;

    internal string Text(string name, string? otherwise = null)
    {
        var found = Find(name);
        if (found is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        if (otherwise is null || found is not null)
        {
            faults.Add($"In {Place}, '{name}' is missing or is not a text.");
        }

        return otherwise ?? string.Empty;
    }

    internal IReadOnlyList<string> Texts(string name, string why)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Array } list
            && list.GetArrayLength() > 0
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. list.EnumerateArray().Select(item => item.GetString()!)];
        }

        faults.Add($"In {Place}, '{name}' is missing or is not a list of texts{why}.");
        return [];
    }

    internal int? Number(string name, int? otherwise = null)
    {
        var found = Find(name);
        if (found is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number))
        {
            return number;
        }

        if (otherwise is null || found is not null)
        {
            faults.Add($"In {Place}, '{name}' is missing or is not a whole number.");
        }

        return otherwise;
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

    /// <summary>A property that is an object.</summary>
    internal JsonRow Row(string name)
    {
        var found = Find(name);
        if (found is not { ValueKind: JsonValueKind.Object })
        {
            faults.Add($"In {Place}, '{name}' is missing or is not an object.");
        }

        var isPart = Place.StartsWith("the file", StringComparison.Ordinal);
        return new JsonRow(found ?? default, isPart ? $"'{name}'" : $"{Place}, '{name}'", faults, isPart ? "" : $"{Place}, ");
    }

    /// <summary>A property that is a list of objects.</summary>
    internal IEnumerable<JsonRow> Rows(string name, string owner = "", bool required = true)
    {
        var found = Find(name);
        if (found is { ValueKind: JsonValueKind.Array } list && (list.GetArrayLength() > 0 || !required))
        {
            return list.EnumerateArray().Select((item, index) => new JsonRow(item, $"{owner}{name[..^1]} row {index + 1}", faults, owner));
        }

        if (required || found is not null)
        {
            faults.Add($"In {Place}, '{name}' is missing or is not a list of {name}.");
        }

        return [];
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

    /// <summary>A property as it stands, null when absent; counts as asked for.</summary>
    internal JsonElement? Find(string name)
    {
        _asked.Add(name);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
    }
}
