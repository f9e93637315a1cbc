using System.Text;

namespace Gateway.Host.Api;

/// <summary>Lines of CSV, as RFC 4180 has them.</summary>
internal static class Csv
{
    private static readonly char[] _special = ['"', ',', '\r', '\n'];

    /// <summary>Appends one line.</summary>
    public static void Line(StringBuilder text, params ReadOnlySpan<string?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            text.Append(index == 0 ? "" : ",").Append(Quoted(values[index] ?? ""));
        }

        text.Append("\r\n");
    }

    private static string Quoted(string value)
        => value.IndexOfAny(_special) < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
