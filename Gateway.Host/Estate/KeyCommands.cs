using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Estate;

/// <summary>What can be done to keys. REST, CLI and the acquirers' links call these same commands.</summary>
/// <remarks>Every event is a record of the journal, chained to the one before, and an entry of the audit book: who, when, which key, its check value.</remarks>
internal sealed class KeyCommands(EstateTurn turn, EstateState state, ISecurityModule security, Action<AuditEntry> audit, TimeProvider time, KeyFit? fit = null)
{
    /// <summary>Reason of the hold on a terminal whose keys are compromised: MAC, key or clone anomaly.</summary>
    public const string CompromiseReason = "SEC-04";

    private const string Exchanged = "exchange";
    private const string Configured = "configuration";

    private static readonly string[] _terminalUsages =
    [
        nameof(KeyUsage.TerminalMaster), nameof(KeyUsage.TerminalInitial), nameof(KeyUsage.TerminalPin), nameof(KeyUsage.TerminalMac),
        nameof(KeyUsage.TerminalTrack),
    ];

    /// <summary>Loads a terminal's master key from components that one person has all of.</summary>
    public Task<CommandResult<TerminalEntry>> LoadMasterKey(string id, IReadOnlyList<ReadOnlyMemory<byte>> components, string? kcv, string by)
        => turn.Take<TerminalEntry>(async () =>
        {
            var loaded = await TakeIn(
                KeyUsage.TerminalMaster, id, "components", by, () => security.ImportComponents(KeyUsage.TerminalMaster, id, components, kcv, CancellationToken.None));
            return loaded.Outcome == CommandOutcome.Done
                ? CommandResult<TerminalEntry>.Done(state.Terminal(id)!)
                : Refused<TerminalEntry>(loaded.Outcome, loaded.Sentence);
        });

    /// <summary>Loads an acquirer's zone PIN key from the configuration; nothing happens when the same key is there.</summary>
    public Task<CommandResult<KeyEntry>> LoadZonePinKey(string acquirer, ReadOnlyMemory<byte> hex, string by) => turn.Take<KeyEntry>(async () =>
    {
        WrappedKey key;
        try
        {
            // Nothing in the digits says which cipher they are for.
            key = await security.ImportComponents(KeyUsage.ZonePin, acquirer, [hex], null, CancellationToken.None, fit?.PinCipher(acquirer) ?? KeyAlgorithm.Tdes);
        }
        catch (KeyException refused)
        {
            return Refused<KeyEntry>(CommandOutcome.Invalid, refused.Message);
        }

        // One that came any other way since is newer than the configuration, unless it is for a format that was given up.
        return state.Key(acquirer, KeyUsage.ZonePin) is { } known && (known.Key.Kcv == key.Kcv || known.How != Configured)
            && fit?.Fault(known.Key.For(acquirer)) is null
            ? CommandResult<KeyEntry>.Again(known)
            : await Keep(key, Configured, by);
    });

    /// <summary>Makes a key of the components of several persons.</summary>
    public Task<CommandResult<KeyEntry>> Combine(KeyUsage usage, IReadOnlyList<WrappedKey> components, string? kcv, string by)
        => turn.Take(() => TakeIn(
            usage, components[0].Owner, "components", by, () => security.CombineComponents(usage, components, kcv, CancellationToken.None)));

    /// <summary>Loads a key from a key block.</summary>
    public Task<CommandResult<KeyEntry>> Import(KeyUsage usage, string owner, string block, string transport, bool allowLegacy, string by)
        => turn.Take(() => Transport(transport) is not { } under
            ? Task.FromResult(Refused<KeyEntry>(CommandOutcome.NotFound, $"There is no transport key or zone master key of {transport}."))
            : TakeIn(usage, owner, "import", by, () => security.ImportKeyBlock(usage, owner, block, under, allowLegacy, CancellationToken.None)));

