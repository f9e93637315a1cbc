using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Dialects;

/// <summary>Small dialects for one test: BCD numbers and lengths, binary bitmaps, 11, 39 and 41 as everywhere.</summary>
internal static class MadeUpDialect
{
    /// <summary>The rows that every host needs.</summary>
    public const string Usual =
        """
        { "n": 11, "name": "Trace number", "content": "n", "max": 6 }, { "n": 39, "name": "Response code", "content": "an", "max": 2 },
        { "n": 41, "name": "Terminal", "content": "ans", "max": 8 }
        """;

    /// <summary>The text of a dialect with these rows.</summary>
    public static string Json(string rows, string rules = "", string name = "x")
        => $$"""
            { "name": "{{name}}", "title": "X", "source": ["made up"], "mti": { "form": "bcd" }, "bitmap": { "form": "binary", "secondary": true },
              "lengths": { "form": "bcd" }, "numbers": { "form": "bcd" }, "binaries": { "form": "binary" },
              "elements": [ {{rows}} ], "rules": [ {{rules}} ] }
            """;

    /// <summary>A dialect with these rows beside the usual ones.</summary>
    public static Dialect With(string rows, string rules = "") => Dialect.Parse(Json(rows.Length > 0 ? $"{Usual}, {rows}" : Usual, rules), "test");

    /// <summary>A dialect with these rows alone.</summary>
    public static Dialect Only(string rows) => Dialect.Parse(Json(rows), "test");

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
