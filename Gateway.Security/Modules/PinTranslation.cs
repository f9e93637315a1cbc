using Gateway.Security.Pins;

namespace Gateway.Security.Modules;

/// <summary>A PIN block under another key, or why there is none.</summary>
/// <param name="Block">The translated block, 8 or 16 bytes as its format has; <see langword="null"/> when there is a fault.</param>
/// <param name="Fault"><see cref="PinFault.None"/> when the block was translated.</param>
public readonly record struct PinTranslation(byte[]? Block, PinFault Fault);
