using Gateway.Iso8583.Framing;

namespace Gateway.Host.Configuration;

/// <summary>What can be wrong with the framing of a listener or of an acquirer's link.</summary>
internal static class FramingFaults
{
    /// <summary>One sentence for each fault, starting with the option's name.</summary>
    /// <param name="length">The option Length.</param>
    /// <param name="header">The option Header; null when it is not used.</param>
    /// <param name="maxFrameBytes">The option MaxFrameBytes.</param>
    public static IEnumerable<string> Find(string length, string? header, int maxFrameBytes)
    {
        if (!LengthPrefix.TryParse(length, out var prefix))
        {
            var known = LengthPrefix.KnownNames.Except([LengthPrefix.None.ToString()]);
            yield return $"Length '{length}' is unknown; there are {string.Join(", ", known)}.";
        }
        else if (prefix.Kind == LengthPrefixKind.None)
        {
            yield return $"Length '{length}' does not say where a frame ends on a connection.";
        }
        else if (maxFrameBytes <= ushort.MaxValue && maxFrameBytes > prefix.Most)
        {
            yield return $"MaxFrameBytes {maxFrameBytes} is more than Length '{length}' can count, {prefix.Most}.";
        }

        if (header is not null && !HeaderFormat.TryParse(header, out _))
        {
            yield return $"Header '{header}' is none of none, unionpay, fixed-N with N from 1 to 64, or fixed: and 1 to 64 bytes in hex.";
        }
    }
}
