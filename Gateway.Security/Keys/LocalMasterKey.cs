using System.Security.Cryptography;
using System.Text;

namespace Gateway.Security.Keys;

/// <summary>The one key that is not stored with the data: 32 random bytes from which everything stored is protected.</summary>
/// <remarks>
/// <para>
/// It never encrypts anything itself. Each purpose has a key of its own, derived with HKDF-SHA-256 under its own label, so that
/// what is learned about one purpose says nothing about another. Losing this key makes every stored key and card unreadable.
/// </para>
/// <para>Safe from any thread until disposed. Source: RFC 5869 for the derivation.</para>
/// </remarks>
public sealed class LocalMasterKey : IDisposable
{
    /// <summary>Bytes of the key, 32.</summary>
    public const int Bytes = 32;

    private const int MaxFileBytes = 1024;
    private readonly byte[] _key;
    private volatile bool _disposed;

    private LocalMasterKey(byte[] key)
    {
        _key = key;
        if (!key.AsSpan().ContainsAnyExcept(key[0]))
        {
            Dispose();
            throw new KeyException("The local master key is a single repeated byte; it must be 32 random bytes.");
        }

        Kcv = Convert.ToHexString(Derive("check-value"))[..KeyCheckValue.Length];
    }

    /// <summary>A check value of 8 hexadecimal characters, by which an operator recognises the key. It may be shown.</summary>
    public string Kcv { get; }

    /// <summary>Reads the key from text.</summary>
    /// <param name="hex">64 hexadecimal characters; white space around them is ignored.</param>
    /// <returns>The key.</returns>
    /// <exception cref="KeyException">The text is anything else, or one byte repeated.</exception>
    public static LocalMasterKey FromHex(string hex)
        => Parse(hex, "The local master key");

    /// <summary>Reads the key from a file.</summary>
    /// <param name="path">A file with 64 hexadecimal characters; white space around them is ignored.</param>
    /// <returns>The key.</returns>
    /// <exception cref="KeyException">The file cannot be read or holds anything else.</exception>
    public static LocalMasterKey FromFile(string path)
    {
        var content = new byte[MaxFileBytes];
        var text = new char[MaxFileBytes];
        try
        {
            using var file = File.OpenRead(path);
            var read = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            var length = Encoding.Latin1.GetChars(content.AsSpan(0, read), text);
            return Parse(text.AsSpan(0, length), $"The local master key file '{path}'");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyException($"The local master key file '{path}' cannot be read: {fault.Message}", fault);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            Array.Clear(text);
        }
    }

    /// <summary>A new random key.</summary>
    /// <returns>The key; it exists nowhere else until <see cref="SaveTo"/>.</returns>
    public static LocalMasterKey Generate()
    {
        var key = NewBuffer();
        RandomNumberGenerator.Fill(key);
        return new LocalMasterKey(key);
    }

    /// <summary>Writes the key to a new file that only its owner may read (mode 0600).</summary>
    /// <param name="path">A file that does not exist: a master key is never overwritten.</param>
    /// <exception cref="KeyException">The file exists or cannot be written.</exception>
    public void SaveTo(string path)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        Span<byte> line = stackalloc byte[(2 * Bytes) + 1];
        Convert.TryToHexString(_key, line, out _);
        line[^1] = (byte)'\n';
        try
        {
            using var file = new FileStream(path, options);
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyException($"The local master key cannot be written to '{path}': {fault.Message}", fault);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }

    /// <summary>Erases the key from memory.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_key);
    }

    /// <summary>The check value only.</summary>
    public override string ToString() => $"Local master key, check value {Kcv}";

    /// <summary>The key of one purpose, 32 bytes. The caller erases it.</summary>
    internal byte[] Derive(string purpose)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var derived = NewBuffer();
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, derived, salt: [], Encoding.ASCII.GetBytes($"gateway/{purpose}/1"));
        return derived;
    }

    private static LocalMasterKey Parse(ReadOnlySpan<char> text, string what)
    {
        var digits = text.Trim();
        var key = NewBuffer();
        if (digits.Length != 2 * Bytes
            || Convert.FromHexString(digits, key, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            CryptographicOperations.ZeroMemory(key);
            throw new KeyException($"{what} must be {2 * Bytes} hexadecimal characters.");
        }

        return new LocalMasterKey(key);
    }

    // Pinned, so that the collector leaves no copy behind when it moves things.
    private static byte[] NewBuffer() => GC.AllocateUninitializedArray<byte>(Bytes, pinned: true);
}
