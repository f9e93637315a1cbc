using System.Globalization;

namespace Gateway.Host.Journal;

/// <summary>Instants as the database holds them: ISO 8601 with the offset they were decided under.</summary>
internal static class Instant
{
    /// <summary>The text of an instant.</summary>
    public static string Format(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The instant of a text.</summary>
    public static DateTimeOffset Parse(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
