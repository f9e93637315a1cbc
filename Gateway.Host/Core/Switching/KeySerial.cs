namespace Gateway.Host.Core.Switching;

/// <summary>Which of its keys a DUKPT device used for a message whose MAC is right under that key.</summary>
/// <param name="Device">The device as it was last loaded with a key; opaque here.</param>
/// <param name="Counter">The transaction counter.</param>
/// <param name="Floor">Counters up to this one were used before the terminal was enrolled.</param>
/// <param name="IsLast">Whether the device has no key after this one.</param>
internal readonly record struct KeySerial(string Device, long Counter, long Floor, bool IsLast);
