using System.Diagnostics;
using System.Numerics;
using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>Which keys the gateway accepts, in one place, before any cipher sees them.</summary>
/// <remarks>
/// <para>
/// Parity bits take no part in any comparison: the cipher ignores them, so two keys that differ only there are the same key.
/// Wrong parity is corrected with <see cref="AdjustParity"/>, never a reason to refuse, because the exclusive-or of an even
/// number of odd-parity components has even parity.
/// </para>
/// <para>
/// Source: NIST SP 800-67 rev. 2 (bundles with equal parts, weak and semi-weak keys); PCI PIN v3.1 requirement 2 for the
/// lengths of PIN keys. Single-length MAC keys exist in UnionPay terminals and are accepted for that usage alone.
/// </para>
/// </remarks>
public static class KeyPolicy
{
    private const int PartBytes = 8;
    private const ulong WithoutParity = 0xFEFEFEFEFEFEFEFE;

    /// <summary>Looks for a reason to refuse a key.</summary>
    /// <param name="usage">What the key is for: 16 or 24 bytes for every usage, 8 as well for <see cref="KeyUsage.TerminalMac"/>.</param>
    /// <param name="key">The clear key.</param>
    /// <param name="allowTestKeys">Accept published test keys; development only. Weak keys stay refused.</param>
    /// <returns>The first fault, or <see langword="null"/> when the key may be used.</returns>
    public static KeyFault? Check(KeyUsage usage, ReadOnlySpan<byte> key, bool allowTestKeys)
    {
        if (!IsLength(usage, key.Length))
        {
            return KeyFault.Length;
        }

        for (var at = PartBytes; at < key.Length; at += PartBytes)
        {
            if (Part(key, at) == Part(key, at - PartBytes))
            {
                return KeyFault.EqualParts;
            }
        }

        for (var at = 0; at < key.Length; at += PartBytes)
        {
            if (KnownKeys.Weak.Contains(Part(key, at)))
            {
                return KeyFault.WeakPart;
            }
        }

        for (var at = 0; at < key.Length && !allowTestKeys; at += PartBytes)
        {
            if (IsPattern(Part(key, at)) || KnownKeys.Test.Contains(Part(key, at)))
            {
                return KeyFault.TestKey;
            }
        }

        return null;
    }

    /// <summary>Sets the lowest bit of every byte so that the byte has an odd number of ones.</summary>
    /// <param name="key">The key, changed in place. Its effect as a DES key stays the same.</param>
    public static void AdjustParity(Span<byte> key)
    {
        foreach (ref var value in key)
        {
            var high = value & 0xFE;
            value = (byte)(high | (~BitOperations.PopCount((uint)high) & 1));
        }
    }

    /// <summary>One sentence for an operator about a fault.</summary>
    /// <param name="fault">What <see cref="Check"/> answered.</param>
    /// <returns>A sentence without any part of the key.</returns>
    public static string Explain(KeyFault fault) => fault switch
    {
        KeyFault.Length => "The key must have 16 or 24 bytes (a terminal's MAC key may have 8).",
        KeyFault.EqualParts => "The key repeats a part and is no stronger than single DES.",
        KeyFault.WeakPart => "The key contains a weak or semi-weak DES key.",
        KeyFault.TestKey => "The key is a well-known test key, which this configuration does not allow.",
        _ => throw new UnreachableException($"Key fault {fault} has no sentence."),
    };

    /// <summary>A fresh random key with odd parity that the policy accepts even where test keys are not allowed.</summary>
    internal static void Generate(KeyUsage usage, Span<byte> key)
    {
        if (!IsLength(usage, key.Length))
        {
            throw new ArgumentException(Explain(KeyFault.Length), nameof(key));
        }

        do
        {
            RandomNumberGenerator.Fill(key);
            AdjustParity(key);
        }
        while (Check(usage, key, allowTestKeys: false) is not null);
    }

    internal static ulong Part(ReadOnlySpan<byte> key, int at)
        => System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key[at..]) & WithoutParity;

    private static bool IsLength(KeyUsage usage, int bytes)
        => bytes is 16 or 24 || (bytes == PartBytes && usage == KeyUsage.TerminalMac);

    // Eight equal bytes, as in 11…11: nobody draws such a key at random.
    private static bool IsPattern(ulong part) => BitOperations.RotateLeft(part, 8) == part;
}
