using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using Gateway.Iso8583.Elements;
using Gateway.Security.Dukpt;
using Gateway.Simulator.Commands;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>The verb <c>terminal</c>: one device that does what it is told and prints a line for each thing.</summary>
internal static class TerminalCommand
{
    private const int TerminalIdLength = 8;
    private const int MerchantIdLength = 15;

    /// <summary>Builds the verb.</summary>
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var target = new Option<string>("--target") { Description = "Where the gateway listens.", HelpName = "HOST:PORT", Required = true };
        var id = new Option<string>("--id") { Description = "Terminal id, 8 characters.", Required = true };
        var merchant = new Option<string>("--merchant") { Description = "Merchant id, 15 characters.", Required = true };
        var keyFile = new Option<string>("--tmk-file")
        {
            Description = "Terminal master key: hex lines, one a component. One of --tmk-file and --initial-key-file is needed.",
            HelpName = "FILE",
        };
        var initialKeyFile = new Option<string>("--initial-key-file")
        {
            Description = "Initial key of a device with a key for every transaction (DUKPT), in the same form; with --ksn.",
            HelpName = "FILE",
        };
        var ksn = new Option<string>("--ksn") { Description = "The key serial number the device used last, hexadecimal; counter zero for a new one.", HelpName = "HEX" };
        var sm4 = new Option<bool>("--sm4") { Description = "The terminal master key is for SM4, and so are the keys it asks for." };
        var card = new Option<int>("--card") { Description = "Which test card to swipe, 0 to 999." };
        var stan = new Option<int?>("--stan")
        {
            Description = "First trace number; by the time of day otherwise, so that the runs of a day differ.",
        };
        var perTransaction = new Option<bool>("--dial") { Description = "Connect anew for every exchange." };
        var timeout = Choices.Duration("--timeout", "How long to wait for an answer.", TimeSpan.FromSeconds(30));
        var steps = new Argument<IReadOnlyList<TerminalStep>>("ACTION")
        {
            Description = TerminalStep.Shape,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                var read = new List<TerminalStep>();
                foreach (var token in result.Tokens)
                {
                    if (!TerminalStep.TryParse(token.Value, out var step))
                    {
                        result.AddError($"Action {token.Value} is not understood; actions are: {TerminalStep.Shape}.");
                        break;
                    }

                    read.Add(step);
                }

                return read;
            },
        };
        var command = new Command("terminal", "A virtual UnionPay terminal: does the actions in order and prints a line for each.")
        {
            target, id, merchant, keyFile, initialKeyFile, ksn, sm4, card, stan, perTransaction, timeout, steps,
        };
        command.SetAction((parsed, cancellation) => CommandTree.GuardAsync(
            async () =>
            {
                var address = Target(parsed.GetRequiredValue(target));
                var profile = new TerminalProfile
                {
                    Host = address.Host,
                    Port = address.Port,
                    TerminalId = Exactly(parsed.GetRequiredValue(id), TerminalIdLength, "--id"),
                    MerchantId = Exactly(parsed.GetRequiredValue(merchant), MerchantIdLength, "--merchant"),
                    KeySet = parsed.GetValue(sm4) ? "006" : "003",
                    Ksn = SerialNumber(parsed.GetValue(initialKeyFile), parsed.GetValue(ksn)),
                    KeepsLine = !parsed.GetValue(perTransaction),
                    AnswerTimeout = parsed.GetValue(timeout),
                    FirstStan = parsed.GetValue(stan) is not { } first ? ByTimeOfDay(TimeProvider.System)
                        : first is >= 1 and <= Stan.Max ? first
                        : throw new UsageException($"--stan must be 1 to {Stan.Max}."),
                };
                var key = (parsed.GetValue(keyFile), parsed.GetValue(initialKeyFile)) switch
                {
                    ({ } master, null) => KeyFile.Read(master),
                    (null, { } initial) => KeyFile.Read(initial, profile.Ksn.Algorithm),
                    _ => throw new UsageException("One of --tmk-file and --initial-key-file is needed, not both."),
                };
                using var terminal = new VirtualTerminal(profile, key, TimeProvider.System);
                try
                {
                    var swiped = TestCard.Numbered(parsed.GetValue(card));
                    return await new TerminalRun(terminal, swiped, output, TimeProvider.System)
                        .RunAsync(parsed.GetRequiredValue(steps), cancellation);
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(key);
                }
            },
            error));
        return command;
    }

    // A device remembers its trace number when it is switched off; a command cannot, and the same number twice in a batch is refused.
    private static int ByTimeOfDay(TimeProvider clock) => 1 + ((int)clock.GetUtcNow().TimeOfDay.TotalSeconds * 10);

    private static KeySerialNumber SerialNumber(string? initialKeyFile, string? ksn) => (initialKeyFile, ksn) switch
    {
        (null, null) => default,
        (not null, not null) when KeySerialNumber.TryParse(ksn, out var serial) => serial,
        (not null, not null) => throw new UsageException($"--ksn {ksn} is not understood: 20 hexadecimal characters are expected, 24 for AES."),
        _ => throw new UsageException("--initial-key-file and --ksn go together."),
    };

    private static DnsEndPoint Target(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0
            ? new DnsEndPoint(text[..colon], port)
            : throw new UsageException($"--target {text} is not understood: HOST:PORT is expected.");
    }

    private static string Exactly(string text, int length, string option)
        => text.Length == length && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : throw new UsageException($"{option} {text} is not understood: {length} letters and digits are expected.");
}
