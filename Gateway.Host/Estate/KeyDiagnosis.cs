using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Host.Estate;

/// <summary>Trying keys out when something does not work between two parties. Nothing of a key or a PIN is shown.</summary>
internal sealed class KeyDiagnosis(EstateState state, ISecurityModule security, Action<AuditEntry> audit, TimeProvider time)
{
    private const int MostBytes = 4096;

    /// <summary>Whether a code is right under a terminal's MAC key: "right" or "wrong".</summary>
    public async Task<CommandResult<string>> VerifyMac(string terminal, string data, string mac)
    {
        if (state.Terminal(terminal) is not { } entry)
        {
            return Refused(CommandOutcome.NotFound, $"Terminal {terminal} is not registered.");
        }

        if (entry.WorkingKeys.Mac(terminal) is not { } key)
        {
            return Refused(CommandOutcome.Conflict, $"Terminal {terminal} has no MAC key; it has not signed on.");
        }

        if (Hex(data) is not { } covered || Hex(mac) is not { } code)
        {
            return Refused(CommandOutcome.Invalid, $"Data and code are hexadecimal, data of at most {MostBytes} bytes.");
        }

        return await Try("mac-tried", terminal, async () =>
            await security.VerifyMac(key, covered, code, CancellationToken.None) ? "right" : "wrong");
    }

    /// <summary>Whether a PIN gets from a terminal's key to an acquirer's: the fault's name, "None" when it does.</summary>
    public async Task<CommandResult<string>> Translate(string terminal, string acquirer)
    {
        if (state.Terminal(terminal) is not { } entry)
        {
            return Refused(CommandOutcome.NotFound, $"Terminal {terminal} is not registered.");
        }

        if (entry.WorkingKeys.Pin(terminal) is not { } from)
        {
            return Refused(CommandOutcome.Conflict, $"Terminal {terminal} has no PIN key.");
        }

        if (state.Key(acquirer, KeyUsage.ZonePin) is not { } to)
        {
            return Refused(CommandOutcome.NotFound, $"There is no zone PIN key of acquirer {acquirer}.");
        }

        return await Try("translation-tried", terminal, async () => (await security.TestTranslation(
            from, new PinKey(to.Key.For(acquirer), PinBlockFormat.Iso0), CancellationToken.None)).ToString());
    }

    // Every try is written down: whoever guesses codes here leaves a trail.
    private async Task<CommandResult<string>> Try(string kind, string terminal, Func<Task<string>> work)
    {
        try
        {
            var answer = await work();
            audit(new AuditEntry(time.GetLocalNow(), kind, terminal, Stan: null, Code: "", $"An operator tried the terminal's keys: {answer}."));
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
