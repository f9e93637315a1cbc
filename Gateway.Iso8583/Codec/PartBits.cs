using System.Numerics;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>The bitmap inside an element: which parts follow, as numbers from 1.</summary>
internal struct PartBits
{
    private const int MaxWords = 4;

    private ulong _word0;
    private ulong _word1;
    private ulong _word2;
    private ulong _word3;

    /// <summary>Bytes that the bitmap takes, its continuation included.</summary>
    internal int Bytes { readonly get; private set; }

    /// <summary>Whether tagged objects follow behind the parts that the bitmap names.</summary>
    internal bool HasObjects { get; private set; }

    /// <summary>Reads the bitmap at the beginning of a value.</summary>
    internal Damage? Read(Structure structure, ReadOnlySpan<byte> value)
        => structure.Kind == StructureKind.DatasetBitmap ? ReadDataset(value) : ReadFixed(structure, value);

    /// <summary>The next number; 0 when there is none.</summary>
    internal int Next()
    {
        for (var word = 0; word < MaxWords; word++)
        {
            ref var bits = ref Word(ref this, word);
            if (bits != 0)
            {
                var index = BitOperations.LeadingZeroCount(bits);
                bits &= ~(1UL << (63 - index));
                return (64 * word) + index + 1;
            }
        }

        return 0;
    }

    private Damage? ReadFixed(Structure structure, ReadOnlySpan<byte> value)
    {
        var wire = structure.Form == ElementForm.Binary ? structure.Size : 2 * structure.Size;
        if (ReadWord(structure, value, 0, 0) is { } damage)
        {
            return damage;
        }

        Bytes = wire;
        if (structure.FirstBitIsData || (_word0 >> 63) == 0)
        {
            return null;
        }

        _word0 &= ~(1UL << 63);
        Bytes = 2 * wire;
        return ReadWord(structure, value, wire, 8 * structure.Size);
    }

    /// <summary>Reads bits so that the first of them is part <c>number + 1</c>.</summary>
    private Damage? ReadWord(Structure structure, ReadOnlySpan<byte> value, int offset, int number)
    {
        var isHex = structure.Form != ElementForm.Binary;
        var wire = isHex ? 2 * structure.Size : structure.Size;
        if (value.Length - offset < wire)
        {
            return Locator.Missing(offset, wire, value.Length - offset);
        }

        Span<byte> bytes = stackalloc byte[structure.Size];
        var taken = value.Slice(offset, wire);
        if (!isHex)
        {
            taken.CopyTo(bytes);
        }
        else if (!Digits.TryFromHex(taken, bytes))
        {
            return new Damage(FormatError.BadBitmap, "", offset, wire, $"{wire} hex characters");
        }

        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            if ((bytes[bit >> 3] & (0x80 >> (bit & 7))) != 0)
            {
                Set(number + bit + 1);
            }
        }

        return null;
    }

    /// <summary>
    /// A first word of 16 bits and then words of 8: the first bit of each says whether another follows, the last bit of the last
    /// whether tagged objects stand behind the parts; what is between them counts from 1 throughout.
    /// </summary>
    private Damage? ReadDataset(ReadOnlySpan<byte> value)
    {
        var number = 0;
        var size = 2;
        while (true)
        {
            if (value.Length - Bytes < size)
            {
                return Locator.Missing(Bytes, size, value.Length - Bytes);
            }

            var word = value.Slice(Bytes, size);
            Bytes += size;
            var goesOn = (word[0] & 0x80) != 0;
            for (var bit = 1; bit < (8 * size) - (goesOn ? 0 : 1); bit++)
            {
                number++;
                if ((word[bit >> 3] & (0x80 >> (bit & 7))) != 0 && number <= 64 * MaxWords)
                {
                    Set(number);
                }
            }

            if (!goesOn)
            {
                HasObjects = (word[^1] & 1) != 0;
                return null;
            }

            size = 1;
        }
    }

    private void Set(int number) => Word(ref this, (number - 1) >> 6) |= 1UL << (63 - ((number - 1) & 63));

    private static ref ulong Word(ref PartBits bits, int word)
    {
        switch (word)
        {
            case 0:
                return ref bits._word0;
            case 1:
                return ref bits._word1;
            case 2:
                return ref bits._word2;
            default:
                return ref bits._word3;
        }
    }
}
