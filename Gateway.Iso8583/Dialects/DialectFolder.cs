using System.Diagnostics.CodeAnalysis;

namespace Gateway.Iso8583.Dialects;

/// <summary>Dialects by name: those that come with this library, and the files of a folder.</summary>
/// <remarks>
/// A file <c>NAME.json</c> is the dialect <c>NAME</c>; it may extend embedded dialects and other files of the folder. A file is read when
/// its name is first asked for. A name is only ever looked up in the list, so that it cannot lead out of the folder. Not safe for use
/// from several threads.
/// </remarks>
public sealed class DialectFolder
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dialect> _loaded = new(StringComparer.Ordinal);

    /// <summary>Looks at a folder.</summary>
    /// <param name="path">The folder; null for the embedded dialects alone.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    /// <exception cref="DialectException">A file has the name of an embedded dialect.</exception>
    public DialectFolder(string? path)
    {
        foreach (var file in path is null ? [] : Directory.EnumerateFiles(path, "*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (Dialect.EmbeddedNames.Contains(name))
            {
                throw new DialectException(file, ["An embedded dialect has this name already; give the file another and let it extend that one."]);
            }

            _files[name] = file;
        }
    }

    /// <summary>Every name there is: the embedded ones, then the files.</summary>
    public IEnumerable<string> Names => Dialect.EmbeddedNames.Concat(_files.Keys.Order(StringComparer.Ordinal));

    /// <summary>The dialect of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dialect">The dialect; the same object whenever it is asked for.</param>
    /// <returns><see langword="false"/> when there is none of that name.</returns>
    /// <exception cref="DialectException">The file is no dialect; every fault is listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public bool TryFind(string name, [NotNullWhen(true)] out Dialect? dialect)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_loaded.TryGetValue(name, out dialect))
        {
            return true;
        }

        if (Dialect.EmbeddedNames.Contains(name))
        {
            dialect = Dialect.Embedded(name);
        }
        else if (_files.TryGetValue(name, out var file))
        {
            dialect = Dialect.Parse(File.ReadAllText(file), Path.GetFileName(file), Text);
        }

        if (dialect is not null)
        {
            _loaded[name] = dialect;
        }

        return dialect is not null;
    }

    private string? Text(string name)
        => Dialect.EmbeddedText(name) ?? (_files.TryGetValue(name, out var file) ? File.ReadAllText(file) : null);
}
