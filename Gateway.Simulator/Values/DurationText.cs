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

    /// <summary>Reads a range such as 20..80ms, or a single value as both ends.</summary>
    internal static bool TryParseRange(string text, out (TimeSpan Shortest, TimeSpan Longest) range)
    {
        range = default;
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            var single = TryParse(text, out var value);
            range = (value, value);
            return single;
        }

        var last = text[(dots + 2)..];
        var unit = last.TrimStart("0123456789.".ToCharArray());
        var first = text[..dots];
        var isBare = first.Length > 0 && !char.IsAsciiLetter(first[^1]);
        if (!TryParse(isBare ? first + unit : first, out var shortest) || !TryParse(last, out var longest) || longest < shortest)
        {
            return false;
        }

        range = (shortest, longest);
        return true;
    }

    /// <summary>Milliseconds below ten seconds, whole seconds above.</summary>
    internal static string Show(TimeSpan duration)
        => duration.TotalSeconds < 10
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s");
}
