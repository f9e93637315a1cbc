using System.Text.RegularExpressions;

namespace Gateway.Tests.Architecture;

/// <summary>C# source as the rules see it: comments and the insides of strings are blanked, lines stay where they are.</summary>
internal static partial class SourceText
{
    /// <summary>The folder that holds Gateway.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The source files of a project, by their path from <see cref="Root"/> with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Of(string project) => Directory
        .EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(Root, file).Replace('\\', '/'), File: file))
        .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => (file.Path, Bare(File.ReadAllText(file.File))));

    /// <summary>Source without comments and the insides of strings.</summary>
    public static string Bare(string text) => Silent().Replace(text, match => Blank(match.Value));

    private static string Blank(string text) => text[0] == '/' ? Spaces(text) : "\"" + Spaces(text[1..]) + "\"";

    private static string Spaces(string text) => string.Concat(text.Select(letter => letter == '\n' ? '\n' : ' '));

    // Whichever begins first wins: a comment in a string is a string, a string in a comment a comment.
    [GeneratedRegex("""(?<quotes>"{3,})[\s\S]*?\k<quotes>|@\$?"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|//[^\n]*|/\*[\s\S]*?\*/""")]
    private static partial Regex Silent();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Gateway.sln is in no folder above the tests.");
    }
}
