using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Cli.Decoding;

/// <summary>Elements as JSON in, their message as hex out.</summary>
/// <param name="fields">Dialects and framings.</param>
internal sealed class EncodeBatch(LineFields fields) : LineBatch
{
    /// <inheritdoc/>
    protected override bool HasPlaces => false;

    /// <inheritdoc/>
    protected override void Answer(JsonElement line, Utf8JsonWriter json)
    {
        var codec = fields.Dialect(line);
        var format = fields.Framing(line);
        byte[] frame;
        try
        {
            var message = codec.Message.Clear(Type(line, codec.Dialect));
            Fill(message, codec.Dialect, line);
            frame = Frame(format, line, codec.Writer.Write(message));
        }
        catch (IsoValueException bad)
        {
            throw new LineFault(bad.Error.ToString(), bad.Element, bad.Message).Thrown();
        }

        json.WriteString("hex"u8, Convert.ToHexString(frame));
    }

    private static MessageType Type(JsonElement line, Dialect dialect)
    {
        var text = LineFields.Text(line, "mti") ?? "";
        MessageType type;
        var isType = dialect.HasFreeType ? MessageType.TryParseAny(text, out type) : MessageType.TryParse(text, out type);
        return isType
            ? type
            : throw new IsoValueException(FormatError.BadMessageType, "0", dialect.HasFreeType ? "mti has to be four characters" : "mti has to be four digits");
    }

    private static void Fill(IsoMessage message, Dialect dialect, JsonElement line)
    {
        if (!line.TryGetProperty("elements"u8, out var elements) || elements.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (elements.ValueKind != JsonValueKind.Object)
        {
            throw new LineFault(LineFault.BadJson, "elements", "An object is expected here, with a property for each element.").Thrown();
        }

        foreach (var (name, value) in ElementValues.Properties("elements", elements))
        {
            if (name == ElementJson.Header && dialect.HeaderSpec is { } header)
            {
                var text = LineFields.Text(name, value);
                message.SetHeader(header.Content == ElementContent.Binary ? LineFields.Hex(name, text) : Encoding.Latin1.GetBytes(text));
            }
            else
            {
                ElementValues.Set(message, Number(name), dialect, value);
            }
        }
    }

    private static int Number(string name)
        => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2 and <= 192 and not (65 or 129)
            ? number
            : throw new LineFault(
                nameof(FormatError.UnknownElement), "elements", "An element is named by its number, 2 to 192 and not 65 or 129, in decimal digits.").Thrown();

    private static byte[] Frame(FrameFormat format, JsonElement line, byte[] body)
    {
        var parts = FrontParts.Of(format, LineFields.Text(line, "tpdu"), LineFields.Text(line, "header"));
        try
        {
            return Iso8583.Framing.Frame.WriteWithLength(format with { MaxBytes = int.MaxValue }, parts, body);
        }
        catch (ArgumentException tooLong) when (tooLong.ParamName == "body")
        {
            throw new LineFault(LineFault.BadFrame, "frame", $"The message has {body.Length} bytes, more than the length in front can count.").Thrown();
        }
    }
}
