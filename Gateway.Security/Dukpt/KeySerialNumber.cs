using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Gateway.Security.Keys;

namespace Gateway.Security.Dukpt;

/// <summary>A key serial number (KSN): which device speaks, and which of its keys it used for this transaction.</summary>
/// <remarks>
/// <para>
/// Triple DES: 10 bytes, the rightmost 21 bits count transactions. AES: 12 bytes, the rightmost 32 bits count. What stands in
/// front names the initial key of the device. A device skips counters with too many one-bits, so that no derivation is long.
/// A KSN is no secret and prints in full. <c>default</c> is no KSN of either form.
/// </para>
/// <para>Safe from any thread. Source: ANSI X9.24-1:2009 annex A; ANSI X9.24-3:2017 section 6.1 and annex C.</para>
/// </remarks>
public readonly record struct KeySerialNumber
{
    /// <summary>Bytes of the triple DES form, 10.</summary>
    public const int TdesBytes = 10;

    /// <summary>Bytes of the AES form, 12.</summary>
    public const int AesBytes = 12;

    private const int IdBytes = 8;
    private const uint TdesCounterBits = 0x1FFFFF;

    private KeySerialNumber(KeyAlgorithm algorithm, ulong id, uint counter)
        => (Algorithm, Id, Counter) = (algorithm, id, counter);

    /// <summary>Which of the two schemes: <see cref="KeyAlgorithm.Tdes"/> or <see cref="KeyAlgorithm.Aes"/>.</summary>
    public KeyAlgorithm Algorithm { get; }

    /// <summary>The transaction counter: 0 to 1FFFFF, for AES to FFFFFFFF; 0 when the key was loaded and not used yet.</summary>
    public uint Counter { get; }

    /// <summary>What stands before the counter, 16 upper-case hexadecimal characters; counter bits among them are zero.</summary>
    /// <remarks>An AES one is the id of the BDK and the derivation id, 8 characters each.</remarks>
    public string InitialKeyId => $"{Id:X16}";

    /// <summary>The KSN as it is before the first transaction: counter 0.</summary>
    public KeySerialNumber Initial => new(Algorithm, Id, counter: 0);

    /// <summary>The KSN of the same device at another counter.</summary>
    /// <param name="counter">The counter; bits beyond those of the form are not taken.</param>
    public KeySerialNumber At(uint counter) => new(Algorithm, Id, Algorithm == KeyAlgorithm.Tdes ? counter & TdesCounterBits : counter);

    /// <summary>Bytes on the wire: 10 or 12.</summary>
    public int Bytes => Algorithm switch
    {
        KeyAlgorithm.Tdes => TdesBytes,
        KeyAlgorithm.Aes => AesBytes,
        _ => 0,
    };

    /// <summary>Whether a transaction may carry it: a counter above zero with at most 10 one-bits, for AES at most 16.</summary>
    public bool IsValid => Counter != 0 && !HasTooManyBits;

    /// <summary>Whether no transaction can come after it: the counter is 1FF800 or above, for AES FFFF0000.</summary>
    public bool IsExhausted => Counter >= LastCounter;

    internal bool HasTooManyBits => BitOperations.PopCount(Counter) > MaxOneBits;

    internal ulong Id { get; }

    private int MaxOneBits => Algorithm == KeyAlgorithm.Aes ? 16 : 10;

    private uint LastCounter => Algorithm switch
    {
        KeyAlgorithm.Tdes => 0x1FF800,
        KeyAlgorithm.Aes => 0xFFFF0000,
        _ => 0,
    };

    /// <summary>Reads a KSN from a message.</summary>
    /// <param name="bytes">10 bytes of the triple DES form, or 12 of the AES form.</param>
    /// <param name="ksn">The KSN, or <c>default</c> when the length is another.</param>
    /// <returns><see langword="false"/> when the length is another; the counter is not judged here.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out KeySerialNumber ksn)
    {
        ksn = default;
        if (bytes.Length == TdesBytes)
        {
            var counter = BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]) & TdesCounterBits;
            var id = BinaryPrimitives.ReadUInt64BigEndian(bytes) & ~(ulong)(TdesCounterBits >> 16);
            ksn = new KeySerialNumber(KeyAlgorithm.Tdes, id, counter);
        }
        else if (bytes.Length == AesBytes)
        {
            var id = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            ksn = new KeySerialNumber(KeyAlgorithm.Aes, id, BinaryPrimitives.ReadUInt32BigEndian(bytes[IdBytes..]));
        }

        return ksn.Bytes != 0;
    }

    /// <summary>Reads a KSN from hexadecimal characters.</summary>
    /// <param name="hex">20 characters, or 24 for AES; upper or lower case, no spaces.</param>
    /// <param name="ksn">The KSN, or <c>default</c> when the characters are not one.</param>
    /// <returns><see langword="false"/> when the length is another or a character is no hexadecimal digit.</returns>
    public static bool TryParse(ReadOnlySpan<char> hex, out KeySerialNumber ksn)
    {
        Span<byte> bytes = stackalloc byte[AesBytes];
        ksn = default;
        return hex.Length is 2 * TdesBytes or 2 * AesBytes
            && Convert.FromHexString(hex, bytes, out _, out var count) == OperationStatus.Done
            && TryRead(bytes[..count], out ksn);
    }

    /// <summary>Reads a KSN from hexadecimal characters that must be one.</summary>
    /// <param name="hex">20 characters, or 24 for AES; upper or lower case, no spaces.</param>
    /// <returns>The KSN.</returns>
    /// <exception cref="FormatException">The characters are no KSN.</exception>
    public static KeySerialNumber Parse(ReadOnlySpan<char> hex) => TryParse(hex, out var ksn)
        ? ksn
        : throw new FormatException("A key serial number is 20 or 24 hexadecimal characters.");

    /// <summary>Writes the KSN as a message carries it.</summary>
    /// <param name="bytes">At least <see cref="Bytes"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">There is not enough room.</exception>
    public int Write(Span<byte> bytes)
    {
        if (bytes.Length < Bytes)
        {
            throw new ArgumentException($"A key serial number needs {Bytes} bytes.", nameof(bytes));
        }

        switch (Algorithm)
        {
            case KeyAlgorithm.Tdes:
                BinaryPrimitives.WriteUInt64BigEndian(bytes, Id | (Counter >> 16));
                BinaryPrimitives.WriteUInt16BigEndian(bytes[IdBytes..], (ushort)Counter);
                break;
            case KeyAlgorithm.Aes:
                BinaryPrimitives.WriteUInt64BigEndian(bytes, Id);
                BinaryPrimitives.WriteUInt32BigEndian(bytes[IdBytes..], Counter);
                break;
        }

        return Bytes;
    }

    /// <summary>The KSN of the device's next transaction.</summary>
    /// <returns>The next counter that has few enough one-bits, or <see langword="null"/> when there is none any more.</returns>
    public KeySerialNumber? Next()
    {
        if (IsExhausted)
        {
            return null;
        }

        var next = new KeySerialNumber(Algorithm, Id, Counter + 1);
        while (next.HasTooManyBits)
        {
            // The lowest one-bit carries upwards: anything less would only add more of them.
            next = new KeySerialNumber(Algorithm, Id, next.Counter + (next.Counter & (~next.Counter + 1)));
        }

        return next;
    }

    /// <summary>Whether both come from the same initial key, which is: from the same device as it was last loaded.</summary>
    /// <param name="other">A KSN of either form.</param>
    /// <returns><see langword="false"/> when form or initial key differ.</returns>
    public bool IsOfSameKey(KeySerialNumber other) => Initial == other.Initial;

    /// <summary>Whether this is a later transaction of the same device.</summary>
    /// <param name="last">The KSN that was accepted last.</param>
    /// <returns><see langword="false"/> when it is the same or an earlier one, or of another initial key.</returns>
    public bool IsAfter(KeySerialNumber last) => IsOfSameKey(last) && Counter > last.Counter;

    /// <summary>20 or 24 upper-case hexadecimal characters; nothing for <c>default</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[AesBytes];
        return Convert.ToHexString(bytes[..Write(bytes)]);
    }
}
