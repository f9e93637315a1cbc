using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;

namespace Gateway.Host.Estate;

/// <summary>What an operator can do to the estate. REST and CLI call these same commands.</summary>
/// <remarks>One command at a time: each is checked against the state the one before left, made durable, and only then in force.</remarks>
internal sealed class EstateCommands(EstateTurn turn, EstateState state, TimeProvider time)
{
    /// <summary>Registers a merchant.</summary>
    public Task<CommandResult<MerchantEntry>> RegisterMerchant(string id, string name, string mcc, string by) => turn.Take<MerchantEntry>(async () =>
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

        return await turn.Commit([new MerchantRegistered { At = time.GetLocalNow(), By = by, Id = id, Name = name, Mcc = mcc }], () => state.Merchant(id)!);
    });

    /// <summary>Registers a terminal for a merchant.</summary>
    public Task<CommandResult<TerminalEntry>> RegisterTerminal(string id, string merchant, string model, string serial, bool withPin, string by)
        => turn.Take<TerminalEntry>(async () =>
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

            return await turn.Commit([new TerminalRegistered { At = time.GetLocalNow(), By = by, Id = id, Merchant = merchant, Model = model, Serial = serial, WithPin = withPin }], () => state.Terminal(id)!);
        });

    /// <summary>Places a hold; done means that every lane decides by it.</summary>
    public Task<CommandResult<HoldEntry>> Place(HoldSubject subject, HoldLevel level, string reason, string note, string by) => turn.Take<HoldEntry>(async () =>
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
        return await turn.Commit([new HoldPlaced { At = hold.PlacedAt, By = by, Hold = hold, Note = note }], () => Entry(hold.Id), waitsForLanes: true);
    });

    /// <summary>Releases a hold; every other hold stays.</summary>
    public Task<CommandResult<HoldEntry>> Release(long id, string why, string by) => turn.Take<HoldEntry>(async () =>
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
            : await turn.Commit([new HoldReleased { At = time.GetLocalNow(), By = by, Id = id, Why = why }], () => Entry(id), waitsForLanes: true);
    });

    private HoldEntry Entry(long id) => state.TryHold(id, out var entry) ? entry : throw new InvalidOperationException($"Hold {id} was not applied.");

    private static CommandResult<T> Invalid<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.Invalid, sentence);

    private static CommandResult<T> NotFound<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.NotFound, sentence);

    private static CommandResult<T> Conflict<T>(string sentence)
        where T : class => CommandResult<T>.Refused(CommandOutcome.Conflict, sentence);
}
