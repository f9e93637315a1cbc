namespace Gateway.Security.Keys;

/// <summary>A key as it may be stored: encrypted under the local master key and bound to one usage and one owner.</summary>
/// <param name="Usage">What the key may be used for.</param>
/// <param name="Owner">Whose key it is, a terminal id or an acquirer's name; 1 to 64 characters.</param>
/// <param name="Kcv">The key check value, 8 hexadecimal characters; it may be shown to anybody.</param>
/// <param name="Block">The encrypted key. Opaque; treated as immutable.</param>
/// <remarks>
/// Usage, owner and check value are authenticated with the key, so a stored row that is copied to another terminal or
/// declared to be another kind of key does not open any more. Two wrapped keys are equal when all four parts are.
/// </remarks>
public sealed record WrappedKey(KeyUsage Usage, string Owner, string Kcv, byte[] Block)
{
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
}
