using System.Text.Json;

namespace Gateway.Tests.Security;

/// <summary>Published and computed values; every case in the files names its source.</summary>
internal static class CryptoVectors
{
    internal static IEnumerable<TestCaseData> Mac => Cases("unionpay-crypto.json", "mac");

    internal static IEnumerable<TestCaseData> WorkingKeys => Cases("unionpay-crypto.json", "workingKeys");

    internal static IEnumerable<TestCaseData> Sm4Keys => Cases("unionpay-crypto.json", "sm4Keys");

    internal static IEnumerable<TestCaseData> CheckValues => Cases("unionpay-crypto.json", "checkValues");

    internal static IEnumerable<TestCaseData> Components => Cases("unionpay-crypto.json", "components");

    internal static IEnumerable<TestCaseData> Parity => Cases("unionpay-crypto.json", "parity");

    internal static IEnumerable<TestCaseData> TestMasterKeys => Cases("unionpay-crypto.json", "testMasterKeys");

    internal static IEnumerable<TestCaseData> Tracks => Cases("unionpay-crypto.json", "tracks");

    internal static string Text(this JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    internal static byte[] Hex(this JsonElement vector, string name) => Convert.FromHexString(vector.Text(name));

    internal static bool IsNull(this JsonElement vector, string name)
        => vector.GetProperty(name).ValueKind == JsonValueKind.Null;

    private static TestCaseData[] Cases(string file, string list)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Vectors", file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. document.RootElement.GetProperty(list).EnumerateArray()
                .Select(vector => vector.Clone())
                .Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Text("id"))),
        ];
    }
}
