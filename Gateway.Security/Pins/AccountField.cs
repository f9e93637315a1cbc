namespace Gateway.Security.Pins;

/// <summary>What of an account number goes into a PIN block.</summary>
/// <remarks>Source: ISO 9564-1, account number fields of formats 0, 3 and 4.</remarks>
internal static class AccountField
{
    /// <summary>Most digits of an account number, 19.</summary>
    internal const int MaxPanLength = 19;

    private const int CombinedDigits = 12;

    /// <summary>Whether an account number has the shape that a format needs; one that takes no part may have any.</summary>
    internal static bool Fits(PinBlockLayout layout, ReadOnlySpan<char> pan) => layout.Account switch
    {
        AccountUse.None => true,

        // Twelve beside the check digit.
        AccountUse.Combined => IsPan(pan, CombinedDigits + 1),
        _ => IsPan(pan, 1),
    };

    /// <summary>Combines the 12 digits before the check digit with the end of a clear block; twice gives the block back.</summary>
    internal static void Combine(ReadOnlySpan<char> pan, Span<byte> block)
    {
        var digits = pan[..^1][^CombinedDigits..];
        var target = block[^(CombinedDigits / 2)..];
        for (var at = 0; at < target.Length; at++)
        {
            target[at] ^= (byte)(((digits[2 * at] - '0') << 4) | (digits[(2 * at) + 1] - '0'));
        }
    }

    /// <summary>
    /// Combines the account number field of format 4: how many digits there are beyond 12, the digits, zeros. Fewer than 12 get zeros in
    /// front.
    /// </summary>
    internal static void CombineWhole(ReadOnlySpan<char> pan, Span<byte> field)
    {
        field[0] ^= (byte)(Math.Max(0, pan.Length - CombinedDigits) << 4);
        var at = 1 + Math.Max(0, CombinedDigits - pan.Length);
        foreach (var digit in pan)
        {
            field[at / 2] ^= (byte)(at % 2 == 0 ? (digit - '0') << 4 : digit - '0');
            at++;
        }
    }

    // A loop of its own: the framework's search for a range allocates until it has been compiled for good.
    private static bool IsPan(ReadOnlySpan<char> pan, int minLength)
    {
        var isPan = pan.Length >= minLength && pan.Length <= MaxPanLength;
        foreach (var digit in pan)
        {
            isPan &= char.IsAsciiDigit(digit);
        }

        return isPan;
    }
}
