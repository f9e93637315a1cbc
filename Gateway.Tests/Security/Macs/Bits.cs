namespace Gateway.Tests.Security.Macs;

/// <summary>Bytes with one bit changed.</summary>
internal static class Bits
{
    private const int Most = 64;

    /// <summary>A copy for every bit.</summary>
    internal static IEnumerable<byte[]> EachFlipped(byte[] bytes)
        => Enumerable.Range(0, 8 * bytes.Length).Select(bit => Flipped(bytes, bit / 8, bit % 8));

    /// <summary>Some 64 copies, spread over the bytes; never the lowest bit of one, which in a DES key is parity.</summary>
    internal static IEnumerable<byte[]> SomeFlipped(byte[] bytes)
    {
        var step = Math.Max(1, 7 * bytes.Length / Most);
        for (var bit = 0; bit < 7 * bytes.Length; bit += step)
        {
            yield return Flipped(bytes, bit / 7, bit % 7);
        }
    }

    private static byte[] Flipped(byte[] bytes, int at, int bitFromTheLeft)
    {
        byte[] copy = [.. bytes];
        copy[at] ^= (byte)(0x80 >> bitFromTheLeft);
        return copy;
    }
}
