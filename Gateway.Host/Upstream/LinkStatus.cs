namespace Gateway.Host.Upstream;

/// <summary>One link as operators see it.</summary>
/// <param name="Name">The acquirer's name.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Since">When it came to that state.</param>
/// <param name="Pending">Requests and reversals without an answer.</param>
/// <param name="LastError">Why it was last not up, one sentence; null while it is up.</param>
internal sealed record LinkStatus(string Name, LinkState State, DateTimeOffset Since, int Pending, string? LastError);
