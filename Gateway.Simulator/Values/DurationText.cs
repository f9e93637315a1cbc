using System.Globalization;

namespace Gateway.Simulator.Values;

/// <summary>Stretches of time as people type them: 500ms, 20s, 10m, 1h; a bare number is seconds.</summary>
internal static class DurationText
{
    private static readonly (string Unit, double Seconds)[] _units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>Reads one; false when it is none, is negative or is longer than a day.</summary>
    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, seconds) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                var total = count * seconds;
                if (total > 86_400)
                {
                    return false;
                }

                duration = TimeSpan.FromSeconds(total);
                return true;
            }
        }

        return false;
    }

    /// <summary>Milliseconds below ten seconds, whole seconds above.</summary>
    internal static string Show(TimeSpan duration)
        => duration.TotalSeconds < 10
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s");
}
