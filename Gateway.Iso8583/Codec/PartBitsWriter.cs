using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>Writes the bitmap inside an element.</summary>
internal static class PartBitsWriter
{
    /// <summary>A bitmap of fixed size, followed by a second one when a part needs it and the first bit may say so.</summary>
    internal static byte[] Fixed(Structure structure, IEnumerable<int> numbers)
    {
        var bits = 8 * structure.Size;
        var list = numbers.ToList();
        var isLong = !structure.FirstBitIsData && list.Exists(number => number > bits);
        var bytes = new byte[isLong ? 2 * structure.Size : structure.Size];
        if (isLong)
        {
            bytes[0] = 0x80;
        }

        foreach (var number in list)
        {
            if (number > 8 * bytes.Length || (number == 1 && !structure.FirstBitIsData))
            {
                throw new IsoValueException(FormatError.UnknownElement, $"{number}", "the bitmap has no bit for it");
            }

            bytes[(number - 1) >> 3] |= (byte)(0x80 >> ((number - 1) & 7));
        }

        if (structure.Form == ElementForm.Binary)
        {
            return bytes;
        }

        var characters = new byte[2 * bytes.Length];
        Digits.ToHex(bytes, characters);
        if (structure.Form != ElementForm.Hex)
        {
            CodePages.Ebcdic(structure.Form).FromLatin(characters, characters);
        }

        return characters;
    }

    /// <summary>The bitmap of a dataset: 16 bits, then 8 at a time; see <see cref="PartBits"/>.</summary>
    internal static byte[] Dataset(IEnumerable<int> numbers, bool hasObjects)
    {
        var list = numbers.ToList();
        var highest = list.Count == 0 ? 0 : list.Max();
        var bytes = new List<byte> { 0, 0 };

        // The last bit of the last word is taken, so a word holds 14 or 15 parts, and each further one 6 or 7.
        for (var room = 14; room < highest; room += 7)
        {
            bytes.Add(0);
        }

        var number = 0;
        for (var bit = 0; bit < 8 * bytes.Count; bit++)
        {
            var word = bit < 16 ? 0 : (bit >> 3) - 1;
            var isFirst = bit == 0 || (bit >= 16 && bit % 8 == 0);
            var isLast = bit == (8 * bytes.Count) - 1;
            var isSet = isFirst ? word < bytes.Count - 2 : isLast ? hasObjects : list.Contains(++number);
            bytes[bit >> 3] |= (byte)(isSet ? 0x80 >> (bit & 7) : 0);
        }

        return [.. bytes];
    }
}
