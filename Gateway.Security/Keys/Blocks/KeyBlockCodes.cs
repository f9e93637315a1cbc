namespace Gateway.Security.Keys.Blocks;

/// <summary>The values that the standard knows for the attributes of a key.</summary>
/// <remarks>
/// Digits are left to agreements between two parties; the gateway writes algorithm 4 for SM4, for which the standard has no
/// letter. Source: ANSI X9.143:2021, tables 2, 3, 4 and 6.
/// </remarks>
internal static class KeyBlockCodes
{
    internal const char Sm4 = '4';

    private const string Algorithms = "ADEHRST";
    private const string Modes = "BCDEGNSTVXY";
    private const string Exportabilities = "ENS";
    private const string Contexts = "012";

    // The highest code of each letter.
    private static readonly string[] _lastUsages = ["B3", "C0", "D3", "E7", "I0", "K4", "M8", "P1", "S2", "V5"];

    /// <summary>Refuses a header with an attribute that means nothing.</summary>
    internal static void Check(KeyBlockHeader header)
    {
        if (header.Usage is not { Length: 2 } || !IsUsage(header.Usage))
        {
            throw KeyBlockText.Fault("usage", 5, "is no key usage");
        }

        Require(Algorithms, header.Algorithm, "algorithm", 7);
        Require(Modes, header.Mode, "mode of use", 8);
        if (header.KeyVersion is not { Length: 2 } || !KeyBlockText.IsAlphanumeric(header.KeyVersion))
        {
            throw KeyBlockText.Fault("key version number", 9, "is not made of two letters and digits");
        }

        if (!Exportabilities.Contains(header.Exportability, StringComparison.Ordinal))
        {
            throw KeyBlockText.Fault("exportability", 11, "is none of E, N and S");
        }

        if (!Contexts.Contains(header.Context, StringComparison.Ordinal))
        {
            throw KeyBlockText.Fault("key context", 14, "is none of 0, 1 and 2");
        }
    }

    /// <summary>The cipher behind an algorithm; none for keys of two halves, which the gateway has no use for.</summary>
    internal static KeyAlgorithm? Algorithm(char code) => code switch
    {
        'D' => KeyAlgorithm.Des,
        'T' => KeyAlgorithm.Tdes,
        'A' => KeyAlgorithm.Aes,
        'H' => KeyAlgorithm.Hmac,
        Sm4 => KeyAlgorithm.Sm4,
        _ => null,
    };

    /// <summary>The cipher of a key of known length: a single-length key is DES, though partners write T for it.</summary>
    internal static KeyAlgorithm? Algorithm(char code, int bytes)
        => Algorithm(code) is KeyAlgorithm.Tdes && bytes == BlockCiphers.DesBlockBytes ? KeyAlgorithm.Des : Algorithm(code);

    /// <summary>The letter of a cipher.</summary>
    internal static char Code(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des => 'D',
        KeyAlgorithm.Tdes => 'T',
        KeyAlgorithm.Aes => 'A',
        KeyAlgorithm.Hmac => 'H',
        KeyAlgorithm.Sm4 => Sm4,
        _ => throw new KeyException($"Key blocks have no letter for {algorithm}."),
    };

    private static bool IsUsage(string usage)
        => char.IsAsciiDigit(usage[0])
            ? char.IsAsciiDigit(usage[1])
            : char.IsAsciiDigit(usage[1]) && Array.Exists(_lastUsages, last => usage[0] == last[0] && usage[1] <= last[1]);

    private static void Require(string letters, char value, string field, int offset)
    {
        if (!char.IsAsciiDigit(value) && !letters.Contains(value, StringComparison.Ordinal))
        {
            throw KeyBlockText.Fault(field, offset, "is no value of the standard");
        }
    }
}
