using System.Security.Cryptography;

namespace Gateway.Simulator.Commands;

/// <summary>Reads a key from a file: hexadecimal lines, one a component, combined by exclusive-or. Lines with # are comments.</summary>
internal static class KeyFile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <returns>16 or 24 bytes; 32 for AES.</returns>
    /// <exception cref="UsageException">No such file, or not such a key; the text has no part of it.</exception>
    internal static byte[] Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The key file {path} cannot be read.");
        }

        byte[]? key = null;
        foreach (var line in lines.Select(line => string.Concat(line.Where(character => !char.IsWhiteSpace(character)))))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Length is not (32 or 48 or 64) || !line.All(char.IsAsciiHexDigit) || (key is not null && line.Length != 2 * key.Length))
            {
                throw new UsageException($"The key file {path} needs lines of 32, 48 or 64 hexadecimal characters, all of one length.");
            }

            var component = Convert.FromHexString(line);
            key ??= new byte[component.Length];
            for (var at = 0; at < key.Length; at++)
            {
                key[at] ^= component[at];
            }

            CryptographicOperations.ZeroMemory(component);
        }

        return key ?? throw new UsageException($"The key file {path} has no key in it.");
    }
}
