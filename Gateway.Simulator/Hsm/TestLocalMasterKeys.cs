using System.Collections.Frozen;
using System.Globalization;
using Gateway.Security.Keys;

namespace Gateway.Simulator.Hsm;

/// <summary>The twenty pairs of local master keys that every payShield manual and simulator has. Known to everybody: for tests alone.</summary>
/// <remarks>Safe from any thread. <b>Source:</b> Thales payShield, test LMK set for variants.</remarks>
public static class TestLocalMasterKeys
{
    private const int PairOfTypeZero = 4;
    private const int VariantOfTypes = 1;

    private static readonly FrozenDictionary<string, byte[]> _pairs = new (string Name, string Key)[]
    {
        ("00-01", "01010101010101017902CD1FD36EF8BA"),
        ("02-03", "20202020202020203131313131313131"),
        ("04-05", "40404040404040405151515151515151"),
        ("06-07", "61616161616161617070707070707070"),
        ("08-09", "80808080808080809191919191919191"),
        ("10-11", "A1A1A1A1A1A1A1A1B0B0B0B0B0B0B0B0"),
        ("12-13", "C1C1010101010101D0D0010101010101"),
        ("14-15", "E0E0010101010101F1F1010101010101"),
        ("16-17", "1C587F1C13924FEF0101010101010101"),
        ("18-19", "01010101010101010101010101010101"),
        ("20-21", "02020202020202020404040404040404"),
        ("22-23", "07070707070707071010101010101010"),
        ("24-25", "13131313131313131515151515151515"),
        ("26-27", "16161616161616161919191919191919"),
        ("28-29", "1A1A1A1A1A1A1A1A1C1C1C1C1C1C1C1C"),
        ("30-31", "23232323232323232525252525252525"),
        ("32-33", "26262626262626262929292929292929"),
        ("34-35", "2A2A2A2A2A2A2A2A2C2C2C2C2C2C2C2C"),
        ("36-37", "2F2F2F2F2F2F2F2F3131313131313131"),
        ("38-39", "01010101010101010101010101010101"),
    }.ToFrozenDictionary(pair => pair.Name, pair => Convert.FromHexString(pair.Key));

    /// <summary>The names of the pairs.</summary>
    public static IReadOnlyCollection<string> Names => _pairs.Keys;

    /// <summary>One pair.</summary>
    /// <param name="name">As 04-05.</param>
    /// <returns>16 bytes, a copy.</returns>
    /// <exception cref="KeyException">There is no such pair.</exception>
    public static byte[] Pair(string name)
        => _pairs.TryGetValue(name, out var pair) ? [.. pair] : throw new KeyException("Pairs of local master keys are named 00-01 to 38-39.");

    /// <summary>The pair that keys of a type are stored under, its variant applied.</summary>
    /// <param name="keyType">Three characters: a variant of 0 to 9 and the code of a pair, 00 to 0E; as 001 or 402.</param>
    /// <returns>16 bytes, a copy.</returns>
    /// <exception cref="KeyException">There is no such type.</exception>
    public static byte[] OfType(string keyType)
    {
        if (keyType.Length != 3
            || !char.IsAsciiDigit(keyType[0])
            || !int.TryParse(keyType.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !_pairs.TryGetValue(NameOf(code), out var pair))
        {
            throw new KeyException("A key type is a variant of 0 to 9 and the code of a pair, 00 to 0E.");
        }

        byte[] key = [.. pair];
        if (keyType[0] != '0')
        {
            key[0] ^= KeyVariants.Thales(VariantOfTypes, keyType[0] - '0');
        }

        return key;
    }

    // The codes count from pair 04-05 and leave out those pairs that hold no keys of users: 08-09, 10-11 and 12-13.
    private static string NameOf(int code)
    {
        var first = code < 2 ? PairOfTypeZero + (2 * code) : 10 + (2 * code);
        return string.Create(CultureInfo.InvariantCulture, $"{first:D2}-{first + 1:D2}");
    }
}
