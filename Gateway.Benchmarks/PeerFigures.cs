namespace Gateway.Benchmarks;

/// <summary>What was measured of other libraries with the same message on a machine of the same kind, in nanoseconds.</summary>
/// <remarks>Documented figures of other runs, for orientation; only the ratios to the yardstick of the same run compare exactly.</remarks>
internal static class PeerFigures
{
    public static IReadOnlyList<(string Name, double?[] Nanoseconds)> All { get; } =
    [
        //                                          ASCII parse build   forward   BCD parse build    forward
        ("jPOS 2.1.10 (Java 17)",       [1_239, 2_600, 3_360, 1_574, 2_697, 3_933]),
        ("NetCore8583 2.5.0 (C#)",      [2_229, 2_194, 4_155, 1_788, 3_081, 6_075]),
        ("iso8583net 2.0 (C#)",         [null, null, null, 1_513, 1_100, 2_069]),
        ("OpenIso8583Net (C#)",         [4_015, 6_178, 11_361, null, null, null]),
        ("moov-io/iso8583 (Go)",        [5_161, 9_564, 10_972, 53_088, 100_845, 158_388]),
        ("pyiso8583 (CPython)",         [28_972, 31_648, 61_974, 30_429, 31_620, 61_485]),
    ];
}
