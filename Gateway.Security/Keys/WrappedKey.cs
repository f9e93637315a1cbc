using System.Text;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Security.Keys;

/// <summary>A key as it may be stored: a key block under the local master key, bound to one usage and one owner.</summary>
/// <param name="Usage">What the key may be used for.</param>
/// <param name="Owner">Whose key it is, a terminal id or an acquirer's name; 1 to 64 characters of printable ASCII.</param>
/// <param name="Kcv">The key check value, 8 hexadecimal characters; it may be shown to anybody.</param>
/// <param name="Block">The key block, version D, as ASCII. Opaque; treated as immutable.</param>
/// <remarks>
/// Usage and owner stand in the block's label and are authenticated with the key, so a stored row that is copied to another terminal or
/// declared to be another kind of key does not open any more. Two wrapped keys are equal when all four parts are.
/// Source: ANSI X9.143:2021.
/// </remarks>
public sealed record WrappedKey(KeyUsage Usage, string Owner, string Kcv, byte[] Block)
{
    private const int AlgorithmAt = 7;
    private const int LengthKnownFrom = 16;

    /// <summary>The key's cipher, as the block says; proven only when it opens. Null when this is no block.</summary>
    public KeyAlgorithm? Algorithm => Block.Length > LengthKnownFrom ? KeyBlockCodes.Algorithm((char)Block[AlgorithmAt]) : null;

    /// <inheritdoc/>
    public bool Equals(WrappedKey? other)
        => other is not null
            && Usage == other.Usage
            && string.Equals(Owner, other.Owner, StringComparison.Ordinal)
            && string.Equals(Kcv, other.Kcv, StringComparison.Ordinal)
            && Block.AsSpan().SequenceEqual(other.Block);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Usage);
        hash.Add(Owner, StringComparer.Ordinal);
        hash.AddBytes(Block);
        return hash.ToHashCode();
    }

    /// <summary>Usage, owner and check value; never the block.</summary>
    public override string ToString() => $"{Usage} key of {Owner}, check value {Kcv}";

    internal string BlockText => Encoding.ASCII.GetString(Block);
}
