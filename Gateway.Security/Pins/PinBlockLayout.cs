using Gateway.Security.Keys;

namespace Gateway.Security.Pins;

/// <summary>What the formats differ in, as one table; everything that reads or writes a block goes by it.</summary>
/// <param name="Format">The format.</param>
/// <param name="Cipher">The only cipher it may be under.</param>
/// <param name="Control">The first nibble.</param>
/// <param name="Bytes">Bytes of the block.</param>
/// <param name="FormedBytes">Bytes with a form; what follows them is random.</param>
/// <param name="LowestFiller">Lowest nibble allowed after the PIN.</param>
/// <param name="HighestFiller">Highest nibble allowed after the PIN.</param>
/// <param name="Account">How the account number takes part.</param>
internal sealed record PinBlockLayout(
    PinBlockFormat Format,
    KeyAlgorithm Cipher,
    int Control,
    int Bytes,
    int FormedBytes,
    int LowestFiller,
    int HighestFiller,
    AccountUse Account)
{
    private static readonly PinBlockLayout[] _table =
    [
        new(PinBlockFormat.Iso0, KeyAlgorithm.Tdes, 0, 8, 8, 0xF, 0xF, AccountUse.Combined),
        new(PinBlockFormat.Iso1, KeyAlgorithm.Tdes, 1, 8, 8, 0x0, 0xF, AccountUse.None),
        new(PinBlockFormat.Iso2, KeyAlgorithm.Tdes, 2, 8, 8, 0xF, 0xF, AccountUse.None),
        new(PinBlockFormat.Iso3, KeyAlgorithm.Tdes, 3, 8, 8, 0xA, 0xF, AccountUse.Combined),
        new(PinBlockFormat.Iso4, KeyAlgorithm.Aes, 4, 16, 8, 0xA, 0xA, AccountUse.Enciphered),
        new(PinBlockFormat.UnionPaySm4, KeyAlgorithm.Sm4, 0, 16, 16, 0xF, 0xF, AccountUse.Combined),
    ];

    /// <summary>Every pair of filler nibbles, as a byte; one of them, when the filler is fixed.</summary>
    internal byte[] FillerBytes { get; } =
    [
        .. from high in Enumerable.Range(LowestFiller, HighestFiller - LowestFiller + 1)
           from low in Enumerable.Range(LowestFiller, HighestFiller - LowestFiller + 1)
           select (byte)((high << 4) | low),
    ];

    internal static PinBlockLayout Of(PinBlockFormat format)
    {
        foreach (var layout in _table)
        {
            if (layout.Format == format)
            {
                return layout;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(format), format, "This is no PIN block format.");
    }
}
