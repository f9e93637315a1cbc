using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Security.Modules;

/// <summary>
/// A terminal's own view of its working keys, as a device holds them after sign-on. For simulators; the host never uses it.
/// </summary>
/// <remarks>Keys come as the host sent them: no policy is applied, only check values are compared. Safe from any thread.</remarks>
public sealed class TerminalKeys
{
    private readonly KeyEngines? _pin;
    private readonly KeyEngines _mac;
    private readonly KeyEngines? _track;

    private TerminalKeys(KeyEngines? pin, KeyEngines mac, KeyEngines? track)
    {
        _pin = pin;
        _mac = mac;
        _track = track;
    }

    /// <summary>Whether a PIN key was received.</summary>
    public bool HasPinKey => _pin is not null;

    /// <summary>Whether a track key was received.</summary>
    public bool HasTrackKey => _track is not null;

    /// <summary>Decrypts the keys of a sign-on reply and compares their check values.</summary>
    /// <param name="tmk">The terminal master key: 16 or 24 bytes, or 8 in very old devices.</param>
    /// <param name="field62">24, 40 or 60 bytes of DE 62. A single-length MAC key with zeros after it is told by its content.</param>
    /// <returns>The working keys. There is no PIN key when its check value is four zero bytes.</returns>
    /// <exception cref="KeyException">The field has another length, or the check value of the named key does not match.</exception>
    public static TerminalKeys Load(ReadOnlySpan<byte> tmk, ReadOnlySpan<byte> field62)
    {
        var part = field62.Length switch
        {
            2 * WorkingKeyField.SinglePart => WorkingKeyField.SinglePart,
            2 * WorkingKeyField.DoublePart or 3 * WorkingKeyField.DoublePart => WorkingKeyField.DoublePart,
            _ => throw new KeyException("The working keys must be 24, 40 or 60 bytes."),
        };
        var master = KeyEngines.Des(tmk);
        var pinless = !field62[(part - WorkingKeyField.CheckBytes)..part].ContainsAnyExcept((byte)0);
        var pin = pinless ? null : Read(master, field62[..part], "PIN");
        var mac = Read(master, field62.Slice(part, part), "MAC");
        var track = field62.Length > 2 * part ? Read(master, field62[(2 * part)..], "track") : null;
        return new TerminalKeys(pin, mac, track);
    }

    /// <summary>Takes clear working keys, as a bench device or a simulated acquirer holds them.</summary>
    /// <param name="pinKey">16 or 24 bytes, or empty for none.</param>
    /// <param name="macKey">8, 16 or 24 bytes.</param>
    /// <param name="trackKey">16 or 24 bytes, or empty for none.</param>
    /// <returns>The working keys.</returns>
    /// <exception cref="KeyException">A key has another length.</exception>
    public static TerminalKeys FromClear(ReadOnlySpan<byte> pinKey, ReadOnlySpan<byte> macKey, ReadOnlySpan<byte> trackKey)
        => new(
            pinKey.IsEmpty ? null : KeyEngines.Des(pinKey),
            KeyEngines.Des(macKey),
            trackKey.IsEmpty ? null : KeyEngines.Des(trackKey));

    /// <summary>The UnionPay MAC of a message's bytes.</summary>
    /// <param name="data">The bytes to cover.</param>
    /// <returns>8 ASCII characters.</returns>
    public byte[] Mac(ReadOnlySpan<byte> data) => CupEcbMac.Compute(_mac.Encrypting, data);

    /// <summary>The encrypted format 0 PIN block of a PIN just entered.</summary>
    /// <param name="pin">4 to 12 digits.</param>
    /// <param name="pan">The account number, 13 to 19 digits.</param>
    /// <returns>8 bytes for DE 52.</returns>
    /// <exception cref="KeyException">The terminal has no PIN key.</exception>
    /// <exception cref="ArgumentException">PIN or account number has another shape.</exception>
    public byte[] PinBlock(string pin, string pan)
    {
        var key = _pin ?? throw new KeyException("This terminal has no PIN key.");
        var clear = Pins.PinBlock.Encode(Pins.PinBlockFormat.Iso0, pin, pan);
        var block = new byte[clear.Length];
        key.Encrypting.ProcessBlock(clear, block);
        CryptographicOperations.ZeroMemory(clear);
        return block;
    }

    /// <summary>Encrypts track 2 or 3 in UnionPay's way: 16 digits near the end.</summary>
    /// <param name="track">1 to 104 digits with separators, '=' or 'D'.</param>
    /// <returns>The track in hexadecimal characters, 'D' for a separator outside the encrypted part.</returns>
    /// <exception cref="KeyException">The terminal has no track key.</exception>
    /// <exception cref="ArgumentException">The track has another shape.</exception>
    public string EncryptTrack(string track)
        => TrackCipher.Encrypt((_track ?? throw new KeyException("This terminal has no track key.")).Encrypting, track);

    private static KeyEngines Read(KeyEngines master, ReadOnlySpan<byte> part, string name)
    {
        var key = WorkingKeyField.Read(master, part, name);
        var engines = KeyEngines.Des(key);
        CryptographicOperations.ZeroMemory(key);
        return engines;
    }
}
