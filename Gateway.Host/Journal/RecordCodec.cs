using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Journal;

/// <summary>Records to JSON and back, without their secrets.</summary>
/// <remarks>
/// No byte array of any record gets into its payload: sealed cards and key blocks are the only ones, and they are kept beside the record.
/// A member the program does not know is an error when read: forgetting a fact in silence would give another state than the one acted on.
/// </remarks>
internal static class RecordCodec
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false), new KeptKeyConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutBytes } },
    };

    /// <summary>The payload of a record.</summary>
    public static string Encode(JournalRecord record) => JsonSerializer.Serialize(record, record.GetType(), _json);

    /// <summary>A record from its payload, its secrets still missing.</summary>
    /// <param name="seq">Its number, for the sentence when it cannot be read.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="payload">Its payload.</param>
    /// <exception cref="JournalException">The kind is unknown or the payload is none of it.</exception>
    public static JournalRecord Decode(long seq, string kind, string payload)
    {
        if (!RecordKinds.Types.TryGetValue(kind, out var type))
        {
            throw new JournalException($"Journal record {seq} is of a kind this version does not know: a newer version wrote it.");
        }

        try
        {
            return JsonSerializer.Deserialize(payload, type, _json) as JournalRecord
                ?? throw new JournalException($"Journal record {seq} is empty.");
        }
        catch (JsonException)
        {
            // Not passed on as the cause: a parser's message may quote what it read.
            throw new JournalException($"Journal record {seq} cannot be read as {kind}.");
        }
    }

    private static void LeaveOutBytes(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index].PropertyType == typeof(byte[]))
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    /// <summary>A key without its block; read back with an empty one.</summary>
    private sealed class KeptKeyConverter : JsonConverter<KeptKey>
    {
        public override KeptKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var bare = JsonSerializer.Deserialize<BareKey>(ref reader, options) ?? throw new JsonException();
            return new KeptKey(bare.Usage, bare.Kcv, []);
        }

        public override void Write(Utf8JsonWriter writer, KeptKey value, JsonSerializerOptions options)
            => JsonSerializer.Serialize(writer, new BareKey { Usage = value.Usage, Kcv = value.Kcv }, options);
    }

    private sealed record BareKey
    {
        public required string Usage { get; init; }

        public required string Kcv { get; init; }
    }
}
