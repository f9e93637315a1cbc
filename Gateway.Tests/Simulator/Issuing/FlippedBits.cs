namespace Gateway.Tests.Simulator.Issuing;

/// <summary>Damages one bit after another of what a check is given.</summary>
internal static class FlippedBits
{
    /// <summary>Every value that differs in one bit.</summary>
    internal static IEnumerable<byte[]> Of(byte[] value)
        => Enumerable.Range(0, 8 * value.Length).Select(bit => Flip(value, bit));

    /// <summary>Every DES key that differs in one bit which is not parity.</summary>
    internal static IEnumerable<byte[]> OfKey(byte[] key)
        => Enumerable.Range(0, 8 * key.Length).Where(bit => bit % 8 != 0).Select(bit => Flip(key, bit));

    /// <summary>Every text of digits that differs in one of them.</summary>
    internal static IEnumerable<string> OfDigits(string digits)
        => Enumerable.Range(0, digits.Length).SelectMany(at => "0123456789".Where(digit => digit != digits[at])
            .Select(digit => digits[..at] + digit + digits[(at + 1)..]));

    private static byte[] Flip(byte[] value, int bit)
    {
        byte[] changed = [.. value];
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }
}
