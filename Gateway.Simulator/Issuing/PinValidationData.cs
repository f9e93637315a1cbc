using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>How an issuer makes PINs after IBM 3624: which digits of the account number count, and how letters become digits.</summary>
/// <param name="Decimalization">Sixteen digits, one for each of 0 to F.</param>
/// <param name="Start">Where in the account number the digits begin, from 0.</param>
/// <param name="Length">How many digits are taken, 1 to 16.</param>
/// <param name="Pad">What fills them up to sixteen: 0 to 9 or A to F.</param>
public sealed record PinValidationData(string Decimalization, int Start, int Length, char Pad)
{
    private const int Digits = 16;

    /// <summary>The block to encrypt for one card.</summary>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <returns>8 bytes.</returns>
    /// <exception cref="ArgumentException">The account number has another shape, or a rule here is impossible for it.</exception>
    internal byte[] Block(ReadOnlySpan<char> pan)
    {
        CardDigits.RequirePan(pan);
        CardDigits.Require(Decimalization, Digits, Digits, "A decimalization table", nameof(Decimalization));
        if (!char.IsAsciiHexDigit(Pad))
        {
            throw new ArgumentException("The padding of validation data is one of 0 to 9 and A to F.");
        }

        if (Start < 0 || Length is < 1 or > Digits || Start > pan.Length - Length)
        {
            throw new ArgumentException($"Validation data is 1 to {Digits} digits inside the account number.");
        }

        return Convert.FromHexString(pan.Slice(Start, Length).ToString().PadRight(Digits, Pad));
    }

    /// <summary>Sixteen digits out of an encrypted block.</summary>
    internal string Decimalise(ReadOnlySpan<byte> block)
        => string.Concat(Convert.ToHexString(block).Select(nibble => Decimalization[char.IsAsciiDigit(nibble) ? nibble - '0' : nibble - 'A' + 10]));
}
