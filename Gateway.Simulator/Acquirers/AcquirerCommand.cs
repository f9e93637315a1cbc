using System.CommandLine;
using System.Net;
using System.Net.Sockets;
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
        var issuerKeys = new Option<string?>("--issuer-keys")
        {
            Description = "Test keys of the card issuer as JSON: imk, cryptogram (CVN10|CVN18|MCHIP), option (A|B), cvk, cvvAt, pvk, pvki, pvvs. "
                + "With imk a wrong 9F26 is declined with 82 and a right one answered with tag 91, with cvk a wrong CVV in track 2 is "
                + "declined with 82, with pvk a PIN other than that of the card's PVV with 55. Parts left out check nothing.",
            HelpName = "FILE",
        };
        var during = Choices.OptionalDuration("--for", "Stop after this time.");
        var command = new Command("acquirer", "An acquirer that speaks iso8583-1987-ascii: approves, declines, delays, drops.")
        {
            port, seed, decline, delay, drop, lose, amount, late, zoneKey, issuerKeys, during,
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
                var pins = PinsOf(parsed.GetValue(zoneKey), keys);
                var desk = new AcquirerDesk(rules, pins, TimeProvider.System, keys is null ? null : new CardIssuer(keys));
                return ServeAsync(desk, parsed.GetValue(port), parsed.GetValue(during), output, error, cancellation);
            },
            error));
        return command;
    }

    // Without a PIN verification key the right block can be made and compared; with one it is opened.
    private static IPinCheck? PinsOf(string? zoneKeyFile, IssuerKeys? keys) => (zoneKeyFile, keys) switch
    {
        (null, { PinVerificationKey: not null })
            => throw new UsageException("Issuer keys with a pvk need --zone-pin-key-file: PINs come under that key."),
        (null, _) => null,
        ({ } path, { PinVerificationKey: not null }) => new IssuerPinCheck(KeyFile.Read(path), keys),
        ({ } path, _) => new ZonePinCheck(KeyFile.Read(path)),
    };

    private static async Task<int> ServeAsync(
        AcquirerDesk desk, int port, TimeSpan? during, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        await using var server = new AcquirerServer(desk, IPAddress.Loopback, TimeProvider.System);
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
            await Task.Delay(during ?? Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is the usual end of an acquirer, and its summary is wanted all the same.
        }

        await output.WriteAsync(AcquirerSummary.Of(desk));
        return desk.Ledger.Duplicates + desk.WrongPinBlocks == 0 ? ExitCode.Ok : ExitCode.Missed;
    }
}
