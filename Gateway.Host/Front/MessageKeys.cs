using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Host.Front;

/// <summary>The keys one message is under. Its answer is signed with the same, whatever keys the terminal has got meanwhile.</summary>
internal sealed record MessageKeys
{
    /// <summary>For a message nobody signed.</summary>
    public static MessageKeys None { get; } = new();

    /// <summary>What it is signed with; null when there is no key.</summary>
    public MacKey? Mac { get; private init; }

    /// <summary>What its PIN block is under; null when there is no key.</summary>
    public PinKey? Pin { get; private init; }

    /// <summary>What its tracks are under; null when there is no key.</summary>
    public WrappedKey? Track { get; private init; }

    /// <summary>Which of its keys a DUKPT device used; null for any other terminal.</summary>
    public KeySerial? Serial { get; private init; }

    /// <summary>The keys a message may be under, the newest first.</summary>
    /// <param name="terminal">Who sent it.</param>
    /// <param name="ksn">The key serial number it carries, one the device can have; null when it carries none.</param>
    /// <param name="now">This instant: keys that were replaced are taken for a while.</param>
    public static IEnumerable<MessageKeys> Of(TerminalEntry terminal, KeySerialNumber? ksn, DateTimeOffset now) => (ksn, terminal.Dukpt) switch
    {
        ({ } serial, { } device) => device.IsTaken(now) && device.Key.Block.Length > 0 ? [Of(device, serial)] : [],
        _ => terminal.KeysTaken(now).Select(keys => Of(keys, terminal.Id)),
    };

    private static MessageKeys Of(KeySet keys, string terminal) => new()
    {
        Mac = keys.Mac(terminal),
        Pin = keys.Pin(terminal),
        Track = keys.Of(KeyUsage.TerminalTrack, terminal),
    };

    private static MessageKeys Of(DukptEnrolment device, KeySerialNumber ksn) => new()
    {
        Mac = new MacKey(device.Source, KeySet.TdesMac, ksn),
        Pin = new PinKey(device.Source, PinBlockFormat.Iso0, ksn),
        Serial = device.Serial(ksn),
    };
}
