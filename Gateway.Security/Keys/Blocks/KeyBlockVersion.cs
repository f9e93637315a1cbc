namespace Gateway.Security.Keys.Blocks;

/// <summary>What the first character of a key block stands for.</summary>
/// <param name="Cipher">The cipher of the protecting key.</param>
/// <param name="BlockBytes">Bytes of a cipher block.</param>
/// <param name="MacBytes">Bytes of the MAC at the end.</param>
/// <param name="Binding">How encryption and MAC keys come from the protecting key.</param>
internal sealed record KeyBlockVersion(KeyAlgorithm Cipher, int BlockBytes, int MacBytes, KeyBlockBinding Binding)
{
    private static readonly KeyBlockVersion _variant = new(KeyAlgorithm.Tdes, 8, 4, KeyBlockBinding.Variant);
    private static readonly KeyBlockVersion _tdes = new(KeyAlgorithm.Tdes, 8, 8, KeyBlockBinding.Derivation);
    private static readonly KeyBlockVersion _aes = new(KeyAlgorithm.Aes, 16, 16, KeyBlockBinding.Derivation);
    private static readonly KeyBlockVersion _counter = new(KeyAlgorithm.Aes, 16, 16, KeyBlockBinding.CounterMode);

    /// <summary>Versions A and C: deprecated, read for a migration and never written.</summary>
    internal bool IsLegacy => Binding == KeyBlockBinding.Variant;

    /// <summary>Characters the whole block is a multiple of: counter mode needs whole bytes only.</summary>
    internal int Granule => Binding == KeyBlockBinding.CounterMode ? 2 : BlockBytes;

    /// <summary>The version of an identifier.</summary>
    internal static KeyBlockVersion Of(char id) => id switch
    {
        'A' or 'C' => _variant,
        'B' => _tdes,
        'D' => _aes,
        'E' => _counter,
        _ => throw KeyBlockText.Fault("version", 0, "is none of A, B, C, D and E"),
    };
}
