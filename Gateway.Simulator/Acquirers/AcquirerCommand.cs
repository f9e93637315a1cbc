using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Dialects;
using Gateway.Security.Pins;
using Gateway.Simulator.Commands;
using Gateway.Simulator.Issuing;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>The verb <c>acquirer</c>: listens until it is stopped and tells then what its book says.</summary>
internal static class AcquirerCommand
{
    /// <summary>Builds the verb.</summary>
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var port = new Option<ushort>("--port") { Description = "TCP port to listen on; 0 lets the system choose.", Required = true };
        var seed = Choices.Seed();
        var decline = Choices.Many<(string, double)>(
            "--decline", "Decline a share of the requests.", "51=2%", AcquirerRules.TryParseDecline);
        var delay = Choices.One("--delay", "Time to answer.", "20..80ms", DurationRange.TryParse, default(DurationRange));
        var drop = Choices.One<double>("--drop", "Share approved but never answered.", "1%", AcquirerRules.TryParseShare, 0);
        var lose = Choices.One<double>("--lose", "Share never seen.", "1%", AcquirerRules.TryParseShare, 0);
        var amount = Choices.Many<AmountRule>(
            "--amount", "A rule for amounts with this ending.", "66600=approve|drop|lose|late|delay:2s|51", AmountRule.TryParse);
        var late = Choices.Duration("--late-by", "How late a late answer is.", TimeSpan.FromSeconds(5));
        var zoneKey = new Option<string?>("--zone-pin-key-file")
        {
            Description = "Zone PIN key: hex lines, one a component; PIN blocks are checked with it.",
            HelpName = "FILE",
        };
        var format = Choices.One<PinBlockFormat>(
            "--pin-format",
            "Format of the PIN blocks under that key; iso-4 makes it and the zone master key AES keys, and needs a dialect with 16 bytes in element 52.",
            string.Join('|', PinFormatNames.ToAcquirers),
            TryParseFormat,
            PinBlockFormat.Iso0);
        var dialect = new Option<string>("--dialect") { Description = "Dialect to speak.", HelpName = "NAME", DefaultValueFactory = _ => AcquirerDialect.Usual };
        var dialects = new Option<string?>("--dialects") { Description = "Folder of further dialect files.", HelpName = "FOLDER" };
        var issuerKeys = new Option<string?>("--issuer-keys")
        {
            Description = "Test keys of the card issuer as JSON: imk, cryptogram (CVN10|CVN18|MCHIP), option (A|B), cvk, cvvAt, pvk, pvki, pvvs. "
                + "With imk a wrong 9F26 is declined with 82 and a right one answered with tag 91, with cvk a wrong CVV in track 2 is "
                + "declined with 82, with pvk a PIN other than that of the card's PVV with 55. Parts left out check nothing.",
            HelpName = "FILE",
        };
        var masterKey = new Option<string?>("--zone-master-key-file")
        {
            Description = "Zone master key, as above: the acquirer can change its keys, and does when the gateway asks.",
            HelpName = "FILE",
        };
        var macKey = new Option<string?>("--zone-mac-key-file") { Description = "Zone MAC key, as above; needs --mac.", HelpName = "FILE" };
        var mac = new Option<string?>("--mac")
        {
            Description = "MAC profile, as x9.19: requests without a right MAC get no answer, answers carry one. Needs --zone-mac-key-file.",
            HelpName = "PROFILE",
        };
        var changeEvery = Choices.OptionalDuration("--change-keys-every", "Change the zone keys again and again; needs --zone-master-key-file.");
        var grace = Choices.Duration("--key-grace", "How long a key counts after it was changed.", TimeSpan.FromMinutes(1));
        var during = Choices.OptionalDuration("--for", "Stop after this time.");
        var command = new Command("acquirer", "An acquirer that speaks iso8583-1987-ascii: approves, declines, delays, drops.")
        {
            port, seed, decline, delay, drop, lose, amount, late, dialect, dialects, zoneKey, format, issuerKeys, masterKey, macKey, mac, changeEvery, grace, during,
        };
        command.SetAction((parsed, cancellation) => CommandTree.GuardAsync(
            () =>
            {
                var rules = new AcquirerRules
                {
                    Seed = parsed.GetValue(seed),
                    Declines = parsed.GetRequiredValue(decline),
                    Delay = parsed.GetValue(delay),
                    DropShare = parsed.GetValue(drop),
                    LoseShare = parsed.GetValue(lose),
                    Amounts = parsed.GetRequiredValue(amount),
                    LateBy = parsed.GetValue(late),
                };
                var keys = parsed.GetValue(issuerKeys) is { } file ? IssuerKeyFile.Read(file) : null;
                var pins = parsed.GetValue(format);
                var spoken = AcquirerDialect.Find(parsed.GetRequiredValue(dialect), parsed.GetValue(dialects), pins);
                var zone = ZoneKeyFiles.Read(
                    parsed.GetValue(zoneKey), PinBlock.CipherOf(pins), parsed.GetValue(masterKey), parsed.GetValue(macKey), parsed.GetValue(mac), parsed.GetValue(grace));
                var every = parsed.GetValue(changeEvery);
                if (every is not null && zone.Desk.Changes is null)
                {
                    throw new UsageException("--change-keys-every needs --zone-master-key-file: new keys travel under that key.");
                }

                var desk = new AcquirerDesk(rules, PinsOf(zone.Pin, keys, pins), TimeProvider.System, keys is null ? null : new CardIssuer(keys), zone.Desk);
                return ServeAsync(desk, spoken, parsed.GetValue(port), parsed.GetValue(during), every, output, error, cancellation);
            },
            error));
        return command;
    }

    private static bool TryParseFormat(string text, out PinBlockFormat format)
    {
        format = PinFormatNames.Find(text) ?? default;
        return PinFormatNames.ToAcquirers.Contains(text);
    }

    // Without a PIN verification key a card has the PIN that follows from its number; with one, that of its PVV.
    private static ChangingPinCheck? PinsOf(ZoneKey? zoneKey, IssuerKeys? keys, PinBlockFormat format) => (zoneKey, keys) switch
    {
        (null, { PinVerificationKey: not null })
            => throw new UsageException("Issuer keys with a pvk need --zone-pin-key-file: PINs come under that key."),
        (null, _) => null,
        ({ } key, { PinVerificationKey: not null }) => new ChangingPinCheck(key, taken => new IssuerPinCheck(taken, keys, format)),
        ({ } key, _) => new ChangingPinCheck(key, taken => new ZonePinCheck(taken, format)),
    };

    private static async Task<int> ServeAsync(
        AcquirerDesk desk, Dialect dialect, int port, TimeSpan? during, TimeSpan? changeEvery, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        await using var server = new AcquirerServer(desk, IPAddress.Loopback, TimeProvider.System, dialect);
        try
        {
            server.Listen(port);
        }
        catch (SocketException)
        {
            throw new UnreachableTargetException($"Port {port} is taken or not allowed.");
        }

        await error.WriteLineAsync($"The acquirer listens on 127.0.0.1:{server.Port}; Ctrl-C ends it.");
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            end.CancelAfter(during ?? Timeout.InfiniteTimeSpan);
            while (true)
            {
                await Task.Delay(changeEvery ?? Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token);
                await server.ChangeKeysAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C or the end of its time is the usual end of an acquirer, and its summary is wanted all the same.
        }

        await output.WriteAsync(AcquirerSummary.Of(desk));
        return desk.Ledger.Duplicates + desk.WrongPinBlocks == 0 ? ExitCode.Ok : ExitCode.Missed;
    }
}
