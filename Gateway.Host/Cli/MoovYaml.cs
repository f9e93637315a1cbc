using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Iso8583.Dialects;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gateway.Host.Cli;

/// <summary>Turns a YAML document into JSON, so that the importer has one form to read.</summary>
/// <remarks>
/// Only what such a document needs: mappings, lists, texts, whole numbers, true and false. Anchors and aliases are refused, because a few
/// of them can stand for a text of any size.
/// </remarks>
internal static class MoovYaml
{
    private const int MaxDepth = 24;

    /// <summary>Reads the document.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="origin">What the dialect is to be called, for error messages.</param>
    /// <returns>The same document in JSON.</returns>
    /// <exception cref="DialectException">The text is not one YAML document of that kind; line and column are named.</exception>
    public static string ToJson(string yaml, string origin)
    {
        var target = new MemoryStream();
        try
        {
            using var json = new Utf8JsonWriter(target);
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            Write(parser, json, origin, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                throw Fault(parser.Current!.Start, origin, "a second document begins");
            }
        }
        catch (YamlException damage)
        {
            // The parser's own sentence can quote the text, so it is not passed on.
            throw Fault(damage.Start, origin, "the text is not YAML");
        }

        return Encoding.UTF8.GetString(target.ToArray());
    }

    private static void Write(Parser parser, Utf8JsonWriter json, string origin, int depth)
    {
        var at = parser.Current is { } current ? current.Start : Mark.Empty;
        if (depth > MaxDepth)
        {
            throw Fault(at, origin, $"the text is nested deeper than {MaxDepth}");
        }

        if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw Fault(at, origin, "an anchor or alias stands, which is not read");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            WriteScalar(scalar, json);
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            json.WriteStartArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                Write(parser, json, origin, depth + 1);
            }

            json.WriteEndArray();
        }
        else
        {
            parser.Consume<MappingStart>();
            json.WriteStartObject();
            HashSet<string> names = new(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var place = parser.Current!.Start;
                if (!parser.TryConsume<Scalar>(out var name) || !names.Add(name.Value))
                {
                    throw Fault(place, origin, "a name is not a text, or stands twice");
                }

                json.WritePropertyName(name.Value);
                Write(parser, json, origin, depth + 1);
            }

            json.WriteEndObject();
        }
    }

    // A quoted text is a text whatever it looks like: the key "0" and the padding "0" are none of them numbers.
    private static void WriteScalar(Scalar scalar, Utf8JsonWriter json)
    {
        var isPlain = scalar.Style == ScalarStyle.Plain;
        if (isPlain && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
        }
        else if (isPlain && scalar.Value is ("true" or "false"))
        {
            json.WriteBooleanValue(scalar.Value == "true");
        }
        else if (isPlain && scalar.Value is ("" or "~" or "null"))
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(scalar.Value);
        }
    }

    private static DialectException Fault(Mark at, string origin, string fault)
        => new(origin, [string.Create(CultureInfo.InvariantCulture, $"At line {at.Line}, column {at.Column}, {fault}.")]);
}
