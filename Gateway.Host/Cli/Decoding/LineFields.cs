using System.Text.Json;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>What the lines of a batch have in common: a dialect and a framing by name, and how texts are taken out of JSON.</summary>
/// <param name="shelf">The dialects there are.</param>
/// <param name="dialect">Used where a line names none.</param>
/// <param name="framing">Used where a line names none.</param>
internal sealed class LineFields(DialectShelf shelf, string dialect, string framing)
{
    private readonly Dictionary<string, FrameFormat> _formats = new(StringComparer.Ordinal);

    /// <summary>The dialect of a line.</summary>
    /// <exception cref="LineFaultException">There is none of that name.</exception>
    public DialectCodec Dialect(JsonElement line)
        => shelf.TryFind(Text(line, "dialect") ?? dialect, out var codec, out var fault)
            ? codec
            : throw new LineFault(LineFault.UnknownDialect, "dialect", fault).Thrown();

    /// <summary>The framing of a line.</summary>
    /// <exception cref="LineFaultException">It is none.</exception>
    public FrameFormat Framing(JsonElement line)
    {
        var name = Text(line, "framing") ?? framing;
        if (_formats.TryGetValue(name, out var format))
        {
            return format;
        }

        if (!FrameFormat.TryParse(name, out format))
        {
            throw new LineFault(LineFault.UnknownFraming, "framing", FramingOption.Known).Thrown();
        }

        return _formats[name] = format;
    }

    /// <summary>A text of a line; null when it is not there or null.</summary>
    /// <exception cref="LineFaultException">It is no text.</exception>
    public static string? Text(JsonElement line, string name)
        => line.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Text(name, value) : null;

    /// <summary>A value as text.</summary>
    /// <param name="name">What it is called in a fault.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="LineFaultException">It is no text.</exception>
    public static string Text(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new LineFault(LineFault.BadJson, name, "A text is expected here.").Thrown();
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new LineFault(LineFault.BadJson, name, "The text is not Unicode.").Thrown();
        }
    }

    /// <summary>A text of hexadecimal digits as bytes.</summary>
    /// <exception cref="LineFaultException">It is none.</exception>
    public static byte[] Hex(string name, string text)
        => HexText.TryRead(text, out var bytes, out var fault) ? bytes : throw new LineFault(LineFault.BadHex, name, fault).Thrown();
}
