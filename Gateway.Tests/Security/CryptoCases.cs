using System.Text.Json;

namespace Gateway.Tests.Security;

/// <summary>Known answers by topic; every case says where its value comes from.</summary>
internal static class CryptoCases
{
    /// <summary>The cases of a topic that ask for one of these operations.</summary>
    /// <param name="topic">A file of Vectors/crypto, without its ending.</param>
    /// <param name="operations">Values of "op".</param>
    internal static IEnumerable<TestCaseData> Of(string topic, params string[] operations)
        => All(topic).Where(known => operations.Contains(known.Operation)).Select(known => known.Data);

    /// <summary>The operations of a topic, for a test that none is left out.</summary>
    internal static IEnumerable<string> Operations(string topic) => All(topic).Select(known => known.Operation).Distinct();

    /// <summary>What the operation is given.</summary>
    internal static JsonElement In(this JsonElement known) => known.GetProperty("in");

    /// <summary>What it must answer.</summary>
    internal static JsonElement Out(this JsonElement known) => known.GetProperty("out");

    /// <summary>Whether the answer must be a refusal.</summary>
    internal static bool IsRefused(this JsonElement known) => known.Out().TryGetProperty("error", out _);

    private static IEnumerable<(string Operation, TestCaseData Data)> All(string topic)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Vectors", "crypto", topic + ".json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. document.RootElement.GetProperty("cases").EnumerateArray()
                .Select(known => known.Clone())
                .Select(known => (known.Text("op"), new TestCaseData(known).SetArgDisplayNames(known.Text("id")))),
        ];
    }
}
