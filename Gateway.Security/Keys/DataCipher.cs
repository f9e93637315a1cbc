using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Keys;

/// <summary>One data key, ready to encrypt and decrypt blocks and longer data.</summary>
/// <remarks>
/// <para>
/// Neither mode notices changes: whoever needs to know that data is genuine adds a MAC. Safe from any thread; the key bytes
/// are not kept beside the cipher's schedules, and are the caller's to erase.
/// </para>
/// <para>Source: ISO/IEC 10116 for the modes; NIST SP 800-67 and FIPS 197 for the ciphers; GB/T 32907-2016 for SM4.</para>
/// </remarks>
public sealed class DataCipher
{
    private readonly IBlockCipher _encrypting;
    private readonly IBlockCipher _decrypting;

    /// <summary>Takes in a key.</summary>
    /// <param name="algorithm">A block cipher.</param>
    /// <param name="key">The clear key, of a length that the cipher has; DES parity is of no importance.</param>
    /// <exception cref="KeyException">The key has another length, or belongs to no block cipher.</exception>
    public DataCipher(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        _encrypting = BlockCiphers.Engine(algorithm, key, encrypt: true);
        _decrypting = BlockCiphers.Engine(algorithm, key, encrypt: false);
    }

    /// <summary>Bytes of a block: 8 for DES and triple DES, 16 for AES and SM4.</summary>
    public int BlockBytes => _encrypting.GetBlockSize();

    /// <summary>Encrypts whole blocks, each for itself (ECB), without allocating.</summary>
    /// <param name="clear">Whole blocks.</param>
    /// <param name="encrypted">As many bytes or more; may be the same bytes as <paramref name="clear"/>.</param>
    /// <exception cref="ArgumentException">The data is no whole blocks, or there is no room for the result.</exception>
    public void EncryptEcb(ReadOnlySpan<byte> clear, Span<byte> encrypted) => Ecb(_encrypting, clear, encrypted);

    /// <summary>Decrypts what <see cref="EncryptEcb"/> made, without allocating.</summary>
    /// <param name="encrypted">Whole blocks.</param>
    /// <param name="clear">As many bytes or more; may be the same bytes as <paramref name="encrypted"/>.</param>
    /// <exception cref="ArgumentException">The data is no whole blocks, or there is no room for the result.</exception>
    public void DecryptEcb(ReadOnlySpan<byte> encrypted, Span<byte> clear) => Ecb(_decrypting, encrypted, clear);

    /// <summary>Encrypts data in chained blocks (CBC).</summary>
    /// <param name="iv">What the first block is combined with, one block; never the same twice where equal data must not show.</param>
    /// <param name="clear">Any number of bytes; whole blocks without padding.</param>
    /// <param name="padding">How the data is filled up.</param>
    /// <returns>Whole blocks.</returns>
    /// <exception cref="ArgumentException">The initial value is no block, or unpadded data is no whole blocks.</exception>
    public byte[] EncryptCbc(ReadOnlySpan<byte> iv, ReadOnlySpan<byte> clear, DataPadding padding)
    {
        CheckInitial(iv);
        var blocks = PaddedBlocks.Apply(padding, BlockBytes, clear);
        CheckBlocks(blocks);
        BlockModes.EncryptCbc(_encrypting, iv, blocks, blocks);
        return blocks;
    }

    /// <summary>Decrypts what <see cref="EncryptCbc"/> made.</summary>
    /// <param name="iv">The same initial value, one block.</param>
    /// <param name="encrypted">Whole blocks.</param>
    /// <param name="padding">The padding that was used; zeros stay where they are.</param>
    /// <returns>The clear data, the caller's to erase.</returns>
    /// <exception cref="ArgumentException">The initial value is no block, or the data is no whole blocks.</exception>
    /// <exception cref="KeyException">
    /// What was decrypted does not end in its padding: another key, another initial value or damage. Whoever answers a stranger must not
    /// let this show.
    /// </exception>
    public byte[] DecryptCbc(ReadOnlySpan<byte> iv, ReadOnlySpan<byte> encrypted, DataPadding padding)
    {
        CheckInitial(iv);
        CheckBlocks(encrypted);
        var clear = new byte[encrypted.Length];
        BlockModes.DecryptCbc(_decrypting, iv, encrypted, clear);
        return PaddedBlocks.Remove(padding, BlockBytes, clear);
    }

    private void Ecb(IBlockCipher engine, ReadOnlySpan<byte> input, Span<byte> output)
    {
        CheckBlocks(input);
        if (output.Length < input.Length)
        {
            throw new ArgumentException("There is less room than the blocks need.", nameof(output));
        }

        BlockCiphers.Transform(engine, input, output);
    }

    private void CheckInitial(ReadOnlySpan<byte> iv)
    {
        if (iv.Length != BlockBytes)
        {
            throw new ArgumentException($"An initial value is one block of {BlockBytes} bytes.", nameof(iv));
        }
    }

    private void CheckBlocks(ReadOnlySpan<byte> data)
    {
        if (data.Length % BlockBytes != 0)
        {
            throw new ArgumentException($"The data is no whole blocks of {BlockBytes} bytes.", nameof(data));
        }
    }
}
