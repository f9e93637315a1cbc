using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Lanes;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>The estate as its records tell it: merchants, terminals, holds, and every terminal's standing worked out in advance.</summary>
/// <remarks>
/// Read from any thread without waiting. Changed by <see cref="Apply"/>, one caller at a time, and by <see cref="Publish"/> from the lanes.
/// </remarks>
internal sealed class EstateState : IEstateDirectory, IKeyPublisher
{
    private readonly ConcurrentDictionary<string, TerminalEntry> _terminals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MerchantEntry> _merchants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableList<string>> _terminalsOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Core.Switching.KeptKey> _acquirerKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, HoldEntry> _holds = new();
    private readonly TimeSpan _grace;

    /// <summary>Makes an empty estate.</summary>
    /// <param name="grace">How long messages under keys that were changed are still taken.</param>
    public EstateState(TimeSpan grace) => _grace = grace;

    /// <summary>Records applied so far: the version the next append expects.</summary>
    public long Version { get; private set; }

    /// <summary>Number the next hold gets.</summary>
    public long NextHoldId { get; private set; } = 1;

    /// <summary>Every merchant.</summary>
    public IEnumerable<MerchantEntry> Merchants => _merchants.Values;

    /// <summary>Every terminal.</summary>
    public IEnumerable<TerminalEntry> Terminals => _terminals.Values;

    /// <summary>Every hold, released ones too.</summary>
    public IEnumerable<HoldEntry> Holds => _holds.Values;

    /// <inheritdoc/>
    public TerminalEntry? Terminal(string id) => _terminals.GetValueOrDefault(id);

    /// <summary>A merchant by its id; null when it is not registered.</summary>
    public MerchantEntry? Merchant(string id) => _merchants.GetValueOrDefault(id);

    /// <summary>A hold by its number.</summary>
    public bool TryHold(long id, [NotNullWhen(true)] out HoldEntry? hold) => _holds.TryGetValue(id, out hold);

    /// <summary>A key loaded for an acquirer; null when there is none.</summary>
    public Core.Switching.KeptKey? AcquirerKey(string acquirer) => _acquirerKeys.GetValueOrDefault(acquirer);

    /// <summary>Takes one durable fact in.</summary>
    public void Apply(JournalRecord record)
    {
        Version++;
        switch (record)
        {
            case MerchantRegistered merchant:
                _merchants[merchant.Id] = new MerchantEntry(merchant.Id, merchant.Name, merchant.Mcc);
                break;
            case TerminalRegistered terminal:
                Register(terminal);
                break;
            // By usage and not by name: an acquirer may be called what a terminal is called.
            case MasterKeyLoaded loaded when loaded.Key.Usage == nameof(KeyUsage.TerminalMaster):
                Change(loaded.Owner, entry => entry with { MasterKey = loaded.Key });
                break;
            case MasterKeyLoaded loaded:
                _acquirerKeys[loaded.Owner] = loaded.Key;
                break;
            case HoldPlaced placed:
                _holds[placed.Hold.Id] = new HoldEntry(placed.Hold, placed.By, placed.Note, null);
                NextHoldId = Math.Max(NextHoldId, placed.Hold.Id + 1);
                Recompute(placed.Hold.Subject);
                break;
            case HoldReleased released when _holds.TryGetValue(released.Id, out var hold):
                _holds[released.Id] = hold with { Release = new HoldRelease(released.At, released.By, released.Why) };
                Recompute(hold.Hold.Subject);
                break;
        }
    }

    /// <inheritdoc/>
    public void Publish(string terminal, SignedOn signedOn)
        => Change(terminal, entry => entry with
        {
            WorkingKeys = new KeySet(signedOn.KeyVersion, signedOn.Keys, signedOn.At),
            Superseded = entry.WorkingKeys with { Until = signedOn.At + _grace },
        });

    private void Register(TerminalRegistered record)
    {
        var merchant = _merchants[record.Merchant];
        _terminals[record.Id] = new TerminalEntry
        {
            Id = record.Id,
            Merchant = merchant,
            Model = record.Model,
            Serial = record.Serial,
            WithPin = record.WithPin,
            Standing = StandingOf(record.Id, merchant.Id),
        };
        _terminalsOf.AddOrUpdate(merchant.Id, [record.Id], (_, terminals) => terminals.Add(record.Id));
    }

    private void Recompute(HoldSubject subject)
    {
        var touched = subject.Kind == SubjectKind.Terminal ? [subject.Id] : _terminalsOf.GetValueOrDefault(subject.Id) ?? [];
        foreach (var id in touched)
        {
            Change(id, entry => entry with { Standing = StandingOf(id, entry.Merchant.Id) });
        }
    }

    private Standing StandingOf(string terminal, string merchant) => new(
    [
        .. _holds.Values
            .Where(entry => entry.Release is null && entry.Hold.Subject is var subject
                && (subject == new HoldSubject(SubjectKind.Terminal, terminal) || subject == new HoldSubject(SubjectKind.Merchant, merchant)))
            .Select(entry => entry.Hold)
            .OrderBy(hold => hold.Id),
    ]);

    // The lanes publish keys while an operator changes a standing: neither may overwrite the other.
    private void Change(string terminal, Func<TerminalEntry, TerminalEntry> change)
    {
        while (_terminals.TryGetValue(terminal, out var entry) && !_terminals.TryUpdate(terminal, change(entry), entry))
        {
        }
    }
}

/// <summary>A hold with its history.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="PlacedBy">Who placed it.</param>
/// <param name="Note">What was noted.</param>
/// <param name="Release">How it ended; null while it is in force.</param>
internal sealed record HoldEntry(Hold Hold, string PlacedBy, string Note, HoldRelease? Release);

/// <summary>The end of a hold.</summary>
internal sealed record HoldRelease(DateTimeOffset At, string By, string Why);
