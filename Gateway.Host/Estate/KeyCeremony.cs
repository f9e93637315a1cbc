using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Estate;

/// <summary>Collects the components of keys, each from another person, until a key is whole.</summary>
/// <remarks>
/// Split knowledge and dual control: nobody enters two components of a key, none is shown again, and what is unfinished is forgotten after
/// <see cref="Patience"/> and at a stop. Source: PCI PIN v3.1 requirements 6 and 12; PCI DSS v4.0.1 requirement 3.7.6.
/// </remarks>
internal sealed class KeyCeremony(KeyCommands commands, EstateState state, ISecurityModule security, Action<AuditEntry> audit, TimeProvider time)
    : IDisposable
{
    /// <summary>How long a component waits for the next, 1 hour.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const int MostOpen = 64;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<(KeyUsage Usage, string Owner), Entry> _open = [];

    /// <summary>Takes one component.</summary>
    /// <param name="part">The component and which key it belongs to.</param>
    /// <param name="hex">Its digits as ASCII; the caller erases them.</param>
    /// <param name="by">Who enters it.</param>
    /// <returns>How far the key is; whole when this was the last one.</returns>
    public async Task<CommandResult<CeremonyState>> Take(ComponentPart part, ReadOnlyMemory<byte> hex, string by)
    {
        await _one.WaitAsync();
        try
        {
            Forget();
            return Fault(part, by) ?? await Enter(part, hex, by);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private CommandResult<CeremonyState>? Fault(ComponentPart part, string by)
    {
        if (KeyOwners.Fault(part.Usage, part.Owner, state) is { } unknown)
        {
            return Refused(unknown.Outcome, unknown.Sentence);
        }

        if (part.Of is not (2 or 3))
        {
            return Refused(CommandOutcome.Invalid, $"A key is made of 2 or 3 components, not of {part.Of}.");
        }

        if (!_open.TryGetValue((part.Usage, part.Owner), out var entry))
        {
            return _open.Count < MostOpen ? null : Refused(CommandOutcome.Conflict, $"{MostOpen} keys are unfinished; finish one of them first.");
        }

        if (entry.Part.Of != part.Of || entry.Part.Algorithm != part.Algorithm)
        {
            return Refused(CommandOutcome.Conflict, $"The first component of this key was one of {entry.Part.Of} for {entry.Part.Algorithm}.");
        }

        return entry.Components.ContainsKey(by)
            ? Refused(CommandOutcome.Conflict, $"{by} has entered a component of this key; the next is another person's.")
            : null;
    }

    private async Task<CommandResult<CeremonyState>> Enter(ComponentPart part, ReadOnlyMemory<byte> hex, string by)
    {
        WrappedKey component;
        try
        {
            component = await security.TakeComponent(part.Owner, part.Algorithm, hex, part.Kcv, CancellationToken.None);
        }
        catch (KeyException refused)
        {
            return Refused(CommandOutcome.Invalid, refused.Message);
        }

        var slot = (part.Usage, part.Owner);
        var entry = _open.GetValueOrDefault(slot) ?? new Entry(part, [], time.GetUtcNow());
        entry.Components[by] = component;
        _open[slot] = entry with { Last = time.GetUtcNow() };
        audit(new AuditEntry(
            time.GetLocalNow(), "key-component", part.Owner, Stan: null, Code: "",
            $"Component {entry.Components.Count} of {part.Of} of the {part.Usage} key, check value {component.Kcv}, by {by}."));
        return entry.Components.Count < part.Of
            ? CommandResult<CeremonyState>.Done(new CeremonyState(entry.Components.Count, part.Of, component.Kcv, null))
            : await Finish(slot, entry, part.KeyKcv, component.Kcv);
    }

    private async Task<CommandResult<CeremonyState>> Finish((KeyUsage, string) slot, Entry entry, string? keyKcv, string componentKcv)
    {
        // Whatever comes of it, the components are used up: a wrong one is not found out by trying others beside it.
        _open.Remove(slot);
        var loaded = await commands.Combine(
            entry.Part.Usage, [.. entry.Components.Values], keyKcv, string.Join(" and ", entry.Components.Keys.Order(StringComparer.Ordinal)));
        return loaded.Value is { } key
            ? CommandResult<CeremonyState>.Done(new CeremonyState(entry.Part.Of, entry.Part.Of, componentKcv, key.Key.Kcv))
            : Refused(loaded.Outcome, $"{loaded.Sentence} The components are forgotten; begin again.");
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var slot in _open.Where(pair => now - pair.Value.Last >= Patience).Select(pair => pair.Key).ToList())
        {
            _open.Remove(slot);
        }
    }

    private static CommandResult<CeremonyState> Refused(CommandOutcome outcome, string sentence)
        => CommandResult<CeremonyState>.Refused(outcome, sentence);

    private sealed record Entry(ComponentPart Part, Dictionary<string, WrappedKey> Components, DateTimeOffset Last);
}

/// <summary>Which key a component belongs to.</summary>
/// <param name="Usage">What the key will be for.</param>
/// <param name="Owner">Whose key it will be.</param>
/// <param name="Algorithm">Its cipher.</param>
/// <param name="Of">How many components it has, 2 or 3.</param>
/// <param name="Kcv">Check value printed with the component; null when there is none.</param>
/// <param name="KeyKcv">Check value of the whole key, looked at with the last component; null when there is none.</param>
internal sealed record ComponentPart(KeyUsage Usage, string Owner, KeyAlgorithm Algorithm, int Of, string? Kcv, string? KeyKcv);

/// <summary>How far a key is.</summary>
/// <param name="Entered">Components that were entered.</param>
/// <param name="Of">Components that it has.</param>
/// <param name="ComponentKcv">Check value of the component just entered.</param>
/// <param name="KeyKcv">Check value of the key; null until it is whole.</param>
internal sealed record CeremonyState(int Entered, int Of, string ComponentKcv, string? KeyKcv);
