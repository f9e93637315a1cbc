using System.Numerics;

namespace Gateway.Security.Keys;

/// <summary>Keys that nobody draws at random: published ones, repetitions and counting bytes.</summary>
internal static class KeyPatterns
{
    private const int PartBytes = 8;

    /// <summary>Whether a part is published or one byte repeated, or the whole of a key without parity is a pattern.</summary>
    internal static bool IsKnown(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        for (var at = 0; at + PartBytes <= key.Length; at += PartBytes)
        {
            var part = KeyPolicy.Part(key, at);
            if (IsOneByte(part) || KnownKeys.Test.Contains(part))
            {
                return true;
            }
        }

        return !KeyPolicy.IsDes(algorithm) && (Counts(key) || Repeats(key));
    }

    // As in 11…11.
    private static bool IsOneByte(ulong part) => BitOperations.RotateLeft(part, 8) == part;

    // Every byte by the same amount more than the one before.
    private static bool Counts(ReadOnlySpan<byte> key)
    {
        var step = (byte)(key[1] - key[0]);
        for (var at = 2; at < key.Length; at++)
        {
            if ((byte)(key[at] - key[at - 1]) != step)
            {
                return false;
            }
        }

        return true;
    }

    // The key is a shorter one, written again and again.
    private static bool Repeats(ReadOnlySpan<byte> key)
    {
        for (var period = 1; period <= key.Length / 2; period++)
        {
            if (key[period..].SequenceEqual(key[..^period]))
            {
                return true;
            }
        }

        return false;
    }
}
