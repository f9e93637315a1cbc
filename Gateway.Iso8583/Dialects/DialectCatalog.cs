using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Iso8583.Dialects;

/// <summary>The dialects that can be named: those that come with this library, and those of a folder. Immutable.</summary>
public sealed class DialectCatalog
{
    /// <summary>Largest dialect file, in bytes; ten times the longest embedded one.</summary>
    public const int MaxFileBytes = 1024 * 1024;

    /// <summary>Most files of a folder; far more links than one gateway has.</summary>
    public const int MaxFiles = 500;

    private readonly SortedDictionary<string, Dialect> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private DialectCatalog()
    {
    }

    /// <summary>The embedded dialects alone.</summary>
    public static DialectCatalog Embedded { get; } = new();

    /// <summary>Every name, the embedded ones first.</summary>
    public IReadOnlyList<string> Names => [.. Dialect.EmbeddedNames, .. _own.Keys];

    /// <summary>Reads every <c>*.json</c> of a folder, subfolders left out.</summary>
    /// <param name="folder">The folder. A file may extend an embedded dialect or another file, by its name.</param>
    /// <returns>The embedded dialects and those of the folder.</returns>
    /// <exception cref="DialectException">A file is no dialect, takes a name that is taken, or cannot be read; every fault of every
    /// file is listed, each beginning with the name of its file.</exception>
    public static DialectCatalog Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var files = new DialectFolder(folder);
        var catalog = new DialectCatalog();
        foreach (var file in files.Read())
        {
            if (NameOf(file.Text) is { } name && catalog.IsFree(name, file.Name, files.Faults))
            {
                catalog._texts.Add(name, file.Text);
            }
        }

        foreach (var file in files.Read())
        {
            catalog.Take(file, files.Faults);
        }

        return files.Faults.Count == 0 ? catalog : throw new DialectException($"folder {folder}", [.. files.Faults.Distinct()]);
    }

    /// <summary>A dialect by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The dialect.</returns>
    /// <exception cref="KeyNotFoundException">There is none of that name; the known ones are listed.</exception>
    public Dialect Get(string name)
        => Find(name) ?? throw new KeyNotFoundException($"There is no dialect '{name}'; there are {string.Join(", ", Names)}.");

    /// <summary>A dialect by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The dialect, or null when there is none of that name.</returns>
    public Dialect? Find(string name)
        => _own.GetValueOrDefault(name) ?? (Dialect.EmbeddedNames.Contains(name) ? Dialect.Embedded(name) : null);

    /// <summary>Reads a dialect that may extend any of this catalog; it is not added.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="source">Where it came from, for error messages.</param>
    /// <returns>The dialect.</returns>
    /// <exception cref="DialectException">The text is not a dialect; every fault is listed.</exception>
    public Dialect Parse(string json, string source) => Dialect.Parse(json, source, Text);

    private string? Text(string name) => _texts.GetValueOrDefault(name) ?? Dialect.EmbeddedText(name);

    private bool IsFree(string name, string file, List<string> faults)
    {
        if (Dialect.EmbeddedNames.Contains(name))
        {
            faults.Add($"{file}: In the file, 'name' is '{name}', which is an embedded dialect's.");
            return false;
        }

        if (_texts.ContainsKey(name))
        {
            faults.Add($"{file}: In the file, 'name' is '{name}', which another file of the folder has too.");
            return false;
        }

        return true;
    }

    private void Take((string Name, string Text) file, List<string> faults)
    {
        try
        {
            var dialect = Parse(file.Text, file.Name);
            _own.TryAdd(dialect.Name, dialect);
        }
        catch (DialectException wrong)
        {
            // What is wrong with the dialect below is said once, for its own file.
            var below = FaultsBelow(file.Text);
            faults.AddRange(wrong.Faults.Where(fault => !below.Contains(fault)).Select(fault => $"{file.Name}: {fault}"));
        }
    }

    private IReadOnlyList<string> FaultsBelow(string json)
    {
        if (PropertyOf(json, "extends") is not { } name || PropertyOf(json, "name") == name || !_texts.TryGetValue(name, out var text))
        {
            return [];
        }

        try
        {
            Parse(text, name);
            return [];
        }
        catch (DialectException wrong)
        {
            return [.. wrong.Faults.Where(fault => !fault.Contains("in a circle", StringComparison.Ordinal))];
        }
    }

    private static string? NameOf(string json) => PropertyOf(json, "name");

    private static string? PropertyOf(string json, string property)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: DialectFile.Options) is JsonObject file && file[property] is JsonValue value && value.TryGetValue<string>(out var text)
                ? text : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or ArgumentException)
        {
            // Said in full when the file is read as a dialect.
            return null;
        }
    }
}
