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
    /// <returns>The format, or <see langword="null"/> when there is none of that name.</returns>
    public static PinBlockFormat? Find(string name)
        => Array.FindIndex(_names, named => named.Name == name) is var at and >= 0 ? _names[at].Format : null;

    /// <summary>The name of a format.</summary>
    /// <param name="format">One of the formats of ISO 9564-1.</param>
    /// <returns>Its name; that of the enumeration for a format without one.</returns>
    public static string Of(PinBlockFormat format) => Array.Find(_names, named => named.Format == format).Name ?? format.ToString();
}
