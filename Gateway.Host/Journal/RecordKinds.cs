using System.Collections.Frozen;
using Gateway.Host.Core.Records;

namespace Gateway.Host.Journal;

/// <summary>The names records have on disk.</summary>
/// <remarks>A name is never changed and never reused: old journals stay readable whatever the types are called.</remarks>
internal static class RecordKinds
{
    /// <summary>Every kind with its type.</summary>
    public static FrozenDictionary<string, Type> Types { get; } = new Dictionary<string, Type>
    {
        ["merchant-registered"] = typeof(MerchantRegistered),
        ["terminal-registered"] = typeof(TerminalRegistered),
        ["master-key-loaded"] = typeof(KeyLoaded),
        ["keys-destroyed"] = typeof(KeysDestroyed),
        ["dukpt-enrolled"] = typeof(DukptEnrolled),
        ["hold-placed"] = typeof(HoldPlaced),
        ["hold-released"] = typeof(HoldReleased),
        ["signed-on"] = typeof(SignedOn),
        ["signed-off"] = typeof(SignedOff),
        ["key-serial-used"] = typeof(KeySerialUsed),
        ["batch-closed"] = typeof(BatchClosed),
        ["batch-uploaded"] = typeof(BatchUploaded),
        ["forwarded"] = typeof(Forwarded),
        ["refused"] = typeof(Refused),
        ["quarantined"] = typeof(Quarantined),
        ["approved"] = typeof(Approved),
        ["declined-after-forward"] = typeof(DeclinedAfterForward),
        ["outcome-unknown"] = typeof(OutcomeUnknown),
        ["late-approval"] = typeof(LateApproval),
        ["reversal-accepted"] = typeof(ReversalAccepted),
        ["reversal-sent"] = typeof(ReversalSent),
        ["reversal-done"] = typeof(ReversalDone),
        ["reversal-rejected"] = typeof(ReversalRejected),
        ["reversal-resolved"] = typeof(ReversalResolved),
        ["cards-erased"] = typeof(CardsErased),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> _names = Types.ToFrozenDictionary(kind => kind.Value, kind => kind.Key);

    /// <summary>The kind of a record.</summary>
    /// <exception cref="ArgumentException">The type has no kind: it was added without one.</exception>
    public static string Of(JournalRecord record)
        => _names.TryGetValue(record.GetType(), out var kind)
            ? kind
            : throw new ArgumentException($"Records of type {record.GetType().Name} have no kind on disk.", nameof(record));
}
