using System.Globalization;
using System.Text;

namespace Gateway.Security.Keys.Blocks;

/// <summary>The optional blocks of a header as text: identifier, length over all of the block, data.</summary>
/// <remarks>
/// A block of more than 255 characters has the length 00, then the number of length digits in two digits, then the length.
/// That number counts hexadecimal characters, as the examples of X9.143 do; a library that counts bytes there makes blocks
/// that nobody else can read.
/// </remarks>
internal static class OptionalBlocks
{
    internal const int MaxCount = 99;

    private const int ShortHead = 4;
    private const int LongHead = 10;
    private const int MaxShort = 0xFF;
    private const int MaxLengthDigits = 7;

    /// <summary>Reads some blocks; answers where the character after them stands.</summary>
    internal static int Parse(string text, int at, int count, List<OptionalBlock> blocks)
    {
        for (var number = 0; number < count; number++)
        {
            at = ParseOne(text, at, blocks);
        }

        return at;
    }

    /// <summary>As many characters as <see cref="Write"/> would write.</summary>
    internal static int Characters(OptionalBlock block)
        => block.Data.Length + (block.Data.Length + ShortHead > MaxShort ? LongHead : ShortHead);

    internal static void Write(OptionalBlock block, StringBuilder text)
    {
        if (block.Id is not { Length: 2 } || !KeyBlockText.IsAlphanumeric(block.Id))
        {
            throw new KeyException("An optional block of a key block is named by two letters or digits.");
        }

        if (block.Data is null || !KeyBlockText.IsPrintable(block.Data))
        {
            throw new KeyException($"Optional block {block.Id} of a key block holds printable ASCII only.");
        }

        var length = Characters(block);
        text.Append(block.Id);
        text.Append(length > MaxShort ? "0004" : string.Empty);
        text.Append(length.ToString(length > MaxShort ? "X4" : "X2", CultureInfo.InvariantCulture));
        text.Append(block.Data);
    }

    /// <summary>The blocks with padding, so that they fill whole cipher blocks.</summary>
    internal static IReadOnlyList<OptionalBlock> Pad(IEnumerable<OptionalBlock> blocks, int cipherBlock)
    {
        List<OptionalBlock> padded = [.. blocks.Where(block => block.Id != OptionalBlock.Padding)];
        var length = padded.Sum(Characters);
        if (length % cipherBlock != 0)
        {
            // One character at least: not every reader takes a padding block without data.
            padded.Add(new(OptionalBlock.Padding, new string('0', cipherBlock - ((length + ShortHead) % cipherBlock))));
        }

        return padded;
    }

    private static int ParseOne(string text, int at, List<OptionalBlock> blocks)
    {
        var id = KeyBlockText.Alphanumeric(text, at, 2, "optional block identifier");
        var head = ShortHead;
        var length = KeyBlockText.Hexadecimal(text, at + 2, 2, "optional block length");
        if (length == 0)
        {
            var digits = KeyBlockText.Hexadecimal(text, at + 4, 2, "length of an optional block length");
            if (digits is 0 or > MaxLengthDigits)
            {
                throw KeyBlockText.Fault("length of an optional block length", at + 4, $"is not 1 to {MaxLengthDigits}");
            }

            length = KeyBlockText.Hexadecimal(text, at + 6, digits, "extended optional block length");
            head = 6 + digits;
        }

        if (length < head)
        {
            throw KeyBlockText.Fault("optional block length", at + 2, "does not cover the block's own identifier and length");
        }

        if (length > text.Length - at)
        {
            throw KeyBlockText.Fault("optional block length", at + 2, "reaches beyond the end of the text");
        }

        var data = text.Substring(at + head, length - head);
        if (!KeyBlockText.IsPrintable(data))
        {
            throw KeyBlockText.Fault("optional block data", at + head, "is not printable ASCII");
        }

        blocks.Add(new OptionalBlock(id, data));
        return at + length;
    }
}
