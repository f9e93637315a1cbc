using Gateway.Iso8583.Dialects;

namespace Gateway.Host.Cli.Decoding;

/// <summary>The dialects a command may be given by name, with faults as sentences.</summary>
internal sealed class DialectShelf
{
    private readonly Dictionary<string, DialectCodec> _codecs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _faulty = new(StringComparer.Ordinal);
    private readonly DialectFolder _folder;

    /// <summary>Looks at a folder of dialect files; null for the embedded dialects alone.</summary>
    /// <exception cref="CommandFailedException">The folder is of no use.</exception>
    public DialectShelf(string? folder)
    {
        try
        {
            _folder = new DialectFolder(folder);
        }
        catch (DialectException taken)
        {
            throw new CommandFailedException(ExitCode.Usage, taken.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The folder {folder} cannot be read.");
        }
    }

    /// <summary>Finds a dialect.</summary>
    /// <returns><see langword="false"/> when there is none of that name, or its file is faulty; the fault is one sentence or several.</returns>
    public bool TryFind(string name, out DialectCodec codec, out string fault)
    {
        fault = "";
        if (_codecs.TryGetValue(name, out codec!))
        {
            return true;
        }

        if (!_faulty.TryGetValue(name, out fault!) && TryLoad(name, out var dialect, out fault))
        {
            _codecs[name] = codec = new DialectCodec(dialect!);
            return true;
        }

        return false;
    }

    private bool TryLoad(string name, out Dialect? dialect, out string fault)
    {
        dialect = null;
        try
        {
            fault = _folder.TryFind(name, out dialect) ? "" : $"There is no such dialect; there are {string.Join(", ", _folder.Names)}.";
            return dialect is not null;
        }
        catch (DialectException faulty)
        {
            fault = faulty.Message;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = "The dialect's file cannot be read.";
        }

        _faulty[name] = fault;
        return false;
    }
}
