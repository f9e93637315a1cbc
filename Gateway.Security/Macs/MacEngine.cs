using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Macs;

/// <summary>One MAC key, ready to make and check the codes of one profile.</summary>
/// <remarks>
/// <para>Immutable and safe from any thread; no call allocates, so one engine serves all messages of a key.</para>
/// <para>
/// The key bytes are taken in by the constructor and not kept, except by a keyed hash, which keeps them in pinned memory;
/// <see cref="Dispose"/> erases what can be reached. Key schedules inside cipher engines cannot, and are left to the collector.
/// </para>
/// <para>Source: ISO/IEC 9797-1:2011; NIST SP 800-38B; FIPS 198-1; see <see cref="MacAlgorithm"/>.</para>
/// </remarks>
public sealed class MacEngine : IDisposable
{
    private const int MaxSentBytes = 2 * MacFunction.MaxBytes;

    private readonly MacFunction _function;
    private bool _disposed;

    /// <summary>Takes in a key.</summary>
    /// <param name="profile">What the two parties agreed on.</param>
    /// <param name="key">
    /// The clear key, the caller's to erase. Its parts stand one after the other: two or three for the retail MAC (without a third
    /// the first is used again), two for <see cref="MacAlgorithm.CbcTwice"/>. DES parity is of no importance.
    /// </param>
    /// <exception cref="ArgumentException">The profile is impossible; the text is its first fault.</exception>
    /// <exception cref="KeyException">The key has a length that the profile does not take.</exception>
    public MacEngine(MacProfile profile, ReadOnlySpan<byte> key)
    {
        if (profile.Faults() is [var fault, ..])
        {
            throw new ArgumentException(fault, nameof(profile));
        }

        Profile = profile;
        var cipher = profile.AllowsSingleDes ? BlockCiphers.OfDesLength(key.Length) : profile.KeyAlgorithm;
        _function = profile.Algorithm switch
        {
            MacAlgorithm.Cmac => new Cmac(cipher, key),
            MacAlgorithm.Hmac => new HashMac(profile.Hash, key),
            MacAlgorithm.CupEcb => new UnionPayMac(cipher, key),
            _ => CbcMac.Of(profile, cipher, key),
        };
    }

    /// <summary>What the two parties agreed on.</summary>
    public MacProfile Profile { get; }

    /// <summary>Computes the code of some data.</summary>
    /// <param name="data">The bytes to cover, any number.</param>
    /// <param name="mac">Where the code goes, as it stands in the message: <see cref="MacProfile.SentBytes"/> or more.</param>
    /// <returns>Bytes written, always <see cref="MacProfile.SentBytes"/>.</returns>
    /// <exception cref="ArgumentException">There is less room than the code needs.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    public int Compute(ReadOnlySpan<byte> data, Span<byte> mac)
    {
        if (mac.Length < Profile.SentBytes)
        {
            throw new ArgumentException($"A MAC of this profile needs {Profile.SentBytes} bytes.", nameof(mac));
        }

        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        Span<byte> code = stackalloc byte[MacFunction.MaxBytes];
        _function.Compute(data, code);

        // A key erased meanwhile is all zeros, which anybody can compute with: such a code never leaves.
        Interlocked.MemoryBarrier();
        ObjectDisposedException.ThrowIf(_disposed, this);
        Write(code[..Profile.Bytes], mac);
        CryptographicOperations.ZeroMemory(code);
        return Profile.SentBytes;
    }

    /// <summary>Checks a received code, in a time that does not depend on how much of it is right.</summary>
    /// <param name="data">The bytes that the code covers.</param>
    /// <param name="mac">
    /// The code as it stood in the message. One that is shorter or longer than <see cref="MacProfile.SentBytes"/> is wrong, whatever it
    /// begins with, and so is hexadecimal text in small letters.
    /// </param>
    /// <returns>Whether the code is right.</returns>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[MaxSentBytes];
        var length = Compute(data, expected);

        // Spans of different length are never equal, so a short code cannot shorten the comparison.
        var isRight = CryptographicOperations.FixedTimeEquals(expected[..length], mac);
        CryptographicOperations.ZeroMemory(expected);
        return isRight;
    }

    /// <summary>Erases the key bytes that are kept. Calls under way end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _function.Erase();
        }
    }

    private void Write(ReadOnlySpan<byte> code, Span<byte> mac)
    {
        if (Profile.Coding == MacCoding.HexText)
        {
            Convert.TryToHexString(code, mac, out _);
        }
        else
        {
            code.CopyTo(mac);
        }
    }
}
