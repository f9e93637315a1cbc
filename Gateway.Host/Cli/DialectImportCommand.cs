using System.CommandLine;
using System.Text;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Importing;

namespace Gateway.Host.Cli;

/// <summary>dialect import: a dialect file from what another ISO 8583 program is configured with.</summary>
internal static class DialectImportCommand
{
    private const long MaxFileBytes = 16 * 1024 * 1024;

    private static readonly Dictionary<string, Func<string, string, ImportedDialect>> _kinds = new(StringComparer.Ordinal)
    {
        ["jpos"] = DialectImport.FromGenericPackager,
        ["moov"] = (text, name) => DialectImport.FromMoov(LooksLikeJson(text) ? text : MoovYaml.ToJson(text, name), name),
        ["n8583"] = DialectImport.FromJ8583,
        ["j8583"] = DialectImport.FromJ8583,
    };

    /// <summary>The verb, to be put under <c>dialect</c>.</summary>
    public static Command Import()
    {
        var from = new Option<string>("--from") { Description = "What the file belongs to: jpos, moov (JSON or YAML), n8583 or j8583.", Required = true };
        from.AcceptOnlyFromAmong([.. _kinds.Keys]);
        var name = new Option<string>("--name") { Description = "What the dialect is to be called.", Required = true };
        var to = new Option<string?>("--out") { Description = "Where the dialect goes; default standard output." };
        var file = new Argument<string>("file") { Description = "The file to import; - for standard input." };
        var command = new Command("import", "Makes a dialect file from a file of another program, and says what could not be carried.")
        {
            from, name, to, file,
        };
        command.SetAction((parsed, stop) => CommandLine.Guard(async () =>
        {
            var text = await Read(parsed.GetValue(file)!, stop);
            await Write(Convert(parsed.GetValue(from)!, text, parsed.GetValue(name)!), parsed.GetValue(to), stop);
            return ExitCode.Done;
        }));
        return command;
    }

    private static ImportedDialect Convert(string kind, string text, string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new CommandFailedException(ExitCode.Usage, "The dialect needs a name: --name is blank.");
        }

        try
        {
            return _kinds[kind](text, name);
        }
        catch (DialectException wrong)
        {
            throw new CommandFailedException(ExitCode.Usage, wrong.Message);
        }
    }

    private static async Task<string> Read(string file, CancellationToken stop)
    {
        if (file == "-")
        {
            return await Console.In.ReadToEndAsync(stop);
        }

        try
        {
            return new FileInfo(file).Length <= MaxFileBytes
                ? await File.ReadAllTextAsync(file, stop)
                : throw new CommandFailedException(ExitCode.Usage, "The file is larger than 16 MiB, which no such file is.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The file {file} cannot be read ({fault.GetType().Name}).");
        }
    }

    private static async Task Write(ImportedDialect imported, string? file, CancellationToken stop)
    {
        if (file is null)
        {
            await Console.Out.WriteAsync(imported.Json.AsMemory(), stop);
        }
        else
        {
            try
            {
                await File.WriteAllTextAsync(file, imported.Json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), stop);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException(ExitCode.Usage, $"The file {file} cannot be written ({fault.GetType().Name}).");
            }
        }

        foreach (var note in imported.Notes)
        {
            Output.Fault($"{note.Path}: {note.Sentence}");
        }
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart('\uFEFF').TrimStart() is ['{', ..];
}
