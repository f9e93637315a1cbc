using System.Globalization;
using System.Text.Json;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Cli.Decoding;

/// <summary>Values of elements and parts out of JSON: a text, raw bytes as <c>{"hex": "…"}</c>, or an object of parts.</summary>
internal static class ElementValues
{
    private const string Hex = "hex";

    // ISO 8583:2003 says by the identifier alone that such a dataset holds tags.
    private static readonly Structure _objects = new(StructureKind.BerTlv, []);

    /// <summary>Sets one element.</summary>
    public static void Set(IsoMessage message, int element, Dialect dialect, JsonElement value)
    {
        var path = element.ToString(CultureInfo.InvariantCulture);
        if (value.ValueKind != JsonValueKind.Object)
        {
            message.Set(element, LineFields.Text(path, value));
        }
        else if (Raw(path, value) is { } raw)
        {
            message.Set(element, raw);
        }
        else if (dialect.Element(element)?.Inside is { } structure)
        {
            try
            {
                message.Set(element, Parts(path, structure, value).ToBytes());
            }
            catch (IsoValueException bad)
            {
                throw new IsoValueException(bad.Error, $"{path}.{bad.Element}", bad.Expected);
            }
        }
        else
        {
            throw new IsoValueException(FormatError.BadTag, path, "it has no parts in this dialect");
        }
    }

    /// <summary>The properties of an object.</summary>
    /// <exception cref="LineFaultException">A name is not Unicode.</exception>
    public static IEnumerable<(string Name, JsonElement Value)> Properties(string path, JsonElement parent)
    {
        foreach (var property in parent.EnumerateObject())
        {
            string name;
            try
            {
                name = property.Name;
            }
            catch (InvalidOperationException)
            {
                throw new LineFault(LineFault.BadJson, path, "A name is not Unicode.").Thrown();
            }

            yield return (name, property.Value);
        }
    }

    private static byte[]? Raw(string path, JsonElement value)
        => value.TryGetProperty(Hex, out var hex) ? LineFields.Hex(path, LineFields.Text(path, hex)) : null;

    private static Composite Parts(string path, Structure structure, JsonElement value)
    {
        var parts = new Composite(structure);
        foreach (var (key, part) in Properties(path, value))
        {
            if (part.ValueKind != JsonValueKind.Array)
            {
                Set(parts, $"{path}.{key}", key, part, isAnother: false);
                continue;
            }

            foreach (var one in part.EnumerateArray())
            {
                Set(parts, $"{path}.{key}", key, one, isAnother: true);
            }
        }

        return parts;
    }

    private static void Set(Composite parts, string path, string key, JsonElement value, bool isAnother)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            var text = LineFields.Text(path, value);
            _ = isAnother ? parts.Add(key, text) : parts.Set(key, text);
            return;
        }

        var bytes = Raw(path, value) ?? Nested(parts.Structure, path, key, value);
        _ = isAnother ? parts.Add(key, bytes) : parts.Set(key, bytes);
    }

    private static byte[] Nested(Structure structure, string path, string key, JsonElement value)
    {
        var inside = structure.Part(key) is { } known ? known.Inside
            : structure.Kind == StructureKind.Datasets && string.CompareOrdinal(key, "70") <= 0 ? _objects : null;
        if (inside is null)
        {
            throw new IsoValueException(FormatError.BadTag, key, "it has no parts in this dialect");
        }

        try
        {
            return Parts(path, inside, value).ToBytes();
        }
        catch (IsoValueException bad)
        {
            throw new IsoValueException(bad.Error, $"{key}.{bad.Element}", bad.Expected);
        }
    }
}
