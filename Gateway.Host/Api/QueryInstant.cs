using System.Globalization;

namespace Gateway.Host.Api;

/// <summary>Instants and days in a query, in the estate's time zone unless they say another.</summary>
internal static class QueryInstant
{
    /// <summary>How they are written.</summary>
    public const string Words = "a date as 2026-08-01, or a time as 2026-08-01T09:30, with seconds and an offset if need be";

    private const string DayForm = "yyyy-MM-dd";

    // Nobody's transactions, and too near the ends of what a program can count.
    private const int FirstYear = 1970, LastYear = 9998;

    private static readonly string[] _local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.fff"];

    private static readonly string[] _zoned = [.. _local.Select(form => form + "K")];

    /// <summary>A day.</summary>
    public static DateOnly? Day(string? text)
        => DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear ? day : null;

    /// <summary>An instant. A day means its beginning, or where it ends a range the end of it.</summary>
    public static DateTimeOffset? Read(string? text, TimeZoneInfo zone, bool isEnd)
    {
        if (Day(text) is { } day)
        {
            return In(zone, (isEnd ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue));
        }

        if (DateTime.TryParseExact(text, _local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return local.Year is >= FirstYear and <= LastYear ? In(zone, local) : null;
        }

        // A plus sign that nobody escaped arrives as a blank.
        return DateTimeOffset.TryParseExact(text?.Replace(' ', '+'), _zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant.Year is >= FirstYear and <= LastYear ? instant : null;
    }

    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local) => new(local, zone.GetUtcOffset(local));
}
