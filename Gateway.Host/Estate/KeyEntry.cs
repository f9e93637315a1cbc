using Gateway.Host.Core.Switching;

namespace Gateway.Host.Estate;

/// <summary>A key that was loaded: whose, which, when, by whom and how.</summary>
/// <param name="Owner">Terminal id, acquirer name, or the name of a key of the gateway's own.</param>
/// <param name="Key">The key as records keep it.</param>
/// <param name="LoadedAt">When it was taken in.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="How">components, import, generated, exchange or configuration.</param>
internal sealed record KeyEntry(string Owner, KeptKey Key, DateTimeOffset LoadedAt, string By, string How);
