using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>New working keys of a terminal: one copy to store, one to send.</summary>
/// <param name="Pin">The PIN key to store, or <see langword="null"/> when none was issued.</param>
/// <param name="Mac">The MAC key to store.</param>
/// <param name="Track">The track key to store, or <see langword="null"/> when none was issued.</param>
/// <param name="Field62">The same keys under the terminal master key with their check values: 24, 40 or 60 bytes for DE 62.</param>
public sealed record IssuedKeys(WrappedKey? Pin, WrappedKey Mac, WrappedKey? Track, byte[] Field62);
