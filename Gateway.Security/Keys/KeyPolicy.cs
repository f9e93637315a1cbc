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
/// AES, SM4 and HMAC keys have neither parity nor weak keys; of them only published keys and patterns are refused.
/// </para>
/// <para>
/// Safe from any thread. Source: NIST SP 800-67 rev. 2 (bundles with equal parts, weak and semi-weak keys); PCI PIN v3.1
/// requirement 2 for the lengths of PIN keys. Single-length MAC keys exist in UnionPay terminals and are accepted for that
/// usage alone.
/// </para>
/// </remarks>
public static class KeyPolicy
{
    private const int PartBytes = 8;
    private const ulong WithoutParity = 0xFEFEFEFEFEFEFEFE;
    private static readonly int[] _lengths = [8, 16, 24, 32];

    /// <summary>Looks for a reason to refuse a DES or triple DES key, as its length says.</summary>
    /// <param name="usage">What the key is for: 16 or 24 bytes for every usage, 8 as well for <see cref="KeyUsage.TerminalMac"/>.</param>
    /// <param name="key">The clear key.</param>
    /// <param name="allowTestKeys">Accept published test keys; development only. Weak keys stay refused.</param>
    /// <returns>The first fault, or <see langword="null"/> when the key may be used.</returns>
    public static KeyFault? Check(KeyUsage usage, ReadOnlySpan<byte> key, bool allowTestKeys)
        => key.Length == PartBytes && !KeyUsages.Allows(usage, KeyAlgorithm.Des)
            ? KeyFault.Length
            : Check(usage, OfLength(key.Length), key, allowTestKeys);

    /// <summary>Looks for a reason to refuse a key.</summary>
    /// <param name="usage">What the key is for; <see cref="KeyUsages"/> has the ciphers and lengths of each usage.</param>
    /// <param name="algorithm">The key's cipher.</param>
    /// <param name="key">The clear key.</param>
    /// <param name="allowTestKeys">Accept published test keys; development only. Weak keys stay refused.</param>
    /// <returns>The first fault, or <see langword="null"/> when the key may be used.</returns>
    public static KeyFault? Check(KeyUsage usage, KeyAlgorithm algorithm, ReadOnlySpan<byte> key, bool allowTestKeys)
    {
        if (!KeyUsages.Allows(usage, algorithm))
        {
            return KeyFault.Algorithm;
        }

        if (!KeyUsages.Allows(usage, algorithm, key.Length))
        {
            return KeyFault.Length;
        }

        if (IsDes(algorithm) && DesFault(key) is { } fault)
        {
            return fault;
        }

        return !allowTestKeys && KeyPatterns.IsKnown(algorithm, key) ? KeyFault.TestKey : null;
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

    /// <summary>Whether keys of a cipher have parity bits and weak keys.</summary>
    /// <param name="algorithm">The cipher.</param>
    /// <returns><see langword="true"/> for DES and triple DES.</returns>
    public static bool IsDes(KeyAlgorithm algorithm) => algorithm is KeyAlgorithm.Des or KeyAlgorithm.Tdes;

    /// <summary>Whether the lowest bits of a key are parity and may be put right. All bits of an initial DUKPT key count.</summary>
    /// <param name="usage">What the key is for.</param>
    /// <param name="algorithm">Its cipher.</param>
    /// <returns><see langword="true"/> for DES and triple DES keys that nothing is derived from by their bytes.</returns>
    public static bool HasParity(KeyUsage usage, KeyAlgorithm algorithm) => IsDes(algorithm) && usage != KeyUsage.TerminalInitial;

    /// <summary>One sentence for an operator about a fault.</summary>
    /// <param name="fault">What <see cref="Check(KeyUsage, ReadOnlySpan{byte}, bool)"/> answered.</param>
    /// <returns>A sentence without any part of the key.</returns>
    public static string Explain(KeyFault fault) => fault switch
    {
        KeyFault.Algorithm => "The key belongs to a cipher that this usage does not have.",
        KeyFault.Length => "The key must have 16 or 24 bytes (a terminal's MAC key may have 8).",
        KeyFault.EqualParts => "The key repeats a part and is no stronger than single DES.",
        KeyFault.WeakPart => "The key contains a weak or semi-weak DES key.",
        KeyFault.TestKey => "The key is a well-known test key, which this configuration does not allow.",
        _ => throw new UnreachableException($"Key fault {fault} has no sentence."),
    };

    /// <summary>One sentence for an operator about a fault of a key of a certain kind.</summary>
    /// <param name="fault">What <see cref="Check(KeyUsage, KeyAlgorithm, ReadOnlySpan{byte}, bool)"/> answered.</param>
    /// <param name="usage">What the key is for.</param>
    /// <param name="algorithm">The key's cipher.</param>
    /// <returns>A sentence without any part of the key.</returns>
    public static string Explain(KeyFault fault, KeyUsage usage, KeyAlgorithm algorithm) => fault switch
    {
        KeyFault.Algorithm => $"A {usage} key is none for {algorithm}.",
        KeyFault.Length when algorithm == KeyAlgorithm.Hmac => $"A {usage} key for {algorithm} has 16 to 64 bytes.",
        KeyFault.Length => $"A {usage} key for {algorithm} has {Lengths(usage, algorithm)} bytes.",
        _ => Explain(fault),
    };

    /// <summary>A fresh random key with odd parity that the policy accepts even where test keys are not allowed.</summary>
    internal static void Generate(KeyUsage usage, Span<byte> key) => Generate(usage, OfLength(key.Length), key);

    /// <summary>A fresh random key of any cipher that the policy accepts even where test keys are not allowed.</summary>
    internal static void Generate(KeyUsage usage, KeyAlgorithm algorithm, Span<byte> key)
    {
        if (!KeyUsages.Allows(usage, algorithm, key.Length))
        {
            throw new ArgumentException(Explain(KeyFault.Length, usage, algorithm), nameof(key));
        }

        do
        {
            RandomNumberGenerator.Fill(key);
            if (IsDes(algorithm))
            {
                AdjustParity(key);
            }
        }
        while (Check(usage, algorithm, key, allowTestKeys: false) is not null);
    }

    internal static ulong Part(ReadOnlySpan<byte> key, int at)
        => System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key[at..]) & WithoutParity;

    // The first and third part of three may be equal: that is a double-length key written out, keying option 2 of SP 800-67.
    private static KeyFault? DesFault(ReadOnlySpan<byte> key)
    {
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

        return null;
    }

    private static KeyAlgorithm OfLength(int bytes) => bytes == PartBytes ? KeyAlgorithm.Des : KeyAlgorithm.Tdes;

    private static string Lengths(KeyUsage usage, KeyAlgorithm algorithm)
        => string.Join(" or ", _lengths.Where(bytes => KeyUsages.Allows(usage, algorithm, bytes)));
}
