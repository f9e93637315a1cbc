using System.Text.Json.Nodes;

namespace Gateway.Host.Cli;

/// <summary>Results on standard output, one line a fact; everything else on standard error.</summary>
internal static class Output
{
    /// <summary>One line of result.</summary>
    public static void Line(string text) => Console.Out.WriteLine(text);

    /// <summary>One line about what went wrong.</summary>
    public static void Fault(string text) => Console.Error.WriteLine(text);

    /// <summary>The named values of an object, as "name value, name value".</summary>
    public static void Facts(JsonNode? node, params string[] names)
        => Line(string.Join(", ", names.Select(name => (name, value: Find(node, name))).Where(fact => fact.value.Length > 0).Select(fact => $"{fact.name} {fact.value}")));

    /// <summary>The same for every object of a list; one line says when there is none.</summary>
    public static void Table(JsonNode? list, string none, params string[] names)
    {
        if (list is not JsonArray { Count: > 0 } rows)
        {
            Line(none);
            return;
        }

        foreach (var row in rows)
        {
            Facts(row, names);
        }
    }

    // A dot walks into an object: standing.level.
    private static string Find(JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            node = node?[name];
        }

        return node?.ToString() ?? "";
    }
}
