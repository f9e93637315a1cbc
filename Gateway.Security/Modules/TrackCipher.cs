using System.Buffers;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Modules;

/// <summary>UnionPay's partial encryption of tracks: the digits of one block near the end, 16 for triple DES and 32 for SM4.</summary>
/// <remarks>
/// Those before the last two digits when the number of digits is even, before the last one when it is odd. A track too short to have
/// a block and one digit more is first filled with F on the left. Source: UnionPay terminal messages, DE 35 and DE 36 with DE 53
/// position 3 = 1; for SM4 one host implementation.
/// </remarks>
internal static class TrackCipher
{
    // Track 3 is the longest that can be encrypted.
    private const int MaxLength = 104;

    private static readonly SearchValues<char> _entered = SearchValues.Create("0123456789=D");
    private static readonly SearchValues<char> _clear = SearchValues.Create("0123456789D");
    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789ABCDEFabcdef");

    /// <summary>Encrypts a clear track, separator '=' or 'D'.</summary>
    internal static string Encrypt(IBlockCipher engine, string track)
    {
        if (track.Length is 0 or > MaxLength || track.AsSpan().ContainsAnyExcept(_entered))
        {
            throw new ArgumentException($"A track is 1 to {MaxLength} digits and separators.", nameof(track));
        }

        var digits = track.Replace('=', 'D').PadLeft(LeastDigits(engine), 'F').ToCharArray();
        Transform(engine, digits);
        var encrypted = new string(digits);
        Array.Clear(digits);
        return encrypted;
    }

    /// <summary>The clear track with '=' for a separator, or empty when this is none.</summary>
    internal static string Decrypt(IBlockCipher engine, string track)
    {
        var digits = track.Replace('=', 'D').ToCharArray();
        if (digits.Length < LeastDigits(engine) || digits.Length > MaxLength || digits.AsSpan().ContainsAnyExcept(_hexadecimal))
        {
            return string.Empty;
        }

        Transform(engine, digits);
        var clear = digits.Length == LeastDigits(engine) ? digits.AsSpan().TrimStart('F') : digits;
        var isTrack = clear.Length > 0 && !clear.ContainsAnyExcept(_clear);
        var result = isTrack ? new string(clear).Replace('D', '=') : string.Empty;
        Array.Clear(digits);
        return result;
    }

    private static int LeastDigits(IBlockCipher engine) => (2 * engine.GetBlockSize()) + 1;

    private static void Transform(IBlockCipher engine, Span<char> digits)
    {
        var encrypted = 2 * engine.GetBlockSize();
        var part = digits.Slice(digits.Length - encrypted - (digits.Length % 2 == 0 ? 2 : 1), encrypted);
        Span<byte> block = stackalloc byte[engine.GetBlockSize()];
        Convert.FromHexString(part, block, out _, out _);
        engine.ProcessBlock(block, block);
        Convert.TryToHexString(block, part, out _);
        block.Clear();
    }
}
