namespace Gateway.Security.Dukpt;

/// <summary>What a host thinks of the KSN of a request; the first that applies, in this order.</summary>
public enum DukptVerdict
{
    /// <summary>Not a KSN of the scheme that the device was registered for.</summary>
    WrongForm,

    /// <summary>Another base key or another device than the one registered here: its keys would not fit.</summary>
    WrongInitialKey,

    /// <summary>The counter says that the device has not begun yet; no transaction has this key.</summary>
    CounterZero,

    /// <summary>The counter has more one-bits than any that a device uses.</summary>
    TooManyBits,

    /// <summary>The very KSN accepted last: the same message again, or something else under a used key. The host knows which.</summary>
    Repeated,

    /// <summary>A counter below one that was accepted already.</summary>
    Replayed,

    /// <summary>The device's last key: nothing speaks against this message, and none can follow without a new initial key.</summary>
    Exhausted,

    /// <summary>A later transaction than the last.</summary>
    Accepted,
}
