using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Hsm;

/// <summary>Keys as a security module gives them out: encrypted under its local master keys, here the well-known test ones.</summary>
/// <remarks>Safe from any thread. <b>Source:</b> Thales payShield, key encryption under variant LMKs and command A4.</remarks>
public static class KeyUnderLmk
{
    private const int MinComponents = 2;
    private const int MaxComponents = 9;
    private const int CheckLength = 6;

    /// <summary>Opens a key.</summary>
    /// <param name="key">16 hexadecimal characters a part, behind the letter of the scheme.</param>
    /// <param name="keyType">What the key is for, as 001 for a zone PIN key.</param>
    /// <returns>8, 16 or 24 bytes, their parity as it is; the caller erases them.</returns>
    /// <exception cref="KeyException">The key or the type is written in another way.</exception>
    public static byte[] Decrypt(string key, string keyType)
    {
        var (scheme, bytes) = StoredKeyText.Read(key);
        return Transform(bytes, scheme, keyType, DesCipher.Decrypt);
    }

    /// <summary>Encrypts a key.</summary>
    /// <param name="clear">8, 16 or 24 bytes, as the scheme has parts.</param>
    /// <param name="keyType">What the key is for.</param>
    /// <param name="scheme">How it is to be encrypted.</param>
    /// <returns>The key with its letter; without one at single length.</returns>
    /// <exception cref="KeyException">The key has another length than its scheme, or there is no such type.</exception>
    public static string Encrypt(ReadOnlySpan<byte> clear, string keyType, KeyScheme scheme)
    {
        if (clear.Length != DesCipher.BlockBytes * StoredKeyText.Parts(scheme))
        {
            throw new KeyException($"A key of scheme {scheme} has {DesCipher.BlockBytes * StoredKeyText.Parts(scheme)} bytes.");
        }

        return StoredKeyText.Write(scheme, Transform(clear, scheme, keyType, DesCipher.Encrypt));
    }

    /// <summary>The whole check value of a key: zeros encrypted with it.</summary>
    /// <param name="key">The key under its local master key.</param>
    /// <param name="keyType">What the key is for.</param>
    /// <returns>16 hexadecimal characters; the first six are the usual check value.</returns>
    /// <exception cref="KeyException">The key or the type is written in another way.</exception>
    public static string CheckValue(string key, string keyType)
    {
        var clear = Decrypt(key, keyType);
        var value = CheckValue(clear);
        CryptographicOperations.ZeroMemory(clear);
        return value;
    }

    /// <summary>Forms a key from components under the local master key, as command A4 does.</summary>
    /// <param name="components">Two to nine of one length, in any scheme.</param>
    /// <param name="keyType">What key and components are for.</param>
    /// <param name="scheme">How the key is to be encrypted.</param>
    /// <returns>The key, set to odd parity before it is encrypted, and six characters of check value.</returns>
    /// <exception cref="KeyException">A component or the type is written in another way, or lengths differ.</exception>
    public static (string Key, string CheckValue) Combine(IReadOnlyList<string> components, string keyType, KeyScheme scheme)
    {
        if (components.Count is < MinComponents or > MaxComponents)
        {
            throw new KeyException($"A key is formed from {MinComponents} to {MaxComponents} components.");
        }

        var key = new byte[DesCipher.BlockBytes * StoredKeyText.Parts(scheme)];
        foreach (var component in components)
        {
            var part = Decrypt(component, keyType);
            if (part.Length != key.Length)
            {
                throw new KeyException($"A component has another length than a key of scheme {scheme}.");
            }

            DesCipher.Combine(key, part);
            CryptographicOperations.ZeroMemory(part);
        }

        KeyPolicy.AdjustParity(key);
        var formed = (Encrypt(key, keyType, scheme), CheckValue(key)[..CheckLength]);
        CryptographicOperations.ZeroMemory(key);
        return formed;
    }

    private static string CheckValue(ReadOnlySpan<byte> clear) => Convert.ToHexString(DesCipher.Encrypt(clear, new byte[DesCipher.BlockBytes]));

    // In the schemes with variants each part has its own, in the first byte of the right half of the master key.
    private static byte[] Transform(ReadOnlySpan<byte> key, KeyScheme scheme, string keyType, Cipher cipher)
    {
        var master = TestLocalMasterKeys.OfType(keyType);
        if (scheme is not (KeyScheme.U or KeyScheme.T))
        {
            return cipher(master, key);
        }

        var parts = StoredKeyText.Parts(scheme);
        var plain = master[DesCipher.BlockBytes];
        var result = new byte[key.Length];
        for (var part = 0; part < parts; part++)
        {
            master[DesCipher.BlockBytes] = (byte)(plain ^ KeyVariants.Thales(parts, part + 1));
            var at = part * DesCipher.BlockBytes;
            cipher(master, key.Slice(at, DesCipher.BlockBytes)).CopyTo(result, at);
        }

        return result;
    }

    private delegate byte[] Cipher(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blocks);
}
