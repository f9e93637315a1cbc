using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Simulator.Commands;

/// <summary>Reads a key from a file: hexadecimal lines, one a component, combined by exclusive-or. Lines with # are comments.</summary>
internal static class KeyFile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cipher">What it is a key for.</param>
    /// <returns>16 or 24 bytes of triple DES, 16, 24 or 32 of AES.</returns>
    /// <exception cref="UsageException">No such file, or not such a key; the text has no part of it.</exception>
    internal static byte[] Read(string path, KeyAlgorithm cipher = KeyAlgorithm.Tdes)
    {
        int[] lengths = cipher == KeyAlgorithm.Aes ? [32, 48, 64] : [32, 48];
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

            if (!lengths.Contains(line.Length) || !line.All(char.IsAsciiHexDigit) || (key is not null && line.Length != 2 * key.Length))
            {
                throw new UsageException($"The key file {path} needs lines of {string.Join(" or ", lengths)} hexadecimal characters, all of one length.");
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
