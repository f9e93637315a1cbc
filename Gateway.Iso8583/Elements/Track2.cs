using System.Diagnostics;

namespace Gateway.Iso8583.Elements;

/// <summary>Track 2 of a card (element 35): PAN, separator, expiry, service code and what the issuer adds.</summary>
/// <remarks>It prints the masked PAN and nothing else. Source: ISO/IEC 7813, ISO 8583:1987 element 35 (z..37).</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Track2
{
    private const int MaxLength = 37;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _characters;

    private Track2(string characters, Pan pan)
    {
        _characters = characters;
        Pan = pan;
    }

    /// <summary>The card number in front of the separator.</summary>
    public Pan Pan { get; }

    /// <summary>Reads a clear track; an encrypted one does not parse.</summary>
    /// <param name="characters">PAN, '=' or 'D', then decimal digits: at most 37 characters, no sentinels.</param>
    /// <param name="track">The track, its separator as '='; or <c>default</c>.</param>
    /// <returns><see langword="false"/> when this is not a track.</returns>
    public static bool TryParse(ReadOnlySpan<char> characters, out Track2 track)
    {
        track = default;
        var separator = characters.IndexOfAny('=', 'D');
        if (separator < 0
            || characters.Length > MaxLength
            || !Pan.TryParse(characters[..separator], out var pan)
            || characters[(separator + 1)..].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        track = new Track2(string.Concat(characters[..separator], "=", characters[(separator + 1)..]), pan);
        return true;
    }

    /// <summary>The whole track, in clear, separator '='.</summary>
    /// <returns>Up to 37 characters.</returns>
    /// <exception cref="InvalidOperationException">The value is <c>default</c> and holds no track.</exception>
    public string Reveal() => _characters ?? throw new InvalidOperationException("No track is held here.");

    /// <summary>The masked PAN; nothing behind the separator.</summary>
    /// <returns>Text that is safe to print.</returns>
    public override string ToString() => _characters is null ? "(no track)" : $"{Pan}=(hidden)";
}
