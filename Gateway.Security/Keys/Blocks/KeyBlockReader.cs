using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Security.Keys.Blocks;

/// <summary>Opens key blocks: the form first, then the MAC, and only then anything the block says.</summary>
/// <remarks>
/// <para>
/// Safe from any thread. A key field that was padded to hide the length of its key and one that was not are read alike.
/// Hexadecimal digits are upper case, so that a key has one block and not many.
/// </para>
/// <para>Source: ANSI X9.143:2021; ANSI TR-31:2018, 5.3; ISO 20038:2017 for version E.</para>
/// </remarks>
public static class KeyBlockReader
{
    private const int LengthBytes = 2;

    /// <summary>Opens a block for a usage of this gateway, and judges the key as any other key.</summary>
    /// <param name="usage">What the key is wanted for.</param>
    /// <param name="protectionKey">The key block protection key (KBPK) agreed with the sender.</param>
    /// <param name="block">The key block as text.</param>
    /// <param name="policy">What is allowed beyond the standard.</param>
    /// <returns>The clear key, with odd parity when it is DES or triple DES; the caller disposes it.</returns>
    /// <exception cref="KeyException">
    /// As <see cref="Unwrap"/>, or the block carries another kind of key, or a key that is refused.
    /// </exception>
    public static UnwrappedKey Import(KeyUsage usage, ReadOnlySpan<byte> protectionKey, string block, KeyBlockPolicy policy)
    {
        var key = Unwrap(protectionKey, block, policy);
        try
        {
            KeyUsages.Check(usage, key.Header);
            var algorithm = key.Algorithm!.Value;
            if (KeyPolicy.Check(usage, algorithm, key.Key, policy.AllowTestKeys) is { } fault)
            {
                throw new KeyException(KeyPolicy.Explain(fault, usage, algorithm));
            }

            if (KeyPolicy.HasParity(usage, algorithm))
            {
                key.AdjustParity();
            }

            return key;
        }
        catch (KeyException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Opens a block, whatever kind of key it carries.</summary>
    /// <param name="protectionKey">The key block protection key (KBPK): triple DES for versions A to C, AES for D and E.</param>
    /// <param name="block">The key block as text.</param>
    /// <param name="policy">What is allowed beyond the standard.</param>
    /// <returns>The clear key as it was wrapped; the caller disposes it.</returns>
    /// <exception cref="KeyException">
    /// The block is malformed, deprecated, changed, under another key, or its key is not in order.
    /// </exception>
    public static UnwrappedKey Unwrap(ReadOnlySpan<byte> protectionKey, string block, KeyBlockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var header = KeyBlockHeader.Parse(block, out var characters);
        var version = KeyBlockVersion.Of(header.Version);
        policy.CheckVersion(version);
        var field = FieldBytes(block, header, characters, version);

        var buffer = GC.AllocateUninitializedArray<byte>(characters + field, pinned: true);
        try
        {
            Span<byte> mac = stackalloc byte[version.MacBytes];
            Encoding.ASCII.GetBytes(block.AsSpan(0, characters), buffer);
            KeyBlockText.Bytes(block, characters, buffer.AsSpan(characters), "encrypted key");
            KeyBlockText.Bytes(block, characters + (2 * field), mac, "MAC");
            using (var keys = KeyBlockKeys.Derive(header.Version, protectionKey))
            {
                if (!KeyBlockCipher.Open(version, keys, buffer, characters, mac))
                {
                    throw new KeyException(
                        "The key block's MAC is not right: the block was changed, or stands under another protection key.");
                }
            }

            KeyBlockCodes.Check(header);
            var key = Key(buffer.AsSpan(characters));
            policy.CheckStrength(header, protectionKey, key);
            return new UnwrappedKey(header, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static int FieldBytes(string block, KeyBlockHeader header, int characters, KeyBlockVersion version)
    {
        if (header.Length != block.Length)
        {
            throw KeyBlockText.Fault("length", 1, string.Create(CultureInfo.InvariantCulture, $"is not that of the text, {block.Length}"));
        }

        if (block.Length % version.Granule != 0)
        {
            throw KeyBlockText.Fault("length", 1, $"is no multiple of {version.Granule}");
        }

        if (characters % version.Granule != 0)
        {
            throw KeyBlockText.Fault("header", 0, $"with its optional blocks is no multiple of {version.Granule} characters");
        }

        var field = (block.Length - characters - (2 * version.MacBytes)) / 2;
        var granule = version.Granule == 2 ? 1 : version.BlockBytes;
        return field > LengthBytes && field % granule == 0
            ? field
            : throw KeyBlockText.Fault("encrypted key", characters, "does not fill whole cipher blocks, or there is none");
    }

    // Two bytes with the key's length in bits, the key, and whatever fills the field.
    private static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> field)
    {
        int bits = BinaryPrimitives.ReadUInt16BigEndian(field);
        if (bits == 0 || bits % 8 != 0 || bits / 8 > field.Length - LengthBytes)
        {
            throw new KeyException("The length inside the key block's encrypted part is not that of a key.");
        }

        return field.Slice(LengthBytes, bits / 8);
    }
}
