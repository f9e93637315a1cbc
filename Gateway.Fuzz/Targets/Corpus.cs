namespace Gateway.Fuzz.Targets;

/// <summary>Inputs as text: in a <c>.hex</c> file one a line, a line that begins with <c>#</c> says what stands below it; any other file is one input.</summary>
internal static class Corpus
{
    private const string Hex = ".hex";

    /// <summary>The inputs of one target, each with a name to find it by; none when the folder is not there.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Of(string folder)
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).SelectMany(Read) : [];

    /// <summary>The inputs of one file.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Read(string file)
    {
        var name = Path.GetFileName(file);
        if (Path.GetExtension(file) != Hex)
        {
            return [(name, File.ReadAllBytes(file))];
        }

        return File.ReadLines(file)
            .Select((line, index) => (Line: line.Trim(), Name: $"{name}-{index + 1}"))
            .Where(row => row.Line.Length > 0 && row.Line[0] != '#')
            .Select(row => (row.Name, Convert.FromHexString(row.Line)));
    }
}
