using Gateway.Simulator.Values;

namespace Gateway.Simulator.Hsm;

/// <summary>Variants: a byte combined with a master key, so that it opens keys of one kind, or one part of a key, and no others.</summary>
/// <remarks>Safe from any thread. <b>Source:</b> Thales payShield, variants of local master keys; Atalla variants.</remarks>
public static class KeyVariants
{
    /// <summary>Highest number of an Atalla variant, 31.</summary>
    public const int MaxAtalla = 31;

    private const int AtallaShift = 3;

    private static readonly byte[] _ofKeyType = [0xA6, 0x5A, 0x6A, 0xDE, 0x2B, 0x50, 0x74, 0x9C, 0xFA];
    private static readonly byte[] _ofDoubleParts = [0xA6, 0x5A];
    private static readonly byte[] _ofTripleParts = [0x6A, 0xDE, 0x2B];

    /// <summary>The byte of a Thales variant.</summary>
    /// <param name="keyParts">1 for the variants of key types; 2 or 3 for those of the parts of a double or triple length key.</param>
    /// <param name="index">Which, from 1: up to 9 for key types, else up to the number of parts.</param>
    /// <returns>The byte.</returns>
    /// <exception cref="ArgumentException">There is no such variant.</exception>
    public static byte Thales(int keyParts, int index)
    {
        var bytes = keyParts switch
        {
            1 => _ofKeyType,
            2 => _ofDoubleParts,
            3 => _ofTripleParts,
            _ => throw new ArgumentException("A key has one, two or three parts.", nameof(keyParts)),
        };
        return index >= 1 && index <= bytes.Length
            ? bytes[index - 1]
            : throw new ArgumentException($"Variants of keys with {keyParts} parts are numbered 1 to {bytes.Length}.", nameof(index));
    }

    /// <summary>The variant of a key in Atalla's way: the number in the upper five bits of the first byte of every part.</summary>
    /// <param name="key">8, 16 or 24 bytes.</param>
    /// <param name="variant">0 to 31; 0 leaves the key as it is.</param>
    /// <returns>As many bytes, which the caller erases.</returns>
    /// <exception cref="ArgumentException">Key or variant has another size.</exception>
    public static byte[] Atalla(ReadOnlySpan<byte> key, int variant)
    {
        if (key.Length is not (8 or 16 or 24))
        {
            throw new ArgumentException("A DES key has 8, 16 or 24 bytes.", nameof(key));
        }

        if (variant is < 0 or > MaxAtalla)
        {
            throw new ArgumentException($"Variants are numbered 0 to {MaxAtalla}.", nameof(variant));
        }

        var changed = key.ToArray();
        for (var at = 0; at < changed.Length; at += DesCipher.BlockBytes)
        {
            changed[at] ^= (byte)(variant << AtallaShift);
        }

        return changed;
    }
}
