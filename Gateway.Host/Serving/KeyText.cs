using System.Security.Cryptography;

namespace Gateway.Host.Serving;

/// <summary>A key in hexadecimal digits out of a file, in memory that stays where it is and is erased in the end; never a string.</summary>
internal sealed class KeyText : IDisposable
{
    // 64 digits with as much white space as anybody types.
    private const int MostBytes = 256;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(MostBytes, pinned: true);
    private readonly int _count;

    private KeyText(Stream file) => _count = file.ReadAtLeast(_bytes, MostBytes, throwOnEndOfStream: false);

    /// <summary>The digits as ASCII, and the white space around them.</summary>
    public ReadOnlyMemory<byte> Digits => _bytes.AsMemory(0, _count);

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static KeyText Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return new KeyText(file);
    }

    /// <summary>Erases the digits.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    /// <summary>Never the key.</summary>
    public override string ToString() => nameof(KeyText);
}
