using System.Diagnostics;

namespace Gateway.Security.Pins;

/// <summary>Which PIN block formats may become which, and which this gateway takes from terminals and sends to acquirers.</summary>
/// <remarks>
/// <para>
/// One table for configuration and run time. The account number never changes on the way. UnionPay's SM4 form is tied to the
/// account number as format 0 is, and stands in the table like it.
/// </para>
/// <para>
/// Source: PCI PIN v3.1 requirement 3-3. A change of the account number is for card issuance, and format 2 as a target for offline PIN at a
/// chip card reader; a gateway does neither, so both are refused here.
/// </para>
/// </remarks>
public static class PinTranslationRules
{
    private const PinTranslationRule Yes = PinTranslationRule.Allowed;
    private const PinTranslationRule Out = PinTranslationRule.FromCard;
    private const PinTranslationRule In = PinTranslationRule.ToCard;
    private const PinTranslationRule Lost = PinTranslationRule.LosesAccount;

    private static readonly PinBlockFormat[] _formats =
    [
        PinBlockFormat.Iso0, PinBlockFormat.Iso1, PinBlockFormat.Iso2, PinBlockFormat.Iso3, PinBlockFormat.Iso4, PinBlockFormat.UnionPaySm4,
    ];

    // From, down; to, across; both in the order above.
    private static readonly PinTranslationRule[,] _table =
    {
        { Yes, Lost, In, Yes, Yes, Yes },
        { Yes, Yes, In, Yes, Yes, Yes },
        { Out, Out, Out, Out, Out, Out },
        { Yes, Lost, In, Yes, Yes, Yes },
        { Yes, Lost, In, Yes, Yes, Yes },
        { Yes, Lost, In, Yes, Yes, Yes },
    };

    /// <summary>The rule for a pair of formats.</summary>
    /// <param name="from">The format that the block has.</param>
    /// <param name="to">The format that it is to get.</param>
    /// <returns><see cref="PinTranslationRule.Allowed"/>, or why not.</returns>
    public static PinTranslationRule Of(PinBlockFormat from, PinBlockFormat to)
    {
        var row = Array.IndexOf(_formats, from);
        var column = Array.IndexOf(_formats, to);
        return row < 0 || column < 0 ? PinTranslationRule.UnknownFormat : _table[row, column];
    }

    /// <summary>Whether a block that comes with one account number may leave with what is perhaps another.</summary>
    /// <param name="from">The format that the block has.</param>
    /// <param name="to">The format that it is to get.</param>
    /// <param name="panFrom">The account number that it came with.</param>
    /// <param name="panTo">The account number that it is to leave with.</param>
    /// <returns><see cref="PinFault.NotAllowed"/>, <see cref="PinFault.PanChanged"/> or <see cref="PinFault.None"/>.</returns>
    public static PinFault Check(PinBlockFormat from, PinBlockFormat to, ReadOnlySpan<char> panFrom, ReadOnlySpan<char> panTo)
    {
        if (Of(from, to) != PinTranslationRule.Allowed)
        {
            return PinFault.NotAllowed;
        }

        return panFrom.SequenceEqual(panTo) ? PinFault.None : PinFault.PanChanged;
    }

    /// <summary>One sentence for an operator about a pair of formats that is refused.</summary>
    /// <param name="from">The format that the block has.</param>
    /// <param name="to">The format that it is to get.</param>
    /// <returns>The sentence, or <see langword="null"/> when the pair is allowed.</returns>
    public static string? Explain(PinBlockFormat from, PinBlockFormat to) => Of(from, to) switch
    {
        PinTranslationRule.Allowed => null,
        PinTranslationRule.UnknownFormat => $"PIN block format {from} or {to} does not exist.",
        PinTranslationRule.FromCard => $"PIN block format {from} must not become {to}: a PIN for a card to check itself goes nowhere else.",
        PinTranslationRule.ToCard => $"PIN block format {from} must not become {to}: such a block is for a card, never for a host.",
        PinTranslationRule.LosesAccount
            => $"PIN block format {from} must not become {to}: the PIN would lose its tie to the account number.",
        var rule => throw new UnreachableException($"Translation rule {rule} has no sentence."),
    };

    /// <summary>Everything that is wrong with the formats of a configuration, one sentence a fault.</summary>
    /// <param name="terminal">The format in which terminals send their PIN blocks.</param>
    /// <param name="acquirer">The format in which the acquirer wants them.</param>
    /// <param name="acceptsFormat1">Whether the terminals' profile says that format 1 is accepted from them.</param>
    /// <returns>No sentence when the configuration may run.</returns>
    public static IReadOnlyList<string> Faults(PinBlockFormat terminal, PinBlockFormat acquirer, bool acceptsFormat1)
    {
        string?[] sentences = [OfTerminal(terminal, acceptsFormat1), OfAcquirer(acquirer), Explain(terminal, acquirer)];
        return [.. sentences.OfType<string>()];
    }

    private static string? OfTerminal(PinBlockFormat format, bool acceptsFormat1) => format switch
    {
        PinBlockFormat.Iso0 or PinBlockFormat.Iso3 or PinBlockFormat.Iso4 or PinBlockFormat.UnionPaySm4 => null,
        PinBlockFormat.Iso1 when acceptsFormat1 => null,
        PinBlockFormat.Iso1 => $"PIN block format {format} is taken from terminals only when their profile says so.",
        _ => $"PIN block format {format} is not taken from terminals.",
    };

    private static string? OfAcquirer(PinBlockFormat format) => format switch
    {
        PinBlockFormat.Iso0 or PinBlockFormat.Iso3 or PinBlockFormat.Iso4 or PinBlockFormat.UnionPaySm4 => null,
        _ => $"PIN block format {format} is not sent to acquirers.",
    };
}
