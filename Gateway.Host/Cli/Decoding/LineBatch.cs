using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Host.Cli.Decoding;

/// <summary>A batch of JSON objects, one a line, each answered by one of its own in the same order.</summary>
/// <remarks>
/// Whatever is wrong with a line is the answer to that line, and the next is taken. Answers go out when the input pauses and at the end,
/// so that a program on the other side can talk line by line. For one thread.
/// </remarks>
internal abstract class LineBatch
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _answer = new();

    /// <summary>Answers every line.</summary>
    public void Run(Stream input, Stream output)
    {
        using var buffered = new BufferedStream(output, 1 << 16);
        using var json = new Utf8JsonWriter(_answer, _plain);
        var lines = new LineSource(input, buffered.Flush);
        var isFirst = true;
        while (lines.TryRead(out var line))
        {
            var text = line is { } whole && isFirst ? WithoutMark(whole) : line;
            isFirst = false;
            if (text is { } read && read.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            Answer(text, json);
            buffered.Write(_answer.WrittenSpan);
        }

        buffered.Flush();
    }

    /// <summary>Writes the properties of an answer behind its id.</summary>
    /// <exception cref="LineFaultException">The line cannot be answered; nothing has been written.</exception>
    protected abstract void Answer(JsonElement line, Utf8JsonWriter json);

    /// <summary>Whether a fault says where in the bytes it is; so does every answer about bytes, and no other.</summary>
    protected abstract bool HasPlaces { get; }

    /// <summary>Writes what is wrong.</summary>
    protected void Write(LineFault fault, Utf8JsonWriter json)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("kind"u8, fault.Kind);
        json.WriteString("element"u8, fault.Element);
        if (HasPlaces)
        {
            json.WriteNumber("offset"u8, fault.Offset);
            json.WriteNumber("length"u8, fault.Length);
            json.WriteNumber("frameOffset"u8, fault.FrameOffset);
        }

        json.WriteString("message"u8, fault.Message);
        json.WriteEndObject();
    }

    private void Answer(ReadOnlyMemory<byte>? line, Utf8JsonWriter json)
    {
        Begin(json);
        JsonDocument? document = null;
        try
        {
            document = Parse(line);
            Begin(json, Id(document.RootElement));
            Answer(document.RootElement, json);
        }
        catch (LineFaultException bad)
        {
            if (document is null)
            {
                Begin(json, "null"u8);
            }

            Write(bad.Fault, json);
        }
        catch (Exception fault)
        {
            // One line must not take the others with it; its class is enough to report it by.
            Begin(json);
            Begin(json, document is null ? "null"u8 : Id(document.RootElement));
            Write(new LineFault(LineFault.OwnFault, "line", $"The line met a fault of the program's own ({fault.GetType().Name})."), json);
        }
        finally
        {
            document?.Dispose();
        }

        json.WriteEndObject();
        json.Flush();
        _answer.Write("\n"u8);
    }

    private void Begin(Utf8JsonWriter json)
    {
        _answer.ResetWrittenCount();
        json.Reset(_answer);
    }

    private static void Begin(Utf8JsonWriter json, ReadOnlySpan<byte> id)
    {
        json.WriteStartObject();
        json.WritePropertyName("id"u8);
        json.WriteRawValue(id, skipInputValidation: true);
    }

    // Given back as it came. A carriage return inside would look like a line's end to whoever reads the answers.
    private static ReadOnlySpan<byte> Id(JsonElement line)
    {
        var id = line.TryGetProperty("id"u8, out var given) ? JsonMarshal.GetRawUtf8Value(given) : "null"u8;
        return id.Contains((byte)'\r') || !Utf8.IsValid(id) ? "null"u8 : id;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte>? line)
    {
        if (line is not { } text)
        {
            throw new LineFault(LineFault.BadJson, "line", $"The line is longer than {LineSource.MaxBytes} bytes.").Thrown();
        }

        try
        {
            var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new LineFault(LineFault.BadJson, "line", "The line is no JSON object.").Thrown();
        }
        catch (JsonException damage)
        {
            throw new LineFault(LineFault.BadJson, "line", $"The line is not JSON: it breaks at byte {(damage.BytePositionInLine ?? 0) + 1}.").Thrown();
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> line)
        => line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
}
