using System.Text;

namespace Gateway.Tests.EndToEnd;

/// <summary>Looks for secrets in everything a gateway leaves behind: its log, its answers to operators, its files.</summary>
internal static class LeakAudit
{
    // Made to hold a key in clear, and documented so; what is in them is looked for everywhere else.
    private static readonly string[] _keyFiles = ["master.key", "api.key"];

    // Locked while it is written; a moment later it is the watermark.
    private const string BeingWritten = ".next";

    /// <summary>One sentence for each leak.</summary>
    internal static IReadOnlyList<string> Leaks(GatewayBench bench) => Leaks(bench, bench.Secrets);

    /// <summary>One sentence for each place where one of some secrets stands.</summary>
    internal static IReadOnlyList<string> Leaks(GatewayBench bench, Secrets secrets) => Leaks(bench.Log.Lines, bench.Bodies, bench.DataFolder, secrets);

    /// <summary>One sentence for each place where one of some secrets stands.</summary>
    /// <param name="log">Lines of the log, and of whatever else was printed.</param>
    /// <param name="bodies">What operators were answered.</param>
    /// <param name="dataFolder">The gateway's folder; every file in it is read.</param>
    /// <param name="secrets">What is looked for, and what the files of keys hold besides.</param>
    internal static IReadOnlyList<string> Leaks(IEnumerable<string> log, IEnumerable<string> bodies, string dataFolder, Secrets secrets)
    {
        foreach (var file in _keyFiles)
        {
            secrets.AddText($"the content of {file}", File.ReadAllText(Path.Combine(dataFolder, file)).Trim());
        }

        return [.. InText("the log", log, secrets), .. InText("an answer to operators", bodies, secrets), .. InFiles(dataFolder, secrets)];
    }

    private static IEnumerable<string> InText(string where, IEnumerable<string> texts, Secrets secrets)
        => texts.SelectMany(text => secrets.FoundIn(Encoding.UTF8.GetBytes(text)).Select(found => $"{where}: {found} of '{text}'"));

    /// <summary>One sentence for each place in the files of a folder.</summary>
    internal static IEnumerable<string> InFiles(string folder, Secrets secrets)
        => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !_keyFiles.Contains(Path.GetFileName(file)) && Path.GetExtension(file) != BeingWritten)
            .SelectMany(file => secrets.FoundIn(Content(file)).Select(found => $"{Path.GetFileName(file)}: {found}"));

    // The gateway may be writing, or taking files away, while we look.
    private static byte[] Content(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
