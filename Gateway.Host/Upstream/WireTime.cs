using System.Globalization;

namespace Gateway.Host.Upstream;

/// <summary>Instants as an acquirer link writes them.</summary>
internal static class WireTime
{
    /// <summary>DE 7, MMDDhhmmss in universal time.</summary>
    public static string Transmission(DateTimeOffset instant) => Text(instant.ToUniversalTime(), "MMddHHmmss");

    /// <summary>DE 12, hhmmss where the estate is.</summary>
    public static string LocalTime(DateTimeOffset instant, TimeZoneInfo zone) => Text(TimeZoneInfo.ConvertTime(instant, zone), "HHmmss");

    /// <summary>DE 13, MMDD where the estate is.</summary>
    public static string LocalDate(DateTimeOffset instant, TimeZoneInfo zone) => Text(TimeZoneInfo.ConvertTime(instant, zone), "MMdd");

    private static string Text(DateTimeOffset instant, string format) => instant.ToString(format, CultureInfo.InvariantCulture);
}
