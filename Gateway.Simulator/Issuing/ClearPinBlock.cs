using System.Diagnostics.CodeAnalysis;

namespace Gateway.Simulator.Issuing;

/// <summary>Reads the PIN out of a decrypted PIN block, which nobody but an issuer may do. <b>Source:</b> ISO 9564-1, formats 0 and 3.</summary>
internal static class ClearPinBlock
{
    private const int Nibbles = 16;
    private const int PanDigits = 12;

    /// <summary>Reads a block of format 0 or 3; control nibble, length, digits and filler must all be right.</summary>
    /// <param name="block">8 bytes.</param>
    /// <param name="pan">The account number that the block was made with.</param>
    /// <param name="pin">The PIN, 4 to 12 digits.</param>
    internal static bool TryRead(ReadOnlySpan<byte> block, string pan, [NotNullWhen(true)] out string? pin)
    {
        pin = null;
        if (block.Length != Nibbles / 2 || pan.Length <= PanDigits || !pan.All(char.IsAsciiDigit))
        {
            return false;
        }

        var field = Convert.FromHexString(pan[..^1][^PanDigits..].PadLeft(Nibbles, '0'));
        Values.DesCipher.Combine(field, block);
        var text = Convert.ToHexString(field);
        var length = field[0] & 0xF;
        if (text[0] is not ('0' or '3') || length is < 4 or > 12)
        {
            return false;
        }

        var filler = text.AsSpan(2 + length);
        var isFilled = text[0] == '0' ? !filler.ContainsAnyExcept('F') : !filler.ContainsAnyExceptInRange('A', 'F');
        if (!isFilled || text.AsSpan(2, length).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        pin = text.Substring(2, length);
        return true;
    }
}
