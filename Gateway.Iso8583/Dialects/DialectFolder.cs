namespace Gateway.Iso8583.Dialects;

/// <summary>The files of a folder of dialects, read once, in the order of their names.</summary>
internal sealed class DialectFolder(string folder)
{
    private List<(string Name, string Text)>? _files;

    /// <summary>What went wrong so far, one sentence each.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>Name and text of every file that could be read.</summary>
    internal IReadOnlyList<(string Name, string Text)> Read() => _files ??= [.. Paths().Select(ReadOne).OfType<(string, string)>()];

    private List<string> Paths()
    {
        try
        {
            var paths = Directory.EnumerateFiles(folder, "*.json").Take(DialectCatalog.MaxFiles + 1).Order(StringComparer.Ordinal).ToList();
            if (paths.Count <= DialectCatalog.MaxFiles)
            {
                return paths;
            }

            Faults.Add($"The folder has more than {DialectCatalog.MaxFiles} dialect files.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Faults.Add($"The folder cannot be read ({fault.GetType().Name}).");
        }

        return [];
    }

    private (string Name, string Text)? ReadOne(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length <= DialectCatalog.MaxFileBytes)
            {
                return (name, File.ReadAllText(path));
            }

            Faults.Add($"{name}: The file is longer than {DialectCatalog.MaxFileBytes} bytes, which no dialect is.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Faults.Add($"{name}: The file cannot be read ({fault.GetType().Name}).");
        }

        return null;
    }
}
