using System.Security.Cryptography;

namespace Gateway.Host.Cli;

/// <summary>A file of components, one a line, as it goes into a JSON array; its digits are never made into a string.</summary>
internal sealed class ComponentFile : IDisposable
{
    // Four lines as long as anybody types them.
    private const int MostBytes = 1024;

    private readonly byte[] _quoted = GC.AllocateArray<byte>(2 * MostBytes, pinned: true);
    private int _count;

    private ComponentFile()
    {
    }

    /// <summary>The lines between quotes, with commas between them; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Quoted => _quoted.AsMemory(0, _count);

    /// <summary>Reads a file; - is standard input.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, is too long, or holds what is no text of a component.</exception>
    public static ComponentFile Of(string path)
    {
        var bytes = GC.AllocateArray<byte>(MostBytes, pinned: true);
        var file = new ComponentFile();
        try
        {
            using var stream = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            file.Fill(bytes.AsSpan(0, stream.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false)), path);
            return file;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The key file {path} cannot be read: {unreadable.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Erases the digits.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_quoted);

    private void Fill(ReadOnlySpan<byte> text, string path)
    {
        if (text.Length == MostBytes || text.IndexOfAny((byte)'"', (byte)'\\') >= 0 || text.IndexOfAnyExceptInRange((byte)'\t', (byte)'~') >= 0)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The key file {path} holds no components: lines of hexadecimal digits are expected.");
        }

        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }

            Put(_count > 0 ? ",\""u8 : "\""u8);
            Put(line);
            Put("\""u8);
        }
    }

    private void Put(ReadOnlySpan<byte> part)
    {
        foreach (var character in part)
        {
            // A tab between groups of digits is a space to everybody, and would be a fault of JSON.
            _quoted[_count++] = character < (byte)' ' ? (byte)' ' : character;
        }
    }
}
