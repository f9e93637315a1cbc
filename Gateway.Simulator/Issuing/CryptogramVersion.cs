using System.Diagnostics.CodeAnalysis;

namespace Gateway.Simulator.Issuing;

/// <summary>How the cards of one kind make their cryptograms, and which answer they expect.</summary>
/// <param name="Name">As cards and manuals call it.</param>
/// <param name="Keys">Which key they make them with.</param>
/// <param name="Padding">How the data is filled up.</param>
/// <param name="IssuerData">The bytes of the issuer application data (9F10) that are covered.</param>
/// <param name="HasShortAnswer">Whether the answer is by method 2 with a card status update, otherwise by method 1.</param>
/// <remarks><b>Source:</b> EMV 4.3 book 2, 8.1.1 (recommended data); Visa CVN 10 and 18; M/Chip 4.</remarks>
public sealed record CryptogramVersion(
    string Name, SessionKeyMethod Keys, CryptogramPadding Padding, Range IssuerData, bool HasShortAnswer)
{
    private const string IssuerDataTag = "9F10";
    private const string AmountOtherTag = "9F03";

    // In the order in which they are covered; the issuer application data comes last.
    private static readonly (string Tag, int Bytes)[] _covered =
    [
        ("9F02", 6), (AmountOtherTag, 6), ("9F1A", 2), ("95", 5), ("5F2A", 2), ("9A", 3), ("9C", 1), ("9F37", 4), ("82", 2), ("9F36", 2),
    ];

    /// <summary>Visa CVN 10: the card's own key, card verification results, zeros.</summary>
    public static CryptogramVersion Cvn10 { get; } = new("CVN10", SessionKeyMethod.None, CryptogramPadding.Zeros, 3..7, false);

    /// <summary>Visa CVN 18: common session key, the whole issuer application data.</summary>
    public static CryptogramVersion Cvn18 { get; } = new("CVN18", SessionKeyMethod.Common, CryptogramPadding.Marked, .., true);

    /// <summary>M/Chip: session key with an unpredictable number, card verification results.</summary>
    public static CryptogramVersion MChip { get; } = new("MCHIP", SessionKeyMethod.MChip, CryptogramPadding.Marked, 2..8, false);

    /// <summary>Those that are known here.</summary>
    public static IReadOnlyList<CryptogramVersion> All { get; } = [Cvn10, Cvn18, MChip];

    /// <summary>Puts together what a cryptogram covers.</summary>
    /// <param name="tags">Values of DE 55 by tag. An absent other amount (9F03) counts as zero, as cards count it.</param>
    /// <param name="data">The data, not yet filled up.</param>
    /// <returns><see langword="false"/> when a tag is missing or has another length.</returns>
    public bool TryCover(IReadOnlyDictionary<string, byte[]> tags, [NotNullWhen(true)] out byte[]? data)
    {
        data = null;
        var covered = new List<byte>();
        foreach (var (tag, bytes) in _covered)
        {
            var value = tags.GetValueOrDefault(tag) ?? (tag == AmountOtherTag ? new byte[bytes] : []);
            if (value.Length != bytes)
            {
                return false;
            }

            covered.AddRange(value);
        }

        if (!tags.TryGetValue(IssuerDataTag, out var issuer) || issuer.Length == 0
            || (!IssuerData.End.IsFromEnd && issuer.Length < IssuerData.End.Value))
        {
            return false;
        }

        data = [.. covered, .. issuer[IssuerData]];
        return true;
    }
}
