namespace Gateway.Iso8583.Codec;

/// <summary>What was found wrong and where, before it is known which message it belongs to.</summary>
/// <param name="Error">The kind of damage.</param>
/// <param name="Path">Path of the part below the element that is being read; empty when it is the element itself.</param>
/// <param name="Offset">Where the damaged bytes begin, counted from the start of what was looked at.</param>
/// <param name="Length">How many bytes are damaged.</param>
/// <param name="Expected">What should stand there.</param>
internal sealed record Damage(FormatError Error, string Path, int Offset, int Length, string Expected)
{
    /// <summary>The same damage, seen from the part that holds it.</summary>
    internal Damage Under(string key, int offset)
        => this with { Path = Path.Length == 0 ? key : $"{key}.{Path}", Offset = Offset + offset };
}
