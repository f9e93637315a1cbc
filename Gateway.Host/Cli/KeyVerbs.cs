using System.CommandLine;
using Gateway.Host.Core.Estate;
using Gateway.Host.Serving;

namespace Gateway.Host.Cli;

/// <summary>key: what keys there are, and taking them in, handing them on, destroying them.</summary>
internal static class KeyVerbs
{
    private static readonly string[] _rows = ["owner", "usage", "algorithm", "kcv", "since", "by", "how", "ageHours", "uses"];
    private static readonly string[] _loaded = ["owner", "usage", "kcv", "how", "by"];

    /// <summary>key list, component, import, export, generate, enrol, request, compromised, verify, test, kcv, new-master, rotate-master.</summary>
    public static Command Key(CommonOptions common, ClientOptions client)
    {
        var usage = new Option<string>("--usage") { Description = "What the key is for, as TerminalMaster, ZoneMaster, ZonePin, ZoneMac, TerminalTransport, TerminalBaseDerivation.", Required = true };
        var owner = new Option<string>("--owner") { Description = "Terminal id, acquirer name, or a name of your own for transport and base keys.", Required = true };
        var algorithm = new Option<string>("--algorithm") { Description = "Tdes, Aes, Sm4 or Hmac.", DefaultValueFactory = _ => "Tdes" };
        var bytes = new Option<int>("--bytes") { Description = "Length of the key.", DefaultValueFactory = _ => 16 };
        var transport = new Option<string>("--transport") { Description = "Owner of the transport key or zone master key it is under.", Required = true };
        var file = new Option<string>("--file") { Description = "File with the key block; - for standard input.", Required = true };
        var legacy = new Option<bool>("--legacy") { Description = "Take the deprecated versions A and C too." };
        var terminal = new Argument<string>("terminal") { Description = "Terminal id." };
        var partner = new Argument<string>("acquirer") { Description = "The acquirer's name." };
        var reason = new Option<string>("--reason") { Description = "What happened.", Required = true };
        var acquirer = new Option<string>("--acquirer") { Description = "Acquirer whose zone PIN key is the target.", Required = true };
        var data = new Option<string>("--data") { Description = "The bytes covered, hexadecimal.", Required = true };
        var mac = new Option<string>("--mac") { Description = "The code, hexadecimal of its bytes.", Required = true };
        var ksn = new Option<string>("--ksn") { Description = "The key serial number the device has got to, hexadecimal: only later ones are taken.", Required = true };
        var baseKey = new Option<string>("--base") { Description = "Name of the base derivation key; without it the terminal's own initial key.", DefaultValueFactory = _ => "" };
        return new Command("key", "Keys: list, component, import, export, generate, enrol, request, compromised, verify, test, kcv, new-master, rotate-master.")
        {
            EstateVerbs.Verb("list", "Lists every key with check value, age and uses; never a key.", [], [], common, client, async (gateway, _) =>
                Output.Table(await gateway.Get("/api/keys"), "There is no key.", _rows)),
            ComponentEntry.Command(usage, owner, algorithm, common, client),
            EstateVerbs.Verb("import", "Loads a key from a key block (X9.143, TR-31).", [], [usage, owner, transport, file, legacy], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post("/api/keys/import", new
                    {
                        usage = parsed.GetValue(usage), owner = parsed.GetValue(owner), block = await Block(parsed.GetValue(file)!), transport = parsed.GetValue(transport),
                        legacy = parsed.GetValue(legacy), by = Environment.UserName,
                    }),
                    _loaded)),
            EstateVerbs.Verb("export", "Writes a key as a key block, for a partner or a key loading device.", [], [usage, owner, transport], common, client, async (gateway, parsed) =>
                Output.Line((await gateway.Post("/api/keys/export", new
                {
                    usage = parsed.GetValue(usage), owner = parsed.GetValue(owner), transport = parsed.GetValue(transport), by = Environment.UserName,
                }))?["block"]?.GetValue<string>() ?? "")),
            EstateVerbs.Verb("generate", "Makes a new random key.", [], [usage, owner, algorithm, bytes], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post("/api/keys/generate", new
                    {
                        usage = parsed.GetValue(usage), owner = parsed.GetValue(owner), algorithm = parsed.GetValue(algorithm), bytes = parsed.GetValue(bytes),
                        by = Environment.UserName,
                    }),
                    _loaded)),
            EstateVerbs.Verb("enrol", "Makes a terminal a DUKPT device: a key for every transaction instead of a sign-on's.", [terminal], [ksn, baseKey], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post($"/api/terminals/{EstateVerbs.Escaped(parsed.GetValue(terminal))}/dukpt", new
                    {
                        ksn = parsed.GetValue(ksn), @base = parsed.GetValue(baseKey), by = Environment.UserName,
                    }),
                    "id", "ksn")),
            EstateVerbs.Verb("request", "Asks an acquirer to send new zone keys over its link.", [partner], [], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post($"/api/acquirers/{EstateVerbs.Escaped(parsed.GetValue(partner))}/request-keys", new { by = Environment.UserName }), "acquirer", "asked")),
            EstateVerbs.Verb("compromised", "Destroys a terminal's keys and holds it as not trusted (L5).", [terminal], [reason], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post($"/api/terminals/{EstateVerbs.Escaped(parsed.GetValue(terminal))}/compromised", new { reason = parsed.GetValue(reason), by = Environment.UserName }),
                    "id", "standing")),
            EstateVerbs.Verb("verify", "Says whether a code is right under a terminal's MAC key.", [terminal], [data, mac], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post($"/api/terminals/{EstateVerbs.Escaped(parsed.GetValue(terminal))}/verify-mac", new { data = parsed.GetValue(data), mac = parsed.GetValue(mac) }),
                    "right")),
            EstateVerbs.Verb("test", "Carries a PIN made for the test from a terminal's key to an acquirer's; nothing of it is shown.", [terminal], [acquirer], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post($"/api/terminals/{EstateVerbs.Escaped(parsed.GetValue(terminal))}/test-translation", new { acquirer = parsed.GetValue(acquirer) }),
                    "translates", "fault")),
            ComponentEntry.CheckValue(algorithm),
            MasterKeyVerbs.New(),
            MasterKeyVerbs.Rotate(common),
        };
    }

    /// <summary>operator add: a person's own API key.</summary>
    public static Command Operator(CommonOptions common)
    {
        var name = new Argument<string>("name") { Description = "The person's name, as it will stand in the audit." };
        var add = new Command("add", "Gives a person an API key of his own. It is shown once and stored nowhere.") { name };
        add.SetAction((parsed, _) => CommandLine.Guard(() =>
        {
            var options = common.Load(parsed);
            var who = parsed.GetValue(name)!;
            if (!OwnerName.Is(who))
            {
                throw new CommandFailedException(ExitCode.Usage, $"The name '{who}' is not {OwnerName.Rule}.");
            }

            try
            {
                Output.Line(new DataFolder(options).Operators().Add(who)
                    ?? throw new CommandFailedException(ExitCode.Refused, $"{who} has an API key already."));
                return Task.FromResult(ExitCode.Done);
            }
            catch (StartRefusedException refused)
            {
                throw new CommandFailedException(ExitCode.Refused, refused.Message);
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException(ExitCode.Refused, $"The operators' file in {options.DataFolder} cannot be written: {unwritable.Message}");
            }
        }));
        return new Command("operator", "People who have API keys of their own: add.") { add };
    }

    private static async Task<string> Block(string file)
    {
        try
        {
            return (file == "-" ? await Console.In.ReadToEndAsync() : await File.ReadAllTextAsync(file)).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The key block file {file} cannot be read: {unreadable.Message}");
        }
    }
}
