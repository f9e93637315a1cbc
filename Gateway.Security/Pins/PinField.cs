using System.Security.Cryptography;

namespace Gateway.Security.Pins;

/// <summary>Control nibble, length, digits and filler: a clear block before any account number takes part.</summary>
/// <remarks>
/// Nothing here branches on a nibble of the PIN or stops early, so that the time taken says nothing of what stands in the block.
/// Differences whose sign bit is set stand for "wrong": they are collected with or, and looked at once.
/// </remarks>
internal static class PinField
{
    internal const int MinPinLength = 4;
    internal const int MaxPinLength = 12;

    private const int FirstDigit = 2;

    /// <summary>Writes the digits of a PIN, which were checked before, with fresh filler.</summary>
    internal static void Write(PinBlockLayout layout, ReadOnlySpan<char> pin, Span<byte> field)
    {
        Span<byte> entered = stackalloc byte[(FirstDigit + MaxPinLength) / 2];
        entered.Clear();
        entered[0] = (byte)pin.Length;
        for (var at = 0; at < pin.Length; at++)
        {
            Put(entered, FirstDigit + at, pin[at] - '0');
        }

        Rewrite(entered, layout, field);
        CryptographicOperations.ZeroMemory(entered);
    }

    /// <summary>Writes the PIN of one field into another of any format, with fresh filler; nonsense stays nonsense.</summary>
    internal static void Rewrite(ReadOnlySpan<byte> source, PinBlockLayout layout, Span<byte> field)
    {
        Fill(layout, field);
        var length = source[0] & 0xF;
        field[0] = (byte)((layout.Control << 4) | length);
        for (var at = 0; at < MaxPinLength; at++)
        {
            var isDigit = (at - length) >> 31;
            var digit = Nibble(source, FirstDigit + at);
            var filler = Nibble(field, FirstDigit + at);
            Put(field, FirstDigit + at, (digit & isDigit) | (filler & ~isDigit));
        }
    }

    /// <summary>The first fault of a field. All its nibbles are looked at, whatever the first ones say.</summary>
    internal static PinBlockFault? Check(PinBlockLayout layout, ReadOnlySpan<byte> field)
    {
        var length = field[0] & 0xF;
        var digits = 0;
        var filler = 0;
        for (var at = FirstDigit; at < 2 * layout.FormedBytes; at++)
        {
            var nibble = Nibble(field, at);
            var isDigit = (at - FirstDigit - length) >> 31;
            digits |= isDigit & (9 - nibble);
            filler |= ~isDigit & ((nibble - layout.LowestFiller) | (layout.HighestFiller - nibble));
        }

        return (field[0] >> 4 != layout.Control, (length - MinPinLength) | (MaxPinLength - length), filler, digits) switch
        {
            (true, _, _, _) => PinBlockFault.ControlField,
            (_, < 0, _, _) => PinBlockFault.PinLength,
            (_, _, < 0, _) => PinBlockFault.Filler,
            (_, _, _, < 0) => PinBlockFault.PinDigit,
            _ => null,
        };
    }

    private static void Fill(PinBlockLayout layout, Span<byte> field)
    {
        var formed = field[..layout.FormedBytes];
        RandomNumberGenerator.Fill(field[layout.FormedBytes..]);
        if (layout.FillerBytes is [var only])
        {
            formed.Fill(only);
            return;
        }

        RandomNumberGenerator.GetItems<byte>(layout.FillerBytes, formed);
    }

    private static int Nibble(ReadOnlySpan<byte> bytes, int at) => (bytes[at / 2] >> (at % 2 == 0 ? 4 : 0)) & 0xF;

    private static void Put(Span<byte> bytes, int at, int nibble)
    {
        var shift = at % 2 == 0 ? 4 : 0;
        bytes[at / 2] = (byte)((bytes[at / 2] & ~(0xF << shift)) | (nibble << shift));
    }
}
