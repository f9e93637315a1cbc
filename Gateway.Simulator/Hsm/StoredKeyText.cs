using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Hsm;

/// <summary>The text of a key under a local master key: a letter for the scheme, then hexadecimal characters.</summary>
internal static class StoredKeyText
{
    /// <summary>Takes scheme and bytes apart; without a letter the length says which plain scheme it is.</summary>
    /// <exception cref="KeyException">It is no such text; the sentence has no part of it.</exception>
    internal static (KeyScheme Scheme, byte[] Bytes) Read(string text)
    {
        var hasLetter = text.Length > 0 && text[0] is 'Z' or 'U' or 'T' or 'X' or 'Y';
        var digits = hasLetter ? text[1..] : text;
        KeyScheme? scheme = (hasLetter, digits.Length) switch
        {
            (true, _) => Enum.Parse<KeyScheme>(text[..1]),
            (false, 16) => KeyScheme.Z,
            (false, 32) => KeyScheme.X,
            (false, 48) => KeyScheme.Y,
            _ => null,
        };
        if (scheme is not { } known || digits.Length != 2 * DesCipher.BlockBytes * Parts(known) || !digits.All(char.IsAsciiHexDigit))
        {
            throw new KeyException("A key under a local master key is a letter U, T, X, Y or Z, or none, and 16 hexadecimal characters a part.");
        }

        return (known, Convert.FromHexString(digits));
    }

    /// <summary>Puts scheme and bytes together; a single length key has no letter.</summary>
    internal static string Write(KeyScheme scheme, ReadOnlySpan<byte> bytes)
        => (scheme == KeyScheme.Z ? "" : scheme.ToString()) + Convert.ToHexString(bytes);

    /// <summary>How many parts of eight bytes a key of a scheme has.</summary>
    internal static int Parts(KeyScheme scheme) => scheme switch
    {
        KeyScheme.Z => 1,
        KeyScheme.U or KeyScheme.X => 2,
        _ => 3,
    };
}
