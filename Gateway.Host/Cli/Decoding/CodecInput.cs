using System.Text;

namespace Gateway.Host.Cli.Decoding;

/// <summary>What a command is given to look at: hex on the command line, in a file, or on standard input.</summary>
internal static class CodecInput
{
    private const int MaxCharacters = 1 << 24;

    /// <summary>The bytes meant.</summary>
    /// <param name="words">Hex, perhaps in several words; a file; <c>-</c> or nothing for standard input.</param>
    /// <exception cref="CommandFailedException">There is no such hex and no such file.</exception>
    public static async Task<byte[]> Read(string[] words)
    {
        var source = words.Length <= 1 ? words.FirstOrDefault("-") : null;
        var isFile = source is not null && source != "-" && File.Exists(source);
        var text = isFile || source == "-" ? await ReadText(isFile ? source! : "-") : string.Join(' ', words);
        if (HexText.TryRead(text, out var bytes, out var fault))
        {
            return bytes;
        }

        var otherwise = isFile || source is null or "-" ? "" : " There is no file of that name either.";
        throw new CommandFailedException(ExitCode.Usage, fault + otherwise);
    }

    /// <summary>A stream to read lines from.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read.</exception>
    public static Stream Open(string[] words)
    {
        if (words is [] or ["-"])
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return File.OpenRead(words.Length == 1 ? words[0] : throw new CommandFailedException(ExitCode.Usage, "Lines are read from one file, or from standard input."));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, "The file of lines cannot be read.");
        }
    }

    private static async Task<string> ReadText(string source)
    {
        try
        {
            using var reader = new StreamReader(source == "-" ? Console.OpenStandardInput() : File.OpenRead(source), Encoding.UTF8);
            var text = new StringBuilder();
            var buffer = new char[1 << 14];
            for (int read; (read = await reader.ReadAsync(buffer)) > 0 && text.Length <= MaxCharacters;)
            {
                text.Append(buffer, 0, read);
            }

            return text.Length <= MaxCharacters
                ? text.ToString()
                : throw new CommandFailedException(ExitCode.Usage, $"More than {MaxCharacters} characters are no message.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, "The file cannot be read.");
        }
    }
}
