using Gateway.Security.Keys.Blocks;

namespace Gateway.Tests.Security.Keys;

/// <summary>Short ways to make and open key blocks under keys that are used nowhere else.</summary>
internal static class KeyBlockBench
{
    /// <summary>What old blocks and the weaker protection keys of published examples need.</summary>
    internal static readonly KeyBlockPolicy Lenient = new() { AllowLegacyVersions = true, AllowWeakProtection = true };

    internal static readonly byte[] TripleDes = Convert.FromHexString("5B19C8D32F6E8AE6A1B0254C7F9D3E6826AD5E8937F4C10B");
    internal static readonly byte[] Aes = Convert.FromHexString("C74A1629FE5BD083497F3B10A8E5622C3D8054EA6B1F91C79E2A4FD0137CB586");
    internal static readonly byte[] DoubleKey = Convert.FromHexString("9E2A4FD0137CB5863D8054EA6B1F91C7");

    internal static byte[] ProtectionKey(char version) => version is 'D' or 'E' ? Aes : TripleDes;

    internal static KeyBlockHeader Header(
        char version, string usage = "P0", char algorithm = 'T', char mode = 'B', params OptionalBlock[] blocks)
        => new()
        {
            Version = version,
            Usage = usage,
            Algorithm = algorithm,
            Mode = mode,
            Exportability = 'N',
            OptionalBlocks = blocks,
        };

    internal static string Wrap(KeyBlockHeader header, byte[] key, int maskedKeyLength = 0)
        => KeyBlockWriter.Wrap(ProtectionKey(header.Version), header, key, KeyBlockPolicy.Strict, maskedKeyLength);

    internal static byte[] Key(UnwrappedKey unwrapped)
    {
        using (unwrapped)
        {
            return unwrapped.Key.ToArray();
        }
    }
}
