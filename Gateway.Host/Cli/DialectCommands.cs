using System.CommandLine;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Comparing;
using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Host.Cli;

/// <summary>dialect: what there is, what is wrong with it, and in what two of them differ. Needs no gateway that runs.</summary>
internal static class DialectCommands
{
    private static readonly Option<string?> _folder = new("--dialects") { Description = "Folder of further dialect files.", Recursive = true };

    /// <summary>The verb and all below it.</summary>
    public static Command Dialect()
    {
        var command = new Command("dialect", "Looks at dialects: the embedded ones, those of a folder, and files.");
        command.Options.Add(_folder);
        foreach (var below in new[] { List(), Show(), Lint(), Diff(), DialectImportCommand.Import() })
        {
            command.Subcommands.Add(below);
        }

        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Names every dialect.");
        command.SetAction((parsed, _) => Run(() =>
        {
            var catalog = Catalog(parsed);
            var width = catalog.Names.Max(name => name.Length);
            foreach (var name in catalog.Names)
            {
                Output.Line($"{name.PadRight(width)}  {catalog.Get(name).Title}");
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Show()
    {
        var which = Which("dialect");
        var command = new Command("show", "Shows a dialect as a table, every default filled in.") { which };
        command.SetAction((parsed, _) => Run(() =>
        {
            foreach (var line in DialectText.Table(Find(parsed, which)))
            {
                Output.Line(line);
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Lint()
    {
        var (which, json) = (Which("dialect"), Json());
        var command = new Command("lint", "Names what in a dialect cannot be, is ambiguous or most likely not meant, with proof. Ends with 1 at errors and warnings.") { which, json };
        command.SetAction((parsed, _) => Run(() =>
        {
            var (name, findings) = Findings(parsed, which);
            foreach (var line in parsed.GetValue(json) ? [DialectText.Json(name, findings)] : DialectText.Lines(name, findings))
            {
                Output.Line(line);
            }

            return findings.All(finding => finding.Kind.Severity == LintSeverity.Hint) ? ExitCode.Done : ExitCode.Found;
        }));
        return command;
    }

    private static Command Diff()
    {
        var (one, other, json) = (Which("old"), Which("new"), Json());
        var command = new Command("diff", "Says in what two dialects are not the same on the wire. Ends with 1 when they are not.") { one, other, json };
        command.SetAction((parsed, _) => Run(() =>
        {
            var (old, now) = (Find(parsed, one), Find(parsed, other));
            var differences = DialectDiff.Compare(old, now);
            foreach (var line in parsed.GetValue(json) ? [DialectText.Json(old, now, differences)] : DialectText.Lines(old, now, differences))
            {
                Output.Line(line);
            }

            return differences.Count == 0 ? ExitCode.Done : ExitCode.Found;
        }));
        return command;
    }

    private static Argument<string> Which(string name) => new(name) { Description = "Name of a dialect, or a file." };

    private static Option<bool> Json() => new("--json") { Description = "One JSON object instead of lines." };

    private static Task<int> Run(Func<int> work) => CommandLine.Guard(() => Task.FromResult(work()));

    private static (string Name, IReadOnlyList<LintFinding> Findings) Findings(ParseResult parsed, Argument<string> which)
    {
        try
        {
            var dialect = Load(Catalog(parsed), parsed.GetValue(which)!);
            return (dialect.Name, DialectLinter.Lint(dialect));
        }
        catch (DialectException refused)
        {
            return (refused.Origin, DialectLinter.Of(refused));
        }
    }

    private static Dialect Find(ParseResult parsed, Argument<string> which)
    {
        try
        {
            return Load(Catalog(parsed), parsed.GetValue(which)!);
        }
        catch (DialectException refused)
        {
            throw Wrong(refused);
        }
    }

    private static DialectCatalog Catalog(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(_folder) is { } folder ? DialectCatalog.Load(folder) : DialectCatalog.Embedded;
        }
        catch (DialectException refused)
        {
            throw Wrong(refused);
        }
    }

    private static Dialect Load(DialectCatalog catalog, string nameOrFile)
    {
        if (catalog.Find(nameOrFile) is { } known)
        {
            return known;
        }

        if (!File.Exists(nameOrFile))
        {
            throw new CommandFailedException(ExitCode.Usage, $"There is no dialect and no file '{nameOrFile}'; there are {string.Join(", ", catalog.Names)}.");
        }

        try
        {
            return new FileInfo(nameOrFile).Length <= DialectCatalog.MaxFileBytes
                ? catalog.Parse(File.ReadAllText(nameOrFile), Path.GetFileName(nameOrFile))
                : throw new CommandFailedException(ExitCode.Usage, $"The file {nameOrFile} is longer than {DialectCatalog.MaxFileBytes} bytes, which no dialect is.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The file {nameOrFile} cannot be read ({fault.GetType().Name}).");
        }
    }

    private static CommandFailedException Wrong(DialectException refused)
        => new(ExitCode.Usage, string.Join(Environment.NewLine, refused.Faults.Prepend($"The dialect {refused.Origin} has {refused.Faults.Count} fault{(refused.Faults.Count == 1 ? "" : "s")}:")));
}
