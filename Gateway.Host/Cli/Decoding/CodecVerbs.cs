using System.CommandLine;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Tracing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>decode, encode and doctor: messages and bytes without a gateway.</summary>
internal static class CodecVerbs
{
    private const string UsualDialect = "unionpay-pos";
    private const string UsualFraming = "length+tpdu+header";
    private const string BareFraming = "none";

    /// <summary>decode: what a message says.</summary>
    public static Command Decode()
    {
        var input = Input("Hex, a file of hex, or - for standard input; with --jsonl a file of lines.");
        var (dialect, dialects, framing) = (Dialect(), Dialects(), Framing(UsualFraming));
        var reveal = new Option<bool>("--reveal") { Description = "Shows every value, card data among them." };
        var check = new Option<bool>("--check") { Description = "Lists the rules of the dialect that the message breaks." };
        var lines = new Option<bool>("--jsonl") { Description = "Reads a JSON object a line and answers with one a line." };
        var command = new Command("decode", "Shows what a message says: its elements, and a ruler along its bytes.") { input, dialect, dialects, framing, reveal, check, lines };
        command.SetAction((parsed, _) => CommandLine.Guard(async () =>
        {
            var shelf = new DialectShelf(parsed.GetValue(dialects));
            var showing = parsed.GetValue(reveal) ? Showing.Everything : Showing.Masked;
            var words = parsed.GetValue(input) ?? [];
            if (parsed.GetValue(lines))
            {
                Require(!parsed.GetValue(check), "--check is for one message; it does not go with --jsonl.");
                return Run(new DecodeBatch(Fields(shelf, parsed, dialect, framing), showing), words);
            }

            var format = FramingOption.Parse(parsed.GetValue(framing) ?? UsualFraming);
            var codec = Codec(shelf, parsed.GetValue(dialect)!);
            return new HumanView(codec, format, showing).Show(await CodecInput.Read(words), parsed.GetValue(check));
        }));
        return command;
    }

    /// <summary>encode: messages from what they are to say.</summary>
    public static Command Encode()
    {
        var input = Input("A file of lines, or - for standard input.");
        var (dialect, dialects, framing) = (Dialect(), Dialects(), Framing(BareFraming));
        var lines = new Option<bool>("--jsonl") { Description = "Reads a JSON object a line and answers with one a line; the only way there is." };
        var command = new Command("encode", "Puts messages together from their elements.") { input, dialect, dialects, framing, lines };
        command.SetAction((parsed, _) => CommandLine.Guard(() =>
        {
            Require(parsed.GetValue(lines), "encode works on lines: give --jsonl.");
            var fields = Fields(new DialectShelf(parsed.GetValue(dialects)), parsed, dialect, framing);
            return Task.FromResult(Run(new EncodeBatch(fields), parsed.GetValue(input) ?? []));
        }));
        return command;
    }

    /// <summary>doctor: what the first bytes of a connection look like.</summary>
    public static Command Doctor()
    {
        var input = Input("Hex, a file of hex, or - for standard input.");
        var framing = Framing(UsualFraming);
        var command = new Command("doctor", "Says in one sentence what the first bytes of a connection look like.") { input, framing };
        command.SetAction((parsed, _) => CommandLine.Guard(async () =>
        {
            var format = FramingOption.Parse(parsed.GetValue(framing) ?? UsualFraming);
            Output.Line(FramingDoctor.Diagnose(await CodecInput.Read(parsed.GetValue(input) ?? []), format));
            return ExitCode.Done;
        }));
        return command;
    }

    private static int Run(LineBatch batch, string[] words)
    {
        using var input = CodecInput.Open(words);
        using var output = Console.OpenStandardOutput();
        batch.Run(input, output);
        return ExitCode.Done;
    }

    // A line says for itself what it is; what the command says is for those that do not.
    private static LineFields Fields(DialectShelf shelf, ParseResult parsed, Option<string> dialect, Option<string?> framing)
    {
        var name = parsed.GetValue(dialect)!;
        var usual = parsed.GetValue(framing) ?? BareFraming;
        Codec(shelf, name);
        FramingOption.Parse(usual);
        return new LineFields(shelf, name, usual);
    }

    private static DialectCodec Codec(DialectShelf shelf, string name)
        => shelf.TryFind(name, out var codec, out var fault) ? codec : throw new CommandFailedException(ExitCode.Usage, fault);

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new CommandFailedException(ExitCode.Usage, sentence);
        }
    }

    private static Argument<string[]> Input(string description)
        => new("input") { Description = description, Arity = ArgumentArity.ZeroOrMore };

    private static Option<string> Dialect()
        => new("--dialect") { Description = $"Name of the dialect. Default {UsualDialect}.", DefaultValueFactory = _ => UsualDialect };

    private static Option<string?> Dialects() => new("--dialects") { Description = "Folder of further dialect files." };

    private static Option<string?> Framing(string usual)
        => new("--framing") { Description = $"What stands in front of the message, as length+tpdu+header or none. Default {usual}; for lines that name none, none." };
}
