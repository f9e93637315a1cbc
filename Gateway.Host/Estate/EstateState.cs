using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Lanes;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>The estate as its records tell it: merchants, terminals, holds, and every terminal's standing worked out in advance.</summary>
/// <remarks>
/// Read from any thread without waiting. Changed by <see cref="Apply"/>, one caller at a time, and by <c>Publish</c> from the lanes.
/// </remarks>
internal sealed class EstateState : IEstateDirectory, IKeyPublisher
{
    private readonly ConcurrentDictionary<string, TerminalEntry> _terminals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MerchantEntry> _merchants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableList<string>> _terminalsOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Owner, string Usage), KeyEntry> _keys = new();
    private readonly ConcurrentDictionary<(string Owner, string Usage, string Kcv), bool> _past = new();
    private readonly ConcurrentDictionary<long, HoldEntry> _holds = new();
    private readonly TimeSpan _grace;

    /// <summary>Makes an empty estate.</summary>
    /// <param name="grace">How long messages under keys that were changed are still taken.</param>
    public EstateState(TimeSpan grace) => _grace = grace;

    /// <summary>
    /// Told of every key that was destroyed or replaced, by whichever way that became known: a key that nobody is handed any more, or a working key
    /// that is taken for a while yet. Called by whoever applies or publishes; it must not wait.
    /// </summary>
    public event Action<WrappedKey>? KeyRetired;

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

    /// <summary>Every key that was loaded; working keys stand with their terminals.</summary>
    public IEnumerable<KeyEntry> Keys => _keys.Values;

    /// <summary>A key by owner and usage; null when there is none. An acquirer may be called what a terminal is called.</summary>
    public KeyEntry? Key(string owner, KeyUsage usage) => _keys.GetValueOrDefault((owner, usage.ToString()));

    /// <summary>Whether a key with this check value was ever in force for an owner and usage.</summary>
    public bool WasInForce(WrappedKey key) => _past.ContainsKey((key.Owner, key.Usage.ToString(), key.Kcv));

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
            case KeyLoaded loaded:
                Load(loaded);
                EndEnrolments(loaded);
                break;
            case KeysDestroyed destroyed:
                Destroy(destroyed);
                break;
            case DukptEnrolled enrolled:
                Enrol(enrolled);
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
    {
        var before = Change(terminal, entry => !IsNew(entry, signedOn) ? entry : entry with
        {
            WorkingKeys = new KeySet(signedOn.KeyVersion, signedOn.Keys, signedOn.At),
            Superseded = entry.WorkingKeys with { Until = signedOn.At + _grace },
        });
        if (before is not null && IsNew(before, signedOn))
        {
            Retire(terminal, before.WorkingKeys.Keys);
        }
    }

    /// <inheritdoc/>
    public void Publish(string terminal, KeySerialUsed used)
        => Change(terminal, entry => entry.Dukpt is { } dukpt && dukpt.Device == used.Device && used.Counter > dukpt.Last.Counter
            ? entry with { Dukpt = dukpt with { Last = dukpt.Start.At((uint)used.Counter) } }
            : entry);

    // Keys that were on their way when all were destroyed, or when the terminal became a DUKPT device, do not come into force.
    private static bool IsNew(TerminalEntry entry, SignedOn signedOn)
        => signedOn.Keys.Count > 0 && !entry.IsDestroyed && !entry.IsDukpt && !IsInForce(entry.WorkingKeys, signedOn);

    // A lane that reads its records again tells of the last sign-on once more.
    private static bool IsInForce(KeySet keys, SignedOn signedOn)
        => keys.Version == signedOn.KeyVersion && keys.Keys.Count > 0 && keys.Keys.Select(key => key.Kcv).SequenceEqual(signedOn.Keys.Select(key => key.Kcv));

    private void Load(KeyLoaded loaded)
    {
        var key = loaded.Key;
        var before = _keys.GetValueOrDefault((loaded.Owner, key.Usage));
        _past[(loaded.Owner, key.Usage, key.Kcv)] = true;
        _keys[(loaded.Owner, key.Usage)] = new KeyEntry(loaded.Owner, key, loaded.At, loaded.By, loaded.How);
        ChangeMaster(loaded.Owner, key.Usage, key);
        if (before is not null && !before.Key.Block.AsSpan().SequenceEqual(key.Block))
        {
            Retire(loaded.Owner, [before.Key]);
        }
    }

    private void Retire(string owner, IEnumerable<Core.Switching.KeptKey> keys)
    {
        if (KeyRetired is { } retired)
        {
            foreach (var key in keys)
            {
                retired(key.For(owner));
            }
        }
    }

    private void ChangeMaster(string owner, string usage, Core.Switching.KeptKey? key)
    {
        if (usage == nameof(KeyUsage.TerminalMaster))
        {
            Change(owner, entry => entry with { MasterKey = key, IsDestroyed = key is null });
        }
    }

    private void Enrol(DukptEnrolled enrolled)
    {
        var (owner, usage) = enrolled.BaseKey.Length == 0 ? (enrolled.Terminal, KeyUsage.TerminalInitial) : (enrolled.BaseKey, KeyUsage.TerminalBaseDerivation);
        if (Key(owner, usage) is not { } key)
        {
            return;
        }

        var ksn = KeySerialNumber.Parse(enrolled.Ksn);
        var before = Change(enrolled.Terminal, entry => entry with
        {
            Dukpt = new DukptEnrolment(ksn, key.Key, owner, enrolled.At, ksn),
            WorkingKeys = KeySet.None with { Version = entry.KeyVersion },
            Superseded = entry.WorkingKeys.MacKcv is null ? entry.Superseded : entry.WorkingKeys with { Until = enrolled.At + _grace },
            IsDestroyed = false,
        });
        Retire(enrolled.Terminal, before?.WorkingKeys.Keys ?? []);
    }

    // Another key in its place: what was derived from the one before is believed for a while, and the devices are enrolled anew.
    private void EndEnrolments(KeyLoaded loaded)
    {
        var until = loaded.At + _grace;
        foreach (var entry in loaded.Key.Usage == nameof(KeyUsage.TerminalBaseDerivation) ? _terminals.Values : Named(loaded.Owner))
        {
            if (entry.Dukpt is { } dukpt
                && (loaded.Key.Usage == nameof(KeyUsage.TerminalMaster) || (dukpt.StandsOn(loaded.Owner, loaded.Key.Usage) && dukpt.Key.Kcv != loaded.Key.Kcv)))
            {
                Change(entry.Id, known => known with { Dukpt = dukpt.Ended(until) });
            }
        }
    }

    private TerminalEntry[] Named(string id) => Terminal(id) is { } entry ? [entry] : [];

    private void Destroy(KeysDestroyed destroyed)
    {
        foreach (var usage in destroyed.Usages)
        {
            _keys.TryRemove((destroyed.Owner, usage), out var key);
            ChangeMaster(destroyed.Owner, usage, null);
            Retire(destroyed.Owner, key is null ? [] : [key.Key]);
        }

        if (destroyed.Usages.Contains(nameof(KeyUsage.TerminalMac)))
        {
            // What was on its way is still signed, and its reversal still believed, for as long as after any other change; nothing new is.
            var before = Change(destroyed.Owner, entry => entry with
            {
                WorkingKeys = KeySet.None with { Version = entry.KeyVersion },
                Superseded = entry.WorkingKeys with { Until = destroyed.At + _grace },
                Dukpt = entry.Dukpt?.Ended(destroyed.At + _grace),
                IsDestroyed = true,
            });
            Retire(destroyed.Owner, before is null ? [] : [.. before.WorkingKeys.Keys, .. before.Superseded.Keys]);
        }
    }

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

    // The lanes publish keys while an operator changes a standing: neither may overwrite the other. What was there before comes back.
    private TerminalEntry? Change(string terminal, Func<TerminalEntry, TerminalEntry> change)
    {
        while (_terminals.TryGetValue(terminal, out var entry))
        {
            if (_terminals.TryUpdate(terminal, change(entry), entry))
            {
                return entry;
            }
        }

        return null;
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
