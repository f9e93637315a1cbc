using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Host.Journal;

/// <summary>How far the chain of records goes: the last number and its seal.</summary>
/// <param name="Seq">Number of the last record; 0 in an empty journal.</param>
/// <param name="Chain">Its seal, 32 bytes.</param>
internal readonly record struct ChainHead(long Seq, byte[] Chain)
{
    /// <summary>The head of an empty journal.</summary>
    public static ChainHead Empty => new(0, new byte[SHA256.HashSizeInBytes]);

    /// <summary>Whether both end at the same record with the same past.</summary>
    public bool IsSameAs(ChainHead other) => Seq == other.Seq && Chain.AsSpan().SequenceEqual(other.Chain);
}

/// <summary>A record's row without its seal.</summary>
internal sealed record RecordRow(string Stream, long Version, Guid Attempt, string Kind, string Payload, string At);

/// <summary>Seals every record to all before it: a record lost, changed or moved breaks every seal after it.</summary>
internal static class RecordChain
{
    /// <summary>The head after one record more.</summary>
    public static ChainHead Next(ChainHead previous, RecordRow row)
    {
        var seq = previous.Seq + 1;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous.Chain);
        Append(hash, seq);
        Append(hash, row.Stream);
        Append(hash, row.Version);
        hash.AppendData(row.Attempt.ToByteArray(bigEndian: true));
        Append(hash, row.Kind);
        Append(hash, row.Payload);
        Append(hash, row.At);
        return new ChainHead(seq, hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }

    // The length goes first, so that no two rows can run together into the same bytes.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.LongLength);
        hash.AppendData(bytes);
    }
}
