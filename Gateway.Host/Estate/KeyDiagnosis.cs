using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Host.Estate;

/// <summary>Trying keys out when something does not work between two parties. Nothing of a key or a PIN is shown.</summary>
/// <param name="state">The estate.</param>
/// <param name="security">Works with the keys.</param>
/// <param name="pinFormatOf">The format of PIN blocks for an acquirer; null when none of that name is configured.</param>
/// <param name="audit">Takes what the audit is to say.</param>
/// <param name="time">The clock.</param>
internal sealed class KeyDiagnosis(
    EstateState state, ISecurityModule security, Func<string, PinBlockFormat?> pinFormatOf, Action<AuditEntry> audit, TimeProvider time)
{
    private const int MostBytes = 4096;
    private static readonly MacProfile _profile = MacProfiles.Named("unionpay-ecb");
    private readonly TryAllowance _tries = new(time);

    /// <summary>Whether a code is right under a terminal's MAC key: "right" or "wrong".</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="data">What the code covers, hexadecimal.</param>
    /// <param name="mac">The code, hexadecimal.</param>
    /// <param name="by">Who asks, as his API key proves it: a name that anybody can give himself would be an allowance for every name.</param>
    public async Task<CommandResult<string>> VerifyMac(string terminal, string data, string mac, string by)
    {
        if (state.Terminal(terminal) is not { } entry)
        {
            return Refused(CommandOutcome.NotFound, $"Terminal {terminal} is not registered.");
        }

        if (entry.WorkingKeys.Of(KeyUsage.TerminalMac, terminal) is not { } key)
        {
            return Refused(CommandOutcome.Conflict, $"Terminal {terminal} has no MAC key; it has not signed on.");
        }

        if (Hex(data) is not { } covered || Hex(mac) is not { } code)
        {
            return Refused(CommandOutcome.Invalid, $"Data and code are hexadecimal, data of at most {MostBytes} bytes.");
        }

        return Limit(terminal, by) ?? await Try("mac-tried", terminal, by, async () =>
            await security.VerifyMac(new MacKey(key, _profile), covered, code, CancellationToken.None) ? "right" : "wrong");
    }

    /// <summary>Whether a PIN gets from a terminal's key to an acquirer's: the fault's name, "None" when it does.</summary>
    public async Task<CommandResult<string>> Translate(string terminal, string acquirer, string by)
    {
        if (state.Terminal(terminal) is not { } entry)
        {
            return Refused(CommandOutcome.NotFound, $"Terminal {terminal} is not registered.");
        }

        if (entry.WorkingKeys.Of(KeyUsage.TerminalPin, terminal) is not { } from)
        {
            return Refused(CommandOutcome.Conflict, $"Terminal {terminal} has no PIN key.");
        }

        if (state.Key(acquirer, KeyUsage.ZonePin) is not { } to)
        {
            return Refused(CommandOutcome.NotFound, $"There is no zone PIN key of acquirer {acquirer}.");
        }

        var format = pinFormatOf(acquirer) ?? PinBlockFormat.Iso0;
        return await Try("translation-tried", terminal, by, async () => (await security.TestTranslation(
            new PinKey(from, PinBlockFormat.Iso0), new PinKey(to.Key.For(acquirer), format), CancellationToken.None)).ToString());
    }

    // One who asks without end would have an oracle of us: told once, so that the trail is not buried under his refusals.
    private CommandResult<string>? Limit(string terminal, string by)
    {
        if (_tries.Admits(by, out var again, out var isFirst))
        {
            return null;
        }

        var sentence = $"At most {TryAllowance.Most} codes in {TryAllowance.Span.TotalSeconds:0} seconds are tried for one operator";
        if (isFirst)
        {
            audit(new AuditEntry(time.GetLocalNow(), "mac-tries-refused", terminal, Stan: null, Code: "", $"{sentence}; {by} asked for more."));
        }

        return Refused(CommandOutcome.TooOften, $"{sentence}; try again in {Math.Ceiling(again.TotalSeconds):0} seconds.");
    }

    // Every try is written down: whoever guesses codes here leaves a trail.
    private async Task<CommandResult<string>> Try(string kind, string terminal, string by, Func<Task<string>> work)
    {
        try
        {
            var answer = await work();
            audit(new AuditEntry(time.GetLocalNow(), kind, terminal, Stan: null, Code: "", $"The terminal's keys were tried by {by}: {answer}."));
            return CommandResult<string>.Done(answer);
        }
        catch (KeyException unusable)
        {
            return Refused(CommandOutcome.Conflict, unusable.Message);
        }
    }

    private static byte[]? Hex(string text)
        => text.Length <= 2 * MostBytes && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static CommandResult<string> Refused(CommandOutcome outcome, string sentence) => CommandResult<string>.Refused(outcome, sentence);
}
