using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Estate;

/// <summary>All that is known of one terminal at an instant: immutable, replaced whole when anything changes.</summary>
internal sealed record TerminalEntry
{
    /// <summary>Terminal id, DE 41.</summary>
    public required string Id { get; init; }

    /// <summary>Merchant it is registered for.</summary>
    public required MerchantEntry Merchant { get; init; }

    /// <summary>Device model; empty when unknown.</summary>
    public string Model { get; init; } = "";

    /// <summary>Device serial number; empty when unknown.</summary>
    public string Serial { get; init; } = "";

    /// <summary>Whether its key profile has a PIN key.</summary>
    public required bool WithPin { get; init; }

    /// <summary>Terminal master key; null until one is loaded.</summary>
    public KeptKey? MasterKey { get; init; }

    /// <summary>Working keys of the last sign-on.</summary>
    public KeySet WorkingKeys { get; init; } = KeySet.None;

    /// <summary>Working keys of the sign-on before it, for what was on its way when they changed.</summary>
    public KeySet Superseded { get; init; } = KeySet.None;

    /// <summary>The DUKPT device this terminal is; null when it has working keys of a sign-on instead.</summary>
    public DukptEnrolment? Dukpt { get; init; }

    /// <summary>Whether it is a DUKPT device now, and not one whose keys were replaced.</summary>
    public bool IsDukpt => Dukpt is { Until: null };

    /// <summary>Version of the working keys; 0 before the first sign-on.</summary>
    public int KeyVersion => WorkingKeys.Version;

    /// <summary>The key sets a message may be under, the newest first.</summary>
    public IEnumerable<KeySet> KeysTaken(DateTimeOffset now)
        => Superseded.MacKcv is not null && Superseded.IsTaken(now) ? [WorkingKeys, Superseded] : [WorkingKeys];

    /// <summary>Whether its keys were destroyed and no master key was loaded since: keys that were on their way do not come into force.</summary>
    public bool IsDestroyed { get; init; }

    /// <summary>What its own and its merchant's holds allow.</summary>
    public Standing Standing { get; init; } = Standing.Clear;
}

/// <summary>All that is known of one merchant at an instant.</summary>
/// <param name="Id">Merchant id, DE 42.</param>
/// <param name="Name">Name on receipts.</param>
/// <param name="Mcc">Merchant category code; empty when unknown.</param>
internal sealed record MerchantEntry(string Id, string Name, string Mcc);

/// <summary>Who is registered and who is held, read at the moment of decision. Safe from any thread, never waits.</summary>
internal interface IEstateDirectory
{
    /// <summary>A terminal by its id; null when it is not registered.</summary>
    TerminalEntry? Terminal(string id);
}
