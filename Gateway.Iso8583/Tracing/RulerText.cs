using System.Globalization;
using System.Text;

namespace Gateway.Iso8583.Tracing;

/// <summary>A ruler as text: offset, length, what it is, hex.</summary>
internal static class RulerText
{
    private const int BytesInARow = 16;
    private const int LabelWidth = 44;

    internal static string Draw(IReadOnlyList<RulerLine> lines)
    {
        var text = new StringBuilder("offset  bytes");
        foreach (var line in lines)
        {
            Draw(text.Append('\n'), line);
        }

        return text.ToString();
    }

    private static void Draw(StringBuilder text, RulerLine line)
    {
        text.Append(CultureInfo.InvariantCulture, $"{line.Offset,6}  {line.Length,5}  ");
        var label = line.Path.Length == 0 ? line.Name : line.IsDamaged ? line.Path : $"{line.Path}  {line.Name}";
        var hex = line.Hex.AsSpan();
        text.Append((new string(' ', 2 * line.Depth) + label).PadRight(hex.IsEmpty && !line.IsDamaged ? 0 : LabelWidth));
        AppendRow(text, hex);
        if (line.IsDamaged)
        {
            text.Append(line.Length > 0 ? " <== " : "<== ").Append(line.Name);
        }

        for (var row = 2 * BytesInARow; row < hex.Length; row += 2 * BytesInARow)
        {
            text.Append('\n').Append(' ', 15 + LabelWidth);
            AppendRow(text, hex[row..]);
        }
    }

    private static void AppendRow(StringBuilder text, ReadOnlySpan<char> hex)
    {
        for (var at = 0; at < Math.Min(hex.Length, 2 * BytesInARow); at += 2)
        {
            text.Append(at == 0 ? "" : " ").Append(hex.Slice(at, 2));
        }
    }
}