    /// <summary>Loads an acquirer's new key that came over its link, encrypted under the zone master key.</summary>
    public Task<CommandResult<KeyEntry>> Exchange(KeyUsage usage, string acquirer, Func<WrappedKey, ValueTask<WrappedKey>> take)
        => turn.Take(() => state.Key(acquirer, KeyUsage.ZoneMaster) is not { } master
            ? Task.FromResult(Refused<KeyEntry>(CommandOutcome.NotFound, $"There is no zone master key of acquirer {acquirer}."))
            : TakeIn(usage, acquirer, Exchanged, $"acquirer {acquirer}", () => take(master.Key.For(acquirer))));

    /// <summary>Notes that an acquirer was asked to send new keys, when it said that it will.</summary>
    /// <param name="acquirer">The acquirer.</param>
    /// <param name="by">Who ordered it.</param>
    /// <param name="ask">Asks it.</param>
    public async Task<CommandResult<string>> RequestExchange(string acquirer, string by, Func<Task<CommandResult<string>>> ask)
    {
        var asked = await ask();
        if (asked.Outcome == CommandOutcome.Done)
        {
            Note("keys-requested", acquirer, $"The acquirer was asked for new keys, by {by}.");
        }

        return asked;
    }

    /// <summary>Makes a new key.</summary>
    public Task<CommandResult<KeyEntry>> Generate(KeyUsage usage, string owner, KeyAlgorithm algorithm, int bytes, string by)
        => turn.Take(() => TakeIn(usage, owner, "generated", by, () => security.GenerateKey(usage, algorithm, bytes, owner, CancellationToken.None)));

    /// <summary>A key as a key block for a partner or a key loading device.</summary>
    public Task<CommandResult<string>> Export(KeyUsage usage, string owner, string transport, string by) => turn.Take<string>(async () =>
    {
        if (state.Key(owner, usage) is not { } entry)
        {
            return Refused<string>(CommandOutcome.NotFound, $"There is no {usage} key of {owner}.");
        }

        if (Transport(transport) is not { } under)
        {
            return Refused<string>(CommandOutcome.NotFound, $"There is no transport key or zone master key of {transport}.");
        }

        try
        {
            var block = await security.ExportKeyBlock(entry.Key.For(owner), under, CancellationToken.None);
            Note("key-exported", owner, $"{usage} key, check value {entry.Key.Kcv}, under the {under.Usage} key of {transport}, check value {under.Kcv}, by {by}.");
            return CommandResult<string>.Done(block);
        }
        catch (KeyException refused)
        {
            return Refused<string>(CommandOutcome.Invalid, refused.Message);
        }
    });

    /// <summary>Destroys a terminal's keys and holds the terminal as one that is not trusted; in one record or not at all.</summary>
    public Task<CommandResult<TerminalEntry>> Compromised(string id, string why, string by) => turn.Take<TerminalEntry>(async () =>
    {
        if (state.Terminal(id) is not { } terminal)
        {
            return Refused<TerminalEntry>(CommandOutcome.NotFound, $"Terminal {id} is not registered.");
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            return Refused<TerminalEntry>(CommandOutcome.Invalid, "Destroying keys needs a reason.");
        }

        var at = time.GetLocalNow();
        var held = state.Holds.Any(entry => entry.Release is null && entry.Hold is { Level: HoldLevel.L5 } hold
            && hold.Subject == new HoldSubject(SubjectKind.Terminal, id) && hold.Reason == CompromiseReason);
        EstateRecord[] records =
        [
            new KeysDestroyed { At = at, By = by, Owner = id, Usages = _terminalUsages, Why = why },
            .. held ? (EstateRecord[])[] : [Hold(id, why, by, at)],
        ];
        var kcvs = string.Join(", ", terminal.WorkingKeys.Keys.Prepend(terminal.MasterKey).OfType<Core.Switching.KeptKey>().Select(key => key.ToString()));
        var result = await turn.Commit(records, () => state.Terminal(id)!, waitsForLanes: true);
        if (result.Outcome == CommandOutcome.Done)
        {
            Note("keys-destroyed", id, $"Compromised: {why} Keys: {(kcvs.Length == 0 ? "none" : kcvs)}; by {by}.");
        }

        return result;
    });

