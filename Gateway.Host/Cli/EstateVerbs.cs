using System.CommandLine;

namespace Gateway.Host.Cli;

/// <summary>merchant and terminal: registering, showing, loading keys, explaining declines.</summary>
internal static class EstateVerbs
{
    private static readonly string[] _terminalFacts = ["id", "merchantId", "profile", "model", "serial", "masterKeyKcv", "keyVersion", "standing.level"];

    /// <summary>merchant add, list, show.</summary>
    public static Command Merchant(CommonOptions common, ClientOptions client)
    {
        var id = new Argument<string>("id") { Description = "Merchant id, 15 letters and digits." };
        var name = new Option<string>("--name") { Description = "Name on receipts.", Required = true };
        var mcc = new Option<string?>("--mcc") { Description = "Merchant category code, 4 digits." };
        return new Command("merchant", "Merchants: add, list, show.")
        {
            Verb("add", "Registers a merchant.", [id], [name, mcc], common, client, async (gateway, parsed) =>
                Output.Facts(await gateway.Post("/api/merchants", new { id = parsed.GetValue(id), name = parsed.GetValue(name), mcc = parsed.GetValue(mcc), by = Environment.UserName }), "id", "name", "mcc")),
            Verb("list", "Lists the merchants.", [], [], common, client, async (gateway, _) =>
                Output.Table(await gateway.Get("/api/merchants"), "No merchant is registered.", "id", "name", "mcc")),
            Verb("show", "Shows one merchant.", [id], [], common, client, async (gateway, parsed) =>
                Output.Facts(await gateway.Get($"/api/merchants/{Escaped(parsed.GetValue(id))}"), "id", "name", "mcc")),
        };
    }

    /// <summary>terminal add, list, show, load-key, explain.</summary>
    public static Command Terminal(CommonOptions common, ClientOptions client)
    {
        var id = new Argument<string>("id") { Description = "Terminal id, 8 letters and digits." };
        var merchant = new Option<string>("--merchant") { Description = "The merchant it is registered for.", Required = true };
        var profile = new Option<string>("--profile") { Description = "pin, or pinless for a terminal without a PIN pad.", DefaultValueFactory = _ => "pin" };
        var model = new Option<string?>("--model") { Description = "Device model." };
        var serial = new Option<string?>("--serial") { Description = "Device serial number." };
        var file = new Option<string>("--file") { Description = "File with the key components, one a line, 32 hexadecimal digits each; - for standard input.", Required = true };
        var kcv = new Option<string?>("--kcv") { Description = "Check value of the combined key; loading fails when it differs." };
        var stan = new Option<string>("--stan") { Description = "Trace number, as on the receipt.", Required = true };
        var batch = new Option<string?>("--batch") { Description = "Batch number; default the newest with that trace." };
        return new Command("terminal", "Terminals: add, list, show, load-key, explain.")
        {
            Verb("add", "Registers a terminal.", [id], [merchant, profile, model, serial], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post("/api/terminals", new
                    {
                        id = parsed.GetValue(id), merchantId = parsed.GetValue(merchant), profile = parsed.GetValue(profile), model = parsed.GetValue(model),
                        serial = parsed.GetValue(serial), by = Environment.UserName,
                    }),
                    _terminalFacts)),
            Verb("list", "Lists the terminals.", [], [], common, client, async (gateway, _) =>
                Output.Table(await gateway.Get("/api/terminals"), "No terminal is registered.", _terminalFacts)),
            Verb("show", "Shows one terminal and its holds.", [id], [], common, client, async (gateway, parsed) =>
            {
                var terminal = await gateway.Get($"/api/terminals/{Escaped(parsed.GetValue(id))}");
                Output.Facts(terminal, _terminalFacts);
                foreach (var hold in terminal?["standing"]?["holds"]?.AsArray() ?? [])
                {
                    Output.Facts(hold, HoldVerbs.Facts);
                }
            }),
            Verb("load-key", "Loads the terminal master key from its components.", [id], [file, kcv], common, client, async (gateway, parsed) =>
            {
                using var components = ComponentFile.Of(parsed.GetValue(file)!);
                Output.Facts(
                    await gateway.PostMasterKey(
                        parsed.GetValue(id)!, components.Quoted, new Dictionary<string, object?> { ["kcv"] = parsed.GetValue(kcv), ["by"] = Environment.UserName }),
                    "kcv");
            }),
            Verb("explain", "Says why a message was answered as it was.", [id], [stan, batch], common, client, async (gateway, parsed) =>
            {
                var query = parsed.GetValue(batch) is { } named ? $"&batch={Escaped(named)}" : "";
                var explanation = await gateway.Get($"/api/terminals/{Escaped(parsed.GetValue(id))}/explain?stan={Escaped(parsed.GetValue(stan))}{query}");
                Output.Line(explanation?["sentence"]?.GetValue<string>() ?? "");
            }),
        };
    }

    /// <summary>A verb that asks or orders something of the running gateway.</summary>
    public static Command Verb(
        string name, string description, Argument[] arguments, Option[] options, CommonOptions common, ClientOptions client, Func<GatewayClient, ParseResult, Task> work)
    {
        var command = new Command(name, description);
        Array.ForEach(arguments, command.Arguments.Add);
        Array.ForEach(options, command.Options.Add);
        command.SetAction((parsed, _) => CommandLine.Guard(async () =>
        {
            using var gateway = client.Client(parsed, common);
            await work(gateway, parsed);
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>A part of a path.</summary>
    public static string Escaped(string? part) => Uri.EscapeDataString(part ?? "");
}
