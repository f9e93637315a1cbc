using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Estate;

/// <summary>What an operator can do to the estate. REST and CLI call these same commands.</summary>
/// <remarks>One command at a time: each is checked against the state the one before left, made durable, and only then in force.</remarks>
internal sealed class EstateCommands(EstateState state, IJournal journal, ISecurityModule security, Func<Task> everyLanePassed, TimeProvider time) : IDisposable
{
    private const string Unchanged = "The journal takes nothing in at the moment; nothing was changed.";
    private const string Silent = "The journal cannot be read at the moment; nothing was changed.";

    private readonly SemaphoreSlim _one = new(1, 1);

    // The journal may hold more than the state: the outcome of an append is not known.
    private bool _behind;

    /// <summary>Registers a merchant.</summary>
    public Task<CommandResult<MerchantEntry>> RegisterMerchant(string id, string name, string mcc, string by) => InTurn<MerchantEntry>(async () =>
    {
        if (EstateNames.MerchantFault(id) is { } fault)
        {
            return Invalid<MerchantEntry>(fault);
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            return Invalid<MerchantEntry>("The merchant's name is empty.");
        }

        if (mcc.Length > 0 && (mcc.Length != 4 || !mcc.All(char.IsAsciiDigit)))
        {
            return Invalid<MerchantEntry>($"The merchant category code '{mcc}' is not 4 digits.");
        }

        if (state.Merchant(id) is { } known)
        {
            return known.Name == name && known.Mcc == mcc
                ? CommandResult<MerchantEntry>.Again(known)
                : Conflict<MerchantEntry>($"Merchant {id} is registered already, as '{known.Name}'.");
        }

        return await Commit(new MerchantRegistered { At = time.GetLocalNow(), By = by, Id = id, Name = name, Mcc = mcc }, () => state.Merchant(id)!);
    });

    /// <summary>Registers a terminal for a merchant.</summary>
    public Task<CommandResult<TerminalEntry>> RegisterTerminal(string id, string merchant, string model, string serial, bool withPin, string by)
        => InTurn<TerminalEntry>(async () =>
        {
            if (EstateNames.TerminalFault(id) is { } fault)
            {
                return Invalid<TerminalEntry>(fault);
            }

            if (state.Merchant(merchant) is null)
            {
                return NotFound<TerminalEntry>($"Merchant {merchant} is not registered.");
            }

            if (state.Terminal(id) is { } known)
            {
                return known.Merchant.Id == merchant && known.WithPin == withPin
                    ? CommandResult<TerminalEntry>.Again(known)
                    : Conflict<TerminalEntry>($"Terminal {id} is registered already, for merchant {known.Merchant.Id}.");
            }

            return await Commit(
                new TerminalRegistered { At = time.GetLocalNow(), By = by, Id = id, Merchant = merchant, Model = model, Serial = serial, WithPin = withPin },
                () => state.Terminal(id)!);
        });

    /// <summary>Loads a terminal's master key from its components.</summary>
    public Task<CommandResult<TerminalEntry>> LoadMasterKey(string id, IReadOnlyList<string> components, string? kcv, string by)
        => InTurn<TerminalEntry>(async () =>
        {
            if (state.Terminal(id) is null)
            {
                return NotFound<TerminalEntry>($"Terminal {id} is not registered.");
            }

            if (components.Any(component => component is null))
            {
                return Invalid<TerminalEntry>("A component of the key is missing.");
            }

            WrappedKey key;
            try
            {
                key = await security.ImportComponents(KeyUsage.TerminalMaster, id, components, kcv, CancellationToken.None);
            }
            catch (KeyException refused)
            {
                return Invalid<TerminalEntry>(refused.Message);
            }

            return await Commit(new MasterKeyLoaded { At = time.GetLocalNow(), By = by, Owner = id, Key = key.Kept() }, () => state.Terminal(id)!);
        });

    /// <summary>Loads an acquirer's zone PIN key; nothing happens when the same key is there.</summary>
    public Task<CommandResult<string>> LoadZonePinKey(string acquirer, string hex, string by) => InTurn<string>(async () =>
    {
        WrappedKey key;
        try
        {
            key = await security.ImportComponents(KeyUsage.ZonePin, acquirer, [hex], null, CancellationToken.None);
        }
        catch (KeyException refused)
        {
            return Invalid<string>(refused.Message);
        }

        return state.AcquirerKey(acquirer)?.Kcv == key.Kcv
            ? CommandResult<string>.Again(key.Kcv)
            : await Commit(new MasterKeyLoaded { At = time.GetLocalNow(), By = by, Owner = acquirer, Key = key.Kept() }, () => key.Kcv);
    });