    private HoldPlaced Hold(string id, string why, string by, DateTimeOffset at) => new()
    {
        At = at,
        By = by,
        Hold = new Hold(state.NextHoldId, new HoldSubject(SubjectKind.Terminal, id), HoldLevel.L5, CompromiseReason, at),
        Note = why,
    };

    private WrappedKey? Transport(string owner)
        => (state.Key(owner, KeyUsage.TerminalTransport) ?? state.Key(owner, KeyUsage.ZoneMaster))?.Key.For(owner);

    private async Task<CommandResult<KeyEntry>> TakeIn(KeyUsage usage, string owner, string how, string by, Func<ValueTask<WrappedKey>> take)
    {
        if (KeyOwners.Fault(usage, owner, state) is { } unknown)
        {
            return unknown;
        }

        try
        {
            var key = await take();
            if (fit?.Fault(key) is { } misfit)
            {
                throw new KeyException(misfit);
            }

            if (how == Exchanged && state.Key(owner, usage) is { } known && known.Key.Kcv == key.Kcv
                && await security.AreSameKey(key, known.Key.For(owner), CancellationToken.None))
            {
                // The acquirer did not hear our answer and sends it again.
                return CommandResult<KeyEntry>.Again(known);
            }

            if (how == Exchanged && state.WasInForce(key))
            {
                // A key change carries nothing that tells an old one from a new one, but no key comes twice.
                Note("key-replayed", owner, $"{usage} key, check value {key.Kcv}, was in force before; it was not taken again.");
                return Refused<KeyEntry>(CommandOutcome.Invalid, "The key was in force before; no key is taken twice.");
            }

            return await Twin(key) is { } twin
                ? Refused<KeyEntry>(CommandOutcome.Conflict, $"Terminal {twin} has the same key; every terminal has a key of its own.")
                : await Keep(key, how, by);
        }
        catch (KeyException refused)
        {
            Note("key-refused", owner, $"{usage} key from {how}, by {by}: {refused.Message}");
            return Refused<KeyEntry>(CommandOutcome.Invalid, refused.Message);
        }
    }

    // PCI PIN v3.1 requirement 20-1: no two devices share a key. Check values tell nearly all apart, so that few are opened.
    private async ValueTask<string?> Twin(WrappedKey key)
    {
        if (key.Usage is not (KeyUsage.TerminalMaster or KeyUsage.TerminalInitial))
        {
            return null;
        }

        foreach (var entry in state.Keys.Where(entry => entry.Key.Usage == key.Usage.ToString() && entry.Owner != key.Owner && entry.Key.Kcv == key.Kcv))
        {
            if (await security.AreSameKey(key, entry.Key.For(entry.Owner), CancellationToken.None))
            {
                Note("key-shared", key.Owner, $"{key.Usage} key, check value {key.Kcv}, is that of terminal {entry.Owner}; it was not loaded.");
                return entry.Owner;
            }
        }

        return null;
    }

    private async Task<CommandResult<KeyEntry>> Keep(WrappedKey key, string how, string by)
    {
        var record = new KeyLoaded { At = time.GetLocalNow(), By = by, Owner = key.Owner, Key = key.Kept(), How = how };
        var result = await turn.Commit([record], () => state.Key(key.Owner, key.Usage)!);
        if (result.Outcome == CommandOutcome.Done)
        {
            Note("key-loaded", key.Owner, $"{key.Usage} key, check value {key.Kcv}, from {how}, by {by}.");
        }

        return result;
    }

    private void Note(string kind, string owner, string sentence)
        => audit(new AuditEntry(time.GetLocalNow(), kind, owner, Stan: null, Code: "", sentence));

    private static CommandResult<T> Refused<T>(CommandOutcome outcome, string sentence)
        where T : class => CommandResult<T>.Refused(outcome, sentence);
}
