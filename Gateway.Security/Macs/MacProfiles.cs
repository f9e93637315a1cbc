using System.Collections.Frozen;
using Gateway.Security.Keys;

namespace Gateway.Security.Macs;

/// <summary>The profiles in common use, by name.</summary>
/// <remarks>
/// <para>Names are lower case. A number at the end is the bytes that the code is cut to, so that it fits the 8 of DE 64 or DE 128.</para>
/// <para>
/// Source: ANSI X9.9 and X9.19; ISO/IEC 9797-1:2011; NIST SP 800-38B; GB/T 15852.1-2020; FIPS 198-1; Q/CUP 009 terminal messages
/// and their CBC relatives as independent implementations show them.
/// </para>
/// </remarks>
public static class MacProfiles
{
    private static readonly FrozenDictionary<string, MacProfile> _table = new Dictionary<string, MacProfile>
    {
        // Wholesale and retail banking in the United States; 4 bytes of the first and all of the second are what is sent.
        ["x9.9"] = Block(MacAlgorithm.Cbc, KeyAlgorithm.Des, MacPadding.Zeros, 4),
        ["x9.19"] = Block(MacAlgorithm.Retail, KeyAlgorithm.Tdes, MacPadding.Zeros, 8),
        ["x9.19-4"] = Block(MacAlgorithm.Retail, KeyAlgorithm.Tdes, MacPadding.Zeros, 4),

        ["iso9797-1-alg1-padding1"] = Block(MacAlgorithm.Cbc, KeyAlgorithm.Tdes, MacPadding.Zeros, 8) with { AllowsSingleDes = true },
        ["iso9797-1-alg1-padding2"] = Block(MacAlgorithm.Cbc, KeyAlgorithm.Tdes, MacPadding.OneAndZeros, 8) with { AllowsSingleDes = true },
        ["iso9797-1-alg1-padding3"] = Block(MacAlgorithm.Cbc, KeyAlgorithm.Tdes, MacPadding.Length, 8) with { AllowsSingleDes = true },
        ["iso9797-1-alg3-padding1"] = Block(MacAlgorithm.Retail, KeyAlgorithm.Tdes, MacPadding.Zeros, 8),
        ["iso9797-1-alg3-padding2"] = Block(MacAlgorithm.Retail, KeyAlgorithm.Tdes, MacPadding.OneAndZeros, 8),
        ["iso9797-1-alg3-padding3"] = Block(MacAlgorithm.Retail, KeyAlgorithm.Tdes, MacPadding.Length, 8),

        ["tdes-cmac"] = Block(MacAlgorithm.Cmac, KeyAlgorithm.Tdes, MacPadding.None, 8),
        ["aes-cmac"] = Block(MacAlgorithm.Cmac, KeyAlgorithm.Aes, MacPadding.None, 16),
        ["aes-cmac-8"] = Block(MacAlgorithm.Cmac, KeyAlgorithm.Aes, MacPadding.None, 8),

        ["sm4-cbc"] = Block(MacAlgorithm.Cbc, KeyAlgorithm.Sm4, MacPadding.OneAndZeros, 16),
        ["sm4-cbc-8"] = Block(MacAlgorithm.Cbc, KeyAlgorithm.Sm4, MacPadding.OneAndZeros, 8),
        ["sm4-cmac"] = Block(MacAlgorithm.Cmac, KeyAlgorithm.Sm4, MacPadding.None, 16),
        ["sm4-cmac-8"] = Block(MacAlgorithm.Cmac, KeyAlgorithm.Sm4, MacPadding.None, 8),

        ["hmac-sha-256"] = Hash(HashFunction.Sha256, 32),
        ["hmac-sha-256-8"] = Hash(HashFunction.Sha256, 8),
        ["hmac-sm3"] = Hash(HashFunction.Sm3, 32),

        ["unionpay-ecb"] = Spelled(Block(MacAlgorithm.CupEcb, KeyAlgorithm.Tdes, MacPadding.None, 4)) with { AllowsSingleDes = true },
        ["unionpay-ecb-sm4"] = Spelled(Block(MacAlgorithm.CupEcb, KeyAlgorithm.Sm4, MacPadding.None, 4)),
        ["unionpay-x9.9"] = Spelled(Block(MacAlgorithm.Cbc, KeyAlgorithm.Tdes, MacPadding.Zeros, 4)) with { AllowsSingleDes = true },
        ["unionpay-x9.19"] = Spelled(Block(MacAlgorithm.Retail, KeyAlgorithm.Tdes, MacPadding.Zeros, 4)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _table.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds a profile.</summary>
    /// <param name="name">One of <see cref="Names"/>, exactly.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">There is none of that name; the text lists those that there are.</exception>
    public static MacProfile Named(string name) => _table.TryGetValue(name, out var profile)
        ? profile
        : throw new ArgumentException($"There is no MAC profile \"{name}\"; there are {string.Join(", ", Names)}.", nameof(name));

    private static MacProfile Block(MacAlgorithm algorithm, KeyAlgorithm cipher, MacPadding padding, int bytes)
        => new() { Algorithm = algorithm, KeyAlgorithm = cipher, Padding = padding, Bytes = bytes };

    private static MacProfile Hash(HashFunction function, int bytes)
        => new() { Algorithm = MacAlgorithm.Hmac, KeyAlgorithm = KeyAlgorithm.Hmac, Hash = function, Bytes = bytes };

    private static MacProfile Spelled(MacProfile profile) => profile with { Coding = MacCoding.HexText };
}
