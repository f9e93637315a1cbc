using System.Text.Json;
using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583;

/// <summary>One message of Vectors/unionpay-messages.json.</summary>
internal sealed record RecordedMessage(string Id, string Framing, byte[] Wire, string? MacData, JsonElement Decoded)
{
    /// <summary>All of them; each is well formed and complete.</summary>
    public static IReadOnlyList<RecordedMessage> All { get; } = Load();

    public bool HasLength => Framing == "len+tpdu+hdr";

    public FrameFormat Format => Framing == "mti+bitmap only" ? FrameFormat.Plain : FrameFormat.UnionPay;

    public ReadOnlySpan<byte> FrameBytes => Wire.AsSpan(HasLength ? Format.Length.Bytes : 0);

    public byte[] Body => FrameBytes[Format.BodyOffset..].ToArray();

    public IReadOnlyDictionary<int, string> Fields { get; } = Decoded.GetProperty("fields").EnumerateObject()
        .ToDictionary(field => int.Parse(field.Name, System.Globalization.CultureInfo.InvariantCulture), field => field.Value.GetString()!);

    public override string ToString() => Id;

    private static RecordedMessage[] Load()
    {
        var file = Path.Combine(TestContext.CurrentContext.TestDirectory, "Vectors", "unionpay-messages.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("messages").EnumerateArray().Select(Read)];
    }

    private static RecordedMessage Read(JsonElement row) => new(
        row.GetProperty("id").GetString()!,
        row.GetProperty("framing").GetString()!,
        Convert.FromHexString(row.GetProperty("hex").GetString()!),
        row.TryGetProperty("mac_data", out var data) ? data.GetString() : null,
        row.GetProperty("decoded").Clone());
}
