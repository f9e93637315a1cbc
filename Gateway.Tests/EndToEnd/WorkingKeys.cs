using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Gateway.Tests.EndToEnd;

/// <summary>DE 62 of a sign-on, opened with the platform's cipher and not with the code under test.</summary>
internal static class WorkingKeys
{
    private const int CheckBytes = 4;

    /// <summary>Each key of the element, clear, with the check value that came with it and the one it really has.</summary>
    internal static IReadOnlyList<(byte[] Clear, string Told, string Real)> Open(byte[] masterKey, ReadOnlySpan<byte> field62)
    {
        var part = field62.Length == 24 ? 12 : 20;
        var keys = new List<(byte[], string, string)>();
        for (var at = 0; at < field62.Length; at += part)
        {
            var clear = Cipher(masterKey, field62.Slice(at, part - CheckBytes), encrypt: false);
            var told = Convert.ToHexString(field62.Slice(at + part - CheckBytes, CheckBytes));
            keys.Add((clear, told, Convert.ToHexString(Cipher(clear, new byte[8], encrypt: true)[..CheckBytes])));
        }

        return keys;
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Terminal keys travel so.")]
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Pinless terminals have such a key.")]
    private static byte[] Cipher(byte[] key, ReadOnlySpan<byte> data, bool encrypt)
    {
        using SymmetricAlgorithm cipher = key.Length == 8 ? DES.Create() : TripleDES.Create();
        cipher.Key = key.Length == 16 ? [.. key, .. key.AsSpan(0, 8)] : key;
        return encrypt ? cipher.EncryptEcb(data, PaddingMode.None) : cipher.DecryptEcb(data, PaddingMode.None);
    }
}
