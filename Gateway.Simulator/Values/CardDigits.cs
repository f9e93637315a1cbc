namespace Gateway.Simulator.Values;

/// <summary>Digits of cards and PINs: what shape they must have, and how bytes become digits.</summary>
internal static class CardDigits
{
    /// <summary>Fewest digits of an account number that issuer functions take, 12; ISO/IEC 7812 allows as few.</summary>
    internal const int MinPan = 12;

    /// <summary>Most digits of an account number, 19.</summary>
    internal const int MaxPan = 19;

    /// <summary>Refuses an account number of another shape; the text does not repeat it.</summary>
    /// <exception cref="ArgumentException">It is not 12 to 19 digits.</exception>
    internal static void RequirePan(ReadOnlySpan<char> pan) => Require(pan, MinPan, MaxPan, "An account number", nameof(pan));

    /// <summary>Refuses digits of another number or kind; the text does not repeat them.</summary>
    /// <exception cref="ArgumentException">They are other characters, or too few or too many.</exception>
    internal static void Require(ReadOnlySpan<char> digits, int fewest, int most, string name, string parameter)
    {
        if (digits.Length < fewest || digits.Length > most || digits.ContainsAnyExceptInRange('0', '9'))
        {
            throw new ArgumentException(
                fewest == most ? $"{name} is {fewest} digits." : $"{name} is {fewest} to {most} digits.", parameter);
        }
    }

    /// <summary>Refuses bytes of another number.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    internal static void RequireBytes(ReadOnlySpan<byte> bytes, int count, string name, string parameter)
    {
        if (bytes.Length != count)
        {
            throw new ArgumentException($"{name} is {count} bytes.", parameter);
        }
    }

    /// <summary>Digits out of bytes: first the decimal ones from the left, then A to F as 0 to 5.</summary>
    /// <param name="bytes">At least half as many bytes as digits are wanted.</param>
    /// <param name="count">How many digits.</param>
    internal static string Decimalise(ReadOnlySpan<byte> bytes, int count)
    {
        var nibbles = Convert.ToHexString(bytes);
        var letters = nibbles.Where(char.IsAsciiLetter).Select(letter => (char)(letter - 'A' + '0'));
        return string.Concat(nibbles.Where(char.IsAsciiDigit).Concat(letters).Take(count));
    }
}
