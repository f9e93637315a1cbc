using System.Text.Json;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Tracing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>Messages as hex in, their elements as JSON out.</summary>
/// <param name="fields">Dialects and framings.</param>
/// <param name="showing">Whether values are masked.</param>
internal sealed class DecodeBatch(LineFields fields, Showing showing) : LineBatch
{
    /// <inheritdoc/>
    protected override bool HasPlaces => true;

    /// <inheritdoc/>
    protected override void Answer(JsonElement line, Utf8JsonWriter json)
    {
        var codec = fields.Dialect(line);
        var format = fields.Framing(line);
        var bytes = LineFields.Hex("hex", LineFields.Text(line, "hex") ?? throw new LineFault(LineFault.BadJson, "hex", "The message is missing.").Thrown());
        if (WholeFrame.Read(bytes, format, out var frame) is { } fault)
        {
            throw fault.Thrown();
        }

        IsoFormatException? damage = null;
        try
        {
            codec.Reader.Read(bytes.AsMemory(frame.BodyAt), codec.Message);
        }
        catch (IsoFormatException damaged)
        {
            damage = damaged;
        }

        Write(codec, format, frame.Parts, damage, json);
        if (damage is not null)
        {
            Write(LineFault.Of(damage, frame.BodyAt), json);
        }
    }

    private void Write(DialectCodec codec, FrameFormat format, FrameParts parts, IsoFormatException? damage, Utf8JsonWriter json)
    {
        var message = codec.Message;
        var isTypeRead = damage is null || damage.Element is not ("0" or "h") && !damage.Element.StartsWith("h.", StringComparison.Ordinal);
        if (isTypeRead)
        {
            json.WriteString("mti"u8, message.Type.ToString());
        }

        if (format.Tpdu)
        {
            json.WriteString("tpdu"u8, parts.Tpdu.ToString());
        }

        if (format.HeaderBytes > 0)
        {
            json.WriteString("header"u8, format.Header.IsCustom ? Convert.ToHexString(parts.CustomHeader.Span) : parts.Header.ToString());
        }

        json.WriteStartObject("elements"u8);
        if (codec.Dialect.HeaderSpec is { } header && (damage is null || damage.Element[0] != 'h'))
        {
            ElementJson.WriteHeader(header, message, showing, json);
        }

        if (isTypeRead)
        {
            ElementJson.Write(message, codec.Dialect, showing, json);
        }

        json.WriteEndObject();
    }
}
