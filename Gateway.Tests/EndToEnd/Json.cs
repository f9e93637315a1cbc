using System.Text.Json;

namespace Gateway.Tests.EndToEnd;

/// <summary>The shortest way to a value in an answer to an operator.</summary>
internal static class Json
{
    internal static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    internal static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
