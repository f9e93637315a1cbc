using Gateway.Host.Core.Records;
using Gateway.Host.Journal;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>Making a terminal a DUKPT device: which one, and what its keys come from.</summary>
/// <remarks>
/// The terminal is bound to one initial key id. Without that every device of the same base key could sign for every terminal.
/// Source: ANSI X9.24-1:2009 annex A; ANSI X9.24-3:2017.
/// </remarks>
internal sealed class DukptCommands(EstateTurn turn, EstateState state, Action<AuditEntry> audit, TimeProvider time)
{
    /// <summary>Enrols a terminal; its sign-on brings it no working keys from then on.</summary>
    /// <param name="id">The terminal.</param>
    /// <param name="ksn">The key serial number it has got to, hexadecimal: only later ones will be taken.</param>
    /// <param name="baseKey">Name of the base derivation key; empty when the device's own initial key is loaded for the terminal.</param>
    /// <param name="by">Who orders it.</param>
    public Task<CommandResult<TerminalEntry>> Enrol(string id, string ksn, string baseKey, string by) => turn.Take<TerminalEntry>(async () =>
    {
        if (state.Terminal(id) is not { } terminal)
        {
            return Refused(CommandOutcome.NotFound, $"Terminal {id} is not registered.");
        }

        if (!KeySerialNumber.TryParse(ksn, out var serial))
        {
            return Refused(CommandOutcome.Invalid, "A key serial number is 20 hexadecimal characters, or 24 for AES DUKPT.");
        }

        var (owner, usage) = baseKey.Length == 0 ? (id, KeyUsage.TerminalInitial) : (baseKey, KeyUsage.TerminalBaseDerivation);
        if (state.Key(owner, usage) is not { } key)
        {
            return Refused(CommandOutcome.NotFound, $"There is no {usage} key of {owner}.");
        }

        if (key.Key.For(owner).Algorithm != serial.Algorithm)
        {
            return Refused(CommandOutcome.Conflict, $"The {usage} key of {owner} is for {key.Key.For(owner).Algorithm}, and the key serial number for {serial.Algorithm}.");
        }

        var device = new DukptEnrolment(serial, key.Key, owner, time.GetLocalNow(), serial).Device;
        if (state.Terminals.FirstOrDefault(other => other.Id != id && other.IsDukpt && other.Dukpt!.Device == device) is { } twin)
        {
            return Refused(CommandOutcome.Conflict, $"Terminal {twin.Id} is this very device; every terminal has keys of its own.");
        }

        if (terminal is { IsDukpt: true, Dukpt: { } known } && known.Device == device && serial.Counter <= known.Last.Counter)
        {
            return CommandResult<TerminalEntry>.Again(terminal);
        }

        var record = new DukptEnrolled { At = time.GetLocalNow(), By = by, Terminal = id, Ksn = serial.ToString(), BaseKey = baseKey };
        var result = await turn.Commit([record], () => state.Terminal(id)!);
        if (result.Outcome == CommandOutcome.Done)
        {
            audit(new AuditEntry(
                time.GetLocalNow(), "dukpt-enrolled", id, Stan: null, Code: "", $"Key serial number {serial}, from the {usage} key of {owner}, check value {key.Key.Kcv}, by {by}."));
        }

        return result;
    });

    private static CommandResult<TerminalEntry> Refused(CommandOutcome outcome, string sentence) => CommandResult<TerminalEntry>.Refused(outcome, sentence);
}
