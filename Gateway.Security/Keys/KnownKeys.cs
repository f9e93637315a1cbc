using System.Collections.Frozen;

namespace Gateway.Security.Keys;

/// <summary>DES parts that no real key may contain.</summary>
internal static class KnownKeys
{
    /// <summary>The 4 weak and 12 semi-weak keys. Source: NIST SP 800-67 rev. 2, section 3.3.2.</summary>
    internal static FrozenSet<ulong> Weak { get; } = Set(
    [
        "0101010101010101", "FEFEFEFEFEFEFEFE", "E0E0E0E0F1F1F1F1", "1F1F1F1F0E0E0E0E",
        "011F011F010E010E", "1F011F010E010E01", "01E001E001F101F1", "E001E001F101F101",
        "01FE01FE01FE01FE", "FE01FE01FE01FE01", "1FE01FE00EF10EF1", "E01FE01FF10EF10E",
        "1FFE1FFE0EFE0EFE", "FE1FFE1FFE0EFE0E", "E0FEE0FEF1FEF1FE", "FEE0FEE0FEF1FEF1",
    ]);

    /// <summary>
    /// Parts of keys that stand in manuals, simulators and public test suites. One known part is enough to refuse a key:
    /// what is left would be single DES.
    /// </summary>
    internal static FrozenSet<ulong> Test { get; } = Set(
    [
        // Counting patterns, forwards, backwards and rotated, and decimal digits as hexadecimal or ASCII.
        "0123456789ABCDEF", "FEDCBA9876543210", "89ABCDEF01234567", "76543210FEDCBA98", "ABCDEF0123456789",
        "0011223344556677", "8899AABBCCDDEEFF", "7766554433221100", "FFEEDDCCBBAA9988",
        "1122334455667788", "99AABBCCDDEEFF00", "0001020304050607", "08090A0B0C0D0E0F", "1011121314151617",
        "0102030405060708", "090A0B0C0D0E0F10", "1234567890ABCDEF", "1234567890123456", "7890123456789012",
        "1234567812345678", "8765432187654321", "9876543210FEDCBA", "3132333435363738", "3837363534333231",
        "3031323334353637", "3839414243444546",

        // The halves of the well-known test pairs of Thales local master keys that are not eight equal bytes.
        "7902CD1FD36EF8BA", "C1C1010101010101", "D0D0010101010101", "E0E0010101010101", "F1F1010101010101",
        "1C587F1C13924FEF",

        // Terminal master keys printed in public UnionPay examples.
        "CA5D92598DCA48CE", "8A4C76361A9269E9", "1CF88AB5D64F314F", "9EF237FBD99E29CD",
    ]);

    private static FrozenSet<ulong> Set(IEnumerable<string> parts)
        => parts.Select(part => KeyPolicy.Part(Convert.FromHexString(part), 0)).ToFrozenSet();
}
