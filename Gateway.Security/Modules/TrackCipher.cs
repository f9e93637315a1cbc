using System.Buffers;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Modules;

/// <summary>UnionPay's partial encryption of tracks: 16 digits near the end, as one block of 8 bytes.</summary>
/// <remarks>
/// The 16 digits before the last two when the number of digits is even, before the last one when it is odd. A track of fewer
/// than 17 digits is first filled to 17 with F on the left. Source: UnionPay terminal messages, DE 35 and DE 36 with DE 53
/// position 3 = 1.
/// </remarks>
internal static class TrackCipher
{
    private const int EncryptedDigits = 16;
    private const int MinLength = EncryptedDigits + 1;

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

        var digits = track.Replace('=', 'D').PadLeft(MinLength, 'F').ToCharArray();
        Transform(engine, digits);
        var encrypted = new string(digits);
        Array.Clear(digits);
        return encrypted;
    }

    /// <summary>The clear track with '=' for a separator, or empty when this is none.</summary>
    internal static string Decrypt(IBlockCipher engine, string track)
    {
        var digits = track.Replace('=', 'D').ToCharArray();
        if (digits.Length is < MinLength or > MaxLength || digits.AsSpan().ContainsAnyExcept(_hexadecimal))
        {
            return string.Empty;
        }

        Transform(engine, digits);
        var clear = digits.Length == MinLength ? digits.AsSpan().TrimStart('F') : digits;
        var isTrack = clear.Length > 0 && !clear.ContainsAnyExcept(_clear);
        var result = isTrack ? new string(clear).Replace('D', '=') : string.Empty;
        Array.Clear(digits);
        return result;
    }

    private static void Transform(IBlockCipher engine, Span<char> digits)
    {
        var start = digits.Length - EncryptedDigits - (digits.Length % 2 == 0 ? 2 : 1);
        var part = digits.Slice(start, EncryptedDigits);
        Span<byte> block = stackalloc byte[BlockCiphers.DesBlockBytes];
        Convert.FromHexString(part, block, out _, out _);
        engine.ProcessBlock(block, block);
        Convert.TryToHexString(block, part, out _);
        block.Clear();
    }
}
