using System.Globalization;

namespace Gateway.Simulator.Values;

/// <summary>A stretch of time that lies between two others, such as 20..80ms.</summary>
internal readonly record struct DurationRange(TimeSpan Shortest, TimeSpan Longest)
{
    /// <summary>A range in milliseconds.</summary>
    internal static DurationRange Milliseconds(int shortest, int longest)
        => new(TimeSpan.FromMilliseconds(shortest), TimeSpan.FromMilliseconds(longest));

    /// <summary>Reads 20..80ms, 500ms..1s, or a single value as both ends; false when it is none of these.</summary>
    internal static bool TryParse(string text, out DurationRange range)
    {
        range = default;
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            var isSingle = DurationText.TryParse(text, out var value);
            range = new DurationRange(value, value);
            return isSingle;
        }

        // The unit may stand behind the last number only.
        var last = text[(dots + 2)..];
        var unit = last.TrimStart("0123456789.".ToCharArray());
        var first = text[..dots];
        var isBare = first.Length > 0 && !char.IsAsciiLetter(first[^1]);
        if (!DurationText.TryParse(isBare ? first + unit : first, out var shortest)
            || !DurationText.TryParse(last, out var longest)
            || longest < shortest)
        {
            return false;
        }

        range = new DurationRange(shortest, longest);
        return true;
    }

    /// <summary>As it is typed: <c>200..900ms</c>.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Shortest.TotalMilliseconds:0}..{Longest.TotalMilliseconds:0}ms");
}
