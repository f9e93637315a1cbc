using System.Globalization;
using System.Text;

namespace Gateway.Iso8583.Tracing;

/// <summary>A ruler as text: offset, length, what it is, hex.</summary>
internal static class RulerText
{
    private const int BytesInARow = 16;
    private const int LeftBytes = 15;
    private const int WidestLabel = 56;
    private const int Gap = 2;

    internal static string Draw(IReadOnlyList<RulerLine> lines)
    {
        var text = new StringBuilder("offset  bytes");
        var width = lines.Select(line => Label(line).Length).Append(0).Max();
        foreach (var line in lines)
        {
            Draw(text.Append('\n'), line, Math.Min(width, WidestLabel));
        }

        return text.ToString();
    }

    private static void Draw(StringBuilder text, RulerLine line, int width)
    {
        var hex = line.Hex.AsSpan();
        var label = Label(line);
        text.Append(CultureInfo.InvariantCulture, $"{line.Offset,6}  {line.Length,5}  ").Append(label);
        if (line.IsHeading)
        {
            return;
        }

        text.Append(' ', Math.Max(0, width - label.Length) + Gap);
        AppendRow(text, hex);
        if (line.IsDamaged)
        {
            text.Append(line.Length > 0 ? " <== " : "<== ").Append(line.Name);
        }

        for (var row = 2 * BytesInARow; row < hex.Length; row += 2 * BytesInARow)
        {
            text.Append('\n').Append(' ', LeftBytes + width + Gap);
            AppendRow(text, hex[row..]);
        }
    }

    private static string Label(RulerLine line)
        => new string(' ', 2 * line.Depth) + (line.Path.Length == 0 ? line.Name : line.IsDamaged ? line.Path : $"{line.Path}  {line.Name}");

    private static void AppendRow(StringBuilder text, ReadOnlySpan<char> hex)
    {
        for (var at = 0; at < Math.Min(hex.Length, 2 * BytesInARow); at += 2)
        {
            text.Append(at == 0 ? "" : " ").Append(hex.Slice(at, 2));
        }
    }
}
