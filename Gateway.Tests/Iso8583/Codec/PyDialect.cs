using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Turns a specification of pyiso8583 into the JSON form of a dialect.</summary>
/// <remarks>
/// Their length has N bytes: N digits in a text encoding, 2N in BCD. Their field "b" is bytes, or nibbles where <c>len_count</c> says so.
/// An encoding that is not known there is handed on as it is, to be refused here.
/// </remarks>
internal static class PyDialect
{
    public static string Json(JsonElement spec)
    {
        var elements = new JsonArray();
        foreach (var field in spec.EnumerateObject())
        {
            if (int.TryParse(field.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 1 and <= 192 and not (65 or 129))
            {
                var row = Row(field.Value);
                row["n"] = number;
                row["name"] = "field";
                elements.Add((JsonNode)row);
            }
        }

        if (elements.Count == 0)
        {
            elements.Add((JsonNode)new JsonObject { ["n"] = 128, ["name"] = "field", ["content"] = "b", ["max"] = 8 });
        }

        var dialect = new JsonObject
        {
            ["name"] = "py",
            ["title"] = "A case",
            ["source"] = new JsonArray("pyiso8583"),
            ["mti"] = new JsonObject { ["form"] = Form(spec, "t", "bcd"), ["content"] = "an" },
            ["bitmap"] = new JsonObject
            {
                ["form"] = Form(spec, "p", "binary", "hex"),
                ["secondaryForm"] = Form(spec, "1", "binary", "hex"),
                ["tertiary"] = true,
            },
            ["lengths"] = new JsonObject { ["form"] = "ascii" },
            ["numbers"] = new JsonObject { ["form"] = "ascii" },
            ["binaries"] = new JsonObject { ["form"] = "binary" },
            ["elements"] = elements,
        };
        if (spec.GetProperty("h").GetProperty("max_len").GetInt32() > 0)
        {
            dialect["header"] = Row(spec.GetProperty("h"));
        }

        return dialect.ToJsonString();
    }

    private static JsonObject Row(JsonElement field)
    {
        var encoding = field.GetProperty("data_enc").GetString()!;
        var size = field.GetProperty("len_type").GetInt32();
        var lengthEncoding = field.GetProperty("len_enc").GetString()!;
        var max = field.GetProperty("max_len").GetInt32();
        var countsNibbles = field.TryGetProperty("len_count", out var counts) && counts.GetString() == "nibbles";
        var row = new JsonObject { ["length"] = size == 0 ? "FIXED" : new string('L', lengthEncoding == "bcd" ? 2 * size : size) + "VAR" };
        if (size > 0)
        {
            row["lengthForm"] = Word(lengthEncoding, "binary");
        }

        if (encoding == "b" && !countsNibbles)
        {
            (row["content"], row["form"], row["max"]) = ("b", "binary", max);
        }
        else if (encoding == "b")
        {
            (row["content"], row["form"], row["max"]) = ("h", "bcd", max);
            AddFilling(field, row);
        }
        else
        {
            (row["content"], row["form"], row["max"]) = ("ans", Word(encoding, "binary"), countsNibbles ? max / 2 : max);
            row["counts"] = countsNibbles ? "nibbles" : "characters";
        }

        return row;
    }

    private static void AddFilling(JsonElement field, JsonObject row)
    {
        row["pad"] = "none";
        foreach (var side in new[] { "right", "left" })
        {
            if (field.TryGetProperty($"{side}_pad", out var pad) && pad.GetString() is { Length: > 0 } filling)
            {
                (row["pad"], row["fill"]) = (side, filling[..1].ToUpperInvariant());
            }
        }
    }

    private static string Form(JsonElement spec, string name, string bytes, string text = "ascii")
    {
        var word = Word(spec.GetProperty(name).GetProperty("data_enc").GetString()!, bytes);
        return word == "ascii" ? text : word;
    }

    private static string Word(string encoding, string bytes) => encoding switch
    {
        "b" => bytes,
        "cp037" => "ebcdic-037",
        "cp500" => "ebcdic-500",
        "cp1047" => "ebcdic-1047",
        _ => encoding,
    };
}
