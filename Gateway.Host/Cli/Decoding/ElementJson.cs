using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tracing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>Elements as JSON: texts as texts, digits as digits, tracks with the separator D, bytes as hex.</summary>
internal static class ElementJson
{
    /// <summary>Path of what a dialect has in front of the message type.</summary>
    public const string Header = "h";

    private static readonly JsonEncodedText[] _numbers =
        [.. Enumerable.Range(0, 193).Select(number => JsonEncodedText.Encode(number.ToString(CultureInfo.InvariantCulture)))];

    private static readonly Encoding _gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    /// <summary>Writes the elements of a message, ascending.</summary>
    public static void Write(IsoMessage message, Dialect dialect, Showing showing, Utf8JsonWriter json)
    {
        foreach (var element in message.Present)
        {
            if (showing == Showing.Masked)
            {
                json.WriteString(_numbers[element], MessageTrace.Value(message, element, dialect));
                continue;
            }

            var spec = dialect.Element(element)!;
            if (Encoding(spec.Form) is { } encoding && !IsReversible(message.Bytes(element), encoding))
            {
                json.WriteStartObject(_numbers[element]);
                json.WriteString("hex"u8, Convert.ToHexString(message.Bytes(element)));
                json.WriteEndObject();
                continue;
            }

            var text = message.Text(element)!;
            json.WriteString(_numbers[element], spec.Content == ElementContent.Track ? text.Replace('=', 'D') : text);
        }
    }

    /// <summary>Writes what a dialect has in front of the message type.</summary>
    public static void WriteHeader(ElementSpec spec, IsoMessage message, Showing showing, Utf8JsonWriter json)
    {
        var isClear = showing == Showing.Everything || spec.Trace == TraceRule.Clear;
        var value = spec.Content == ElementContent.Binary ? Convert.ToHexString(message.Header) : System.Text.Encoding.Latin1.GetString(message.Header);
        json.WriteString(Header, isClear ? value : string.Create(CultureInfo.InvariantCulture, $"({message.Header.Length} bytes)"));
    }

    private static Encoding? Encoding(ElementForm form) => form switch
    {
        ElementForm.Gbk => _gbk,
        ElementForm.Utf8 => System.Text.Encoding.UTF8,
        _ => null,
    };

    // Bytes that are no text of the encoding would come back as others.
    private static bool IsReversible(ReadOnlySpan<byte> bytes, Encoding encoding)
        => Ascii.IsValid(bytes) || encoding.GetBytes(encoding.GetString(bytes)).AsSpan().SequenceEqual(bytes);
}
