using Gateway.Iso8583.Dialects;

namespace Gateway.Host.Cli.Decoding;

/// <summary>The dialects a command may be given by name, each with what reads and writes it made once.</summary>
internal sealed class DialectShelf
{
    private readonly Dictionary<string, DialectCodec> _codecs = new(StringComparer.Ordinal);
    private readonly DialectCatalog _catalog;

    /// <summary>Reads a folder of dialect files; null for the embedded dialects alone.</summary>
    /// <exception cref="CommandFailedException">The folder, or a file of it, is of no use; every fault is named, a line each.</exception>
    public DialectShelf(string? folder)
    {
        try
        {
            _catalog = folder is null ? DialectCatalog.Embedded : DialectCatalog.Load(folder);
        }
        catch (DialectException faulty)
        {
            throw new CommandFailedException(ExitCode.Usage, string.Join(Environment.NewLine, faulty.Faults));
        }
    }

    /// <summary>Finds a dialect.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="codec">The dialect with what reads and writes it.</param>
    /// <param name="fault">One sentence that lists the names there are; empty when there is such a dialect.</param>
    /// <returns><see langword="false"/> when there is none of that name.</returns>
    public bool TryFind(string name, out DialectCodec codec, out string fault)
    {
        fault = "";
        if (_codecs.TryGetValue(name, out codec!))
        {
            return true;
        }

        if (_catalog.Find(name) is { } dialect)
        {
            _codecs[name] = codec = new DialectCodec(dialect);
            return true;
        }

        fault = $"There is no such dialect; there are {string.Join(", ", _catalog.Names)}.";
        return false;
    }
}
