namespace Gateway.Host.Core.Switching;

/// <summary>A card as the gateway may keep it: enough to match it and to reverse with it, never its number in clear.</summary>
/// <param name="Masked">First six and last four digits.</param>
/// <param name="Fingerprint">Keyed hash of the number: equal for equal cards, useless without the key.</param>
/// <param name="Sealed">The number under the card-data key, bound to the trace; null when it was erased or never kept.</param>
internal sealed record CardReference(string Masked, string Fingerprint, byte[]? Sealed)
{
    /// <summary>The masked number.</summary>
    public override string ToString() => Masked;
}
