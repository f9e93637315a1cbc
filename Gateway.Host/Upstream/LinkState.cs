namespace Gateway.Host.Upstream;

/// <summary>How far a link to an acquirer has come.</summary>
internal enum LinkState
{
    /// <summary>No connection; the next try waits.</summary>
    Down,

    /// <summary>A connection is being opened.</summary>
    Connecting,

    /// <summary>Connected; the sign-on is not answered yet.</summary>
    SigningOn,

    /// <summary>Signed on: requests may be sent.</summary>
    Up,
}
