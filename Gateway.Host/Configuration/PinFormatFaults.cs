using Gateway.Iso8583.Dialects;
using Gateway.Security.Pins;

namespace Gateway.Host.Configuration;

/// <summary>What is wrong with the format in which PINs are to go to an acquirer, before one is on its way.</summary>
internal static class PinFormatFaults
{
    private const int PinElement = 52;

    // Which of the allowed formats a terminal has makes no difference: what one of them must not become, none of them may.
    private const PinBlockFormat Terminals = PinBlockFormat.Iso0;

    /// <summary>One sentence; null when PINs can go this way.</summary>
    /// <param name="name">The format's name.</param>
    /// <param name="dialect">The link's dialect; null when that is wrong already.</param>
    public static string? Find(string name, Dialect? dialect)
    {
        if (PinFormatNames.Find(name) is not { } format)
        {
            return $"PinFormat '{name}' is unknown; there are {Allowed}.";
        }

        if (PinTranslationRules.Faults(Terminals, format, acceptsFormat1: false) is { Count: > 0 } refusals)
        {
            return $"PinFormat '{name}' is not one of {Allowed}: {string.Join(' ', refusals)}";
        }

        var bytes = PinBlock.BytesOf(format);
        return dialect is null || Holds(dialect.Element(PinElement), bytes)
            ? null
            : $"PinFormat '{name}' needs a DE 52 of {bytes} bytes, and in dialect '{dialect.Name}' {Said(dialect.Element(PinElement))}.";
    }

    private static string Allowed => string.Join(", ", PinFormatNames.ToAcquirers);

    private static bool Holds(ElementSpec? row, int bytes)
        => row is { Content: ElementContent.Binary } && bytes <= row.Max && bytes >= (row.IsFixed ? row.Max : row.Min);

    private static string Said(ElementSpec? row) => row switch
    {
        null => "there is none",
        { Content: not ElementContent.Binary } => "it holds no bytes",
        { IsFixed: true } => $"it has {row.Max}",
        _ => $"it has {row.Min} to {row.Max}",
    };
}
