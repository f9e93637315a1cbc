using System.Text;
using System.Text.Json.Nodes;
using Gateway.Host.Cli.Decoding;
using Gateway.Iso8583.Tracing;
using Gateway.Tests.Iso8583;

namespace Gateway.Tests.Host.Cli.Decoding;

/// <summary>Batches of lines, run here and now.</summary>
internal static class Lines
{
    public static string Decode(string input, Showing showing = Showing.Everything)
        => Run(new DecodeBatch(Fields(), showing), input);

    public static JsonObject[] Decoded(string input, Showing showing = Showing.Everything) => Answers(Decode(input, showing));

    public static JsonObject[] Encoded(string input) => Answers(Run(new EncodeBatch(Fields()), input));

    public static LineFields Fields(string? folder = null) => new(new DialectShelf(folder), "unionpay-pos", "none");

    public static string Run(LineBatch batch, string input)
    {
        using var output = new MemoryStream();
        batch.Run(new MemoryStream(Encoding.UTF8.GetBytes(input)), output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    public static JsonObject[] Answers(string output)
        => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>The line that asks for a recorded message.</summary>
    public static string Request(RecordedMessage recorded)
        => new JsonObject { ["id"] = recorded.Id, ["dialect"] = "unionpay-pos", ["framing"] = Framing(recorded), ["hex"] = Convert.ToHexString(recorded.Wire) }.ToJsonString();

    public static string Framing(RecordedMessage recorded) => recorded.Framing switch
    {
        "len+tpdu+hdr" => "length+tpdu+header",
        "tpdu+hdr" => "tpdu+header",
        _ => "none",
    };
}