    /// <summary>Places a hold; done means that every lane decides by it.</summary>
    public Task<CommandResult<HoldEntry>> Place(HoldSubject subject, HoldLevel level, string reason, string note, string by) => InTurn<HoldEntry>(async () =>
    {
        if (level is not (HoldLevel.L2 or HoldLevel.L4 or HoldLevel.L5))
        {
            return Invalid<HoldEntry>($"Level {level} cannot be placed; use L2, L4 or L5.");
        }

        if (!HoldReasons.Knows(reason))
        {
            return Invalid<HoldEntry>($"Reason '{reason}' is not in the catalogue; it has {string.Join(", ", HoldReasons.Codes)}.");
        }

        if (subject.Kind == SubjectKind.Terminal ? state.Terminal(subject.Id) is null : state.Merchant(subject.Id) is null)
        {
            return NotFound<HoldEntry>($"There is no {subject}.");
        }

        // The same reason on the same subject is the same hold: a command sent twice must not need releasing twice.
        if (state.Holds.FirstOrDefault(entry => entry.Release is null && entry.Hold.Subject == subject && entry.Hold.Reason == reason) is { } placed)
        {
            return placed.Hold.Level == level
                ? CommandResult<HoldEntry>.Again(placed)
                : Conflict<HoldEntry>($"Hold {placed.Hold.Id} stands on {subject} for {reason} already, at level {placed.Hold.Level}; release it first.");
        }

        var hold = new Hold(state.NextHoldId, subject, level, reason, time.GetLocalNow());
        return await Commit(new HoldPlaced { At = hold.PlacedAt, By = by, Hold = hold, Note = note }, () => Entry(hold.Id), everyLanePassed);
    });

    /// <summary>Releases a hold; every other hold stays.</summary>
    public Task<CommandResult<HoldEntry>> Release(long id, string why, string by) => InTurn<HoldEntry>(async () =>
    {
        if (!state.TryHold(id, out var entry))
        {
            return NotFound<HoldEntry>($"There is no hold {id}.");
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            return Invalid<HoldEntry>("A release needs a reason.");
        }

        return entry.Release is not null
            ? CommandResult<HoldEntry>.Again(entry)
            : await Commit(new HoldReleased { At = time.GetLocalNow(), By = by, Id = id, Why = why }, () => Entry(id), everyLanePassed);
    });

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private HoldEntry Entry(long id) => state.TryHold(id, out var entry) ? entry : throw new InvalidOperationException($"Hold {id} was not applied.");

    private async Task<CommandResult<T>> InTurn<T>(Func<Task<CommandResult<T>>> command)
        where T : class
    {
        await _one.WaitAsync();
        try
        {
            return !_behind || await CatchUp() is not null ? await command() : Unavailable<T>(Silent);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<CommandResult<T>> Commit<T>(EstateRecord record, Func<T> value, Func<Task>? inForce = null)
        where T : class
    {
        var append = new JournalAppend(JournalStream.Estate, state.Version, Guid.NewGuid(), [record]);
        var outcome = await journal.Append(append);
        if (outcome is CommitOutcome.Unknown or CommitOutcome.Conflict)
        {
            _behind = true;
            if (await CatchUp() is not { } stored)
            {
                return Unavailable<T>("The journal did not say whether it took this in; ask again.");
            }

            return stored.Any(entry => entry.Attempt == append.Attempt) ? CommandResult<T>.Done(value()) : Unavailable<T>(Unchanged);
        }

        if (outcome != CommitOutcome.Ok)
        {
            return Unavailable<T>(Unchanged);
        }

        state.Apply(record);
        await (inForce?.Invoke() ?? Task.CompletedTask);
        return CommandResult<T>.Done(value());
    }

    // What is durable without our having heard of it comes into force before anything is decided by the state again.
    private async Task<IReadOnlyList<StoredRecord>?> CatchUp()
    {
        IReadOnlyList<StoredRecord> stored;
        try
        {
            stored = await journal.ReadStream(JournalStream.Estate, CancellationToken.None);
        }
        catch (Exception unreadable) when (unreadable is JournalException or IOException)
        {
            return null;
        }

        foreach (var missed in stored.Where(entry => entry.Version > state.Version).ToList())
        {
            state.Apply(missed.Record);
        }

        _behind = false;
        await everyLanePassed();
        return stored;
    }

    private static CommandResult<T> Unavailable<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.Unavailable, sentence);

    private static CommandResult<T> Invalid<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.Invalid, sentence);

    private static CommandResult<T> NotFound<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.NotFound, sentence);

    private static CommandResult<T> Conflict<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.Conflict, sentence);
}
