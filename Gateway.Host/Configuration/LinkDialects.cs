using System.Globalization;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Comparing;

namespace Gateway.Host.Configuration;

/// <summary>Which dialects an acquirer's link can speak: the one that it was made for, and those of one's own that say the same where it matters.</summary>
internal static class LinkDialects
{
    /// <summary>The one that it was made for.</summary>
    public const string Standard = "iso8583-1987-ascii";

    // Enough to see what kind of mistake it is.
    private const int MostNamed = 5;

    // What the link writes or understands. DE 52 is left to the format of the PIN in it.
    private static readonly int[] _spoken =
        [2, 3, 4, 7, 11, 12, 13, 14, 15, 22, 23, 25, 26, 32, 35, 37, 38, 39, 41, 42, 48, 49, 53, 54, 55, 64, 70, 90, 128];

    /// <summary>What is wrong with a dialect for a link, one sentence; null when the link can speak it.</summary>
    /// <param name="name">The dialect's name.</param>
    /// <param name="dialects">All that there are.</param>
    public static string? Fault(string name, DialectCatalog dialects)
    {
        if (name == Standard)
        {
            return null;
        }

        if (dialects.Find(name) is not { } dialect)
        {
            return $"Dialect '{name}' is unknown; there are {string.Join(", ", dialects.Names)}.";
        }

        var others = DialectDiff.Compare(Dialect.Embedded(Standard), dialect).Select(difference => difference.Path.Split('.')[0]).Where(IsSpoken).Distinct().ToList();
        return others.Count == 0
            ? null
            : $"Dialect '{name}' is not one acquirers are reached in: it differs from {Standard} in {string.Join(", ", others.Take(MostNamed))}"
                + $"{(others.Count > MostNamed ? " and more" : "")}, and may in element 52 and in elements that the link does not use.";
    }

    // Message type, bitmaps, a header, or the number of an element; rules refuse nothing on a link.
    private static bool IsSpoken(string path)
        => int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var element)
            ? _spoken.Contains(element)
            : !path.StartsWith("rule ", StringComparison.Ordinal);
}
