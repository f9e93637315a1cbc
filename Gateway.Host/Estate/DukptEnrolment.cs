using Gateway.Host.Core.Switching;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>A terminal that has a key of its own for every transaction (DUKPT): which device it is, and what its keys come from.</summary>
/// <param name="Start">The key serial number it was enrolled with; only later ones are taken.</param>
/// <param name="Key">Its initial key, or the base derivation key of many devices.</param>
/// <param name="KeyOwner">Whose key that is: the terminal's, or the base key's name.</param>
/// <param name="EnrolledAt">When it was enrolled.</param>
/// <param name="Last">The latest key serial number that was taken, for display: the terminal's ledger decides.</param>
/// <param name="Until">Until when its messages are still taken after its keys were replaced; null while they are in force.</param>
internal sealed record DukptEnrolment(
    KeySerialNumber Start, KeptKey Key, string KeyOwner, DateTimeOffset EnrolledAt, KeySerialNumber Last, DateTimeOffset? Until = null)
{
    /// <summary>Whether the device has come to its last key: it is declined until it gets a new initial key.</summary>
    public bool IsExhausted => Last.IsExhausted;

    /// <summary>The key for the security module.</summary>
    public WrappedKey Source => Key.For(KeyOwner);

    /// <summary>Which device, as it was last loaded. The same device with another key counts anew; with the same key it never does.</summary>
    public string Device => $"{Start.InitialKeyId}/{Key.Kcv}";

    /// <summary>Whether messages under these keys are taken.</summary>
    public bool IsTaken(DateTimeOffset now) => Until is null || now < Until;

    /// <summary>The enrolment as it ends: what is on its way is still believed for a while.</summary>
    public DukptEnrolment Ended(DateTimeOffset until) => Until is null ? this with { Until = until } : this;

    /// <summary>Whether it is built on a key by this name and usage.</summary>
    public bool StandsOn(string owner, string usage) => KeyOwner == owner && Key.Usage == usage;

    /// <summary>How a key serial number stands to this device, its counter apart; null when nothing speaks against it.</summary>
    public string? Fault(KeySerialNumber ksn) => new DukptDevice(Start.Initial).Judge(ksn) switch
    {
        DukptVerdict.Accepted or DukptVerdict.Exhausted => null,
        DukptVerdict.WrongForm => "The key serial number has not the form of the device's scheme.",
        DukptVerdict.WrongInitialKey => "The key serial number names another device, or another initial key.",
        _ => "The counter of the key serial number belongs to no transaction.",
    };

    /// <summary>The transaction's place in the row of the device's transactions, for the core to judge.</summary>
    public KeySerial Serial(KeySerialNumber ksn) => new(Device, ksn.Counter, Start.Counter, ksn.IsExhausted);
}
