namespace Gateway.Security.Pins;

/// <summary>The formats of ISO 9564-1 by the names that configurations and command lines have for them: iso-0 to iso-4.</summary>
public static class PinFormatNames
{
    private static readonly (string Name, PinBlockFormat Format)[] _names =
    [
        ("iso-0", PinBlockFormat.Iso0), ("iso-1", PinBlockFormat.Iso1), ("iso-2", PinBlockFormat.Iso2), ("iso-3", PinBlockFormat.Iso3), ("iso-4", PinBlockFormat.Iso4),
    ];

    /// <summary>Names of the formats that may be sent to acquirers, by <see cref="PinTranslationRules"/>.</summary>
    public static IReadOnlyList<string> ToAcquirers { get; }
        = [.. _names.Where(named => PinTranslationRules.Faults(PinBlockFormat.Iso0, named.Format, acceptsFormat1: false).Count == 0).Select(named => named.Name)];

    /// <summary>Finds a format by its name.</summary>
    /// <param name="name">The name, lower case.</param>
    /// <param name="format">The format; not to be used when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string name, out PinBlockFormat format)
    {
        var at = Array.FindIndex(_names, named => named.Name == name);
        format = at < 0 ? default : _names[at].Format;
        return at >= 0;
    }

    /// <summary>The name of a format.</summary>
    /// <param name="format">One of the formats of ISO 9564-1.</param>
    /// <returns>Its name; that of the enumeration for a format without one.</returns>
    public static string Of(PinBlockFormat format) => Array.Find(_names, named => named.Format == format).Name ?? format.ToString();
}
