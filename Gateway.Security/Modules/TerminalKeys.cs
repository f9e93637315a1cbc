using System.Security.Cryptography;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Security.Modules;

/// <summary>
/// A terminal's own view of its working keys, as a device holds them after sign-on or for one DUKPT transaction. For simulators; the
/// host never uses it.
/// </summary>
/// <remarks>Keys come as the host sent them: no policy is applied, only check values are compared. Safe from any thread.</remarks>
public sealed class TerminalKeys
{
    private static readonly MacProfile _tdesMac = MacProfiles.Named("unionpay-ecb");
    private static readonly MacProfile _sm4Mac = MacProfiles.Named("unionpay-ecb-sm4");

    private readonly KeyEngines? _pin;
    private readonly MacEngine _mac;
    private readonly MacEngine _replyMac;
    private readonly KeyEngines? _track;

    private TerminalKeys(KeyEngines? pin, MacEngine mac, MacEngine replyMac, KeyEngines? track)
    {
        _pin = pin;
        _mac = mac;
        _replyMac = replyMac;
        _track = track;
    }

    /// <summary>Whether a PIN key was received.</summary>
    public bool HasPinKey => _pin is not null;

    /// <summary>Whether a track key was received.</summary>
    public bool HasTrackKey => _track is not null;

    /// <summary>Whether the keys are for SM4: PIN blocks have 16 bytes then.</summary>
    public bool IsSm4 => _pin?.Algorithm == KeyAlgorithm.Sm4;

    /// <summary>The key serial number of the transaction; default for keys of a sign-on.</summary>
    public KeySerialNumber Ksn { get; private init; }

    /// <summary>Decrypts the keys of a sign-on reply and compares their check values.</summary>
    /// <param name="tmk">The terminal master key: 16 or 24 bytes, or 8 in very old devices; 16 for SM4.</param>
    /// <param name="field62">24, 40 or 60 bytes of DE 62. A single-length MAC key with zeros after it is told by its content.</param>
    /// <param name="algorithm"><see cref="KeyAlgorithm.Sm4"/> for a terminal whose keys are for SM4.</param>
    /// <returns>The working keys. There is no PIN key when its check value is four zero bytes.</returns>
    /// <exception cref="KeyException">The field has another length, or the check value of the named key does not match.</exception>
    public static TerminalKeys Load(ReadOnlySpan<byte> tmk, ReadOnlySpan<byte> field62, KeyAlgorithm algorithm = KeyAlgorithm.Tdes)
    {
        var part = field62.Length switch
        {
            2 * WorkingKeyField.SinglePart => WorkingKeyField.SinglePart,
            2 * WorkingKeyField.DoublePart or 3 * WorkingKeyField.DoublePart => WorkingKeyField.DoublePart,
            _ => throw new KeyException("The working keys must be 24, 40 or 60 bytes."),
        };
        var master = algorithm == KeyAlgorithm.Sm4 ? new KeyEngines(algorithm, tmk) : KeyEngines.Des(tmk);
        var pinless = !field62[(part - WorkingKeyField.CheckBytes)..part].ContainsAnyExcept((byte)0);
        var pin = pinless ? null : Read(master, field62[..part], "PIN", Cipher);
        var mac = Read(master, field62.Slice(part, part), "MAC", MacOf);
        var track = field62.Length > 2 * part ? Read(master, field62[(2 * part)..], "track", Cipher) : null;
        return new TerminalKeys(pin, mac, mac, track);
    }

    /// <summary>Takes clear working keys, as a bench device or a simulated acquirer holds them.</summary>
    /// <param name="pinKey">16 or 24 bytes, or empty for none.</param>
    /// <param name="macKey">8, 16 or 24 bytes.</param>
    /// <param name="trackKey">16 or 24 bytes, or empty for none.</param>
    /// <returns>The working keys.</returns>
    /// <exception cref="KeyException">A key has another length.</exception>
    public static TerminalKeys FromClear(ReadOnlySpan<byte> pinKey, ReadOnlySpan<byte> macKey, ReadOnlySpan<byte> trackKey)
    {
        var mac = MacOf(KeyAlgorithm.Tdes, macKey);
        return new TerminalKeys(
            pinKey.IsEmpty ? null : KeyEngines.Des(pinKey), mac, mac, trackKey.IsEmpty ? null : KeyEngines.Des(trackKey));
    }

    /// <summary>The keys of one DUKPT transaction, as the device derives them: triple DES keys, whatever the scheme.</summary>
    /// <param name="initialKey">The device's initial key: 16 bytes; 16, 24 or 32 for AES DUKPT.</param>
    /// <param name="ksn">The key serial number of the transaction.</param>
    /// <returns>PIN and MAC keys; there is no track key.</returns>
    /// <exception cref="KeyException">The key has another length, or no transaction has this key serial number.</exception>
    public static TerminalKeys ForTransaction(ReadOnlySpan<byte> initialKey, KeySerialNumber ksn) => new(
        DukptEngines.Pin(initialKey, isBase: false, ksn, Pins.PinBlockFormat.Iso0),
        DukptEngines.Mac(initialKey, isBase: false, ksn, _tdesMac, isResponse: false),
        DukptEngines.Mac(initialKey, isBase: false, ksn, _tdesMac, isResponse: true),
        track: null)
    {
        Ksn = ksn,
    };

    /// <summary>The UnionPay MAC of a message's bytes.</summary>
    /// <param name="data">The bytes to cover.</param>
    /// <returns>8 ASCII characters.</returns>
    public byte[] Mac(ReadOnlySpan<byte> data) => Compute(_mac, data);

    /// <summary>The UnionPay MAC that a reply must carry: with DUKPT it is under a key of its own.</summary>
    /// <param name="data">The bytes to cover.</param>
    /// <returns>8 ASCII characters.</returns>
    public byte[] ReplyMac(ReadOnlySpan<byte> data) => Compute(_replyMac, data);

    /// <summary>The encrypted PIN block of a PIN just entered: format 0, or its long form for SM4.</summary>
    /// <param name="pin">4 to 12 digits.</param>
    /// <param name="pan">The account number, 13 to 19 digits.</param>
    /// <returns>8 bytes for DE 52; 16 for SM4.</returns>
    /// <exception cref="KeyException">The terminal has no PIN key.</exception>
    /// <exception cref="ArgumentException">PIN or account number has another shape.</exception>
    public byte[] PinBlock(string pin, string pan)
    {
        var key = _pin ?? throw new KeyException("This terminal has no PIN key.");
        var clear = Pins.PinBlock.Encode(IsSm4 ? Pins.PinBlockFormat.UnionPaySm4 : Pins.PinBlockFormat.Iso0, pin, pan);
        var block = new byte[clear.Length];
        key.Encrypting.ProcessBlock(clear, block);
        CryptographicOperations.ZeroMemory(clear);
        return block;
    }

    /// <summary>Encrypts track 2 or 3 in UnionPay's way: the digits of one block near the end.</summary>
    /// <param name="track">1 to 104 digits with separators, '=' or 'D'.</param>
    /// <returns>The track in hexadecimal characters, 'D' for a separator outside the encrypted part.</returns>
    /// <exception cref="KeyException">The terminal has no track key.</exception>
    /// <exception cref="ArgumentException">The track has another shape.</exception>
    public string EncryptTrack(string track)
        => TrackCipher.Encrypt((_track ?? throw new KeyException("This terminal has no track key.")).Encrypting, track);

    private static byte[] Compute(MacEngine engine, ReadOnlySpan<byte> data)
    {
        var code = new byte[CupEcbMac.Bytes];
        engine.Compute(data, code);
        return code;
    }

    private static KeyEngines Cipher(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
        => algorithm == KeyAlgorithm.Sm4 ? new KeyEngines(algorithm, key) : KeyEngines.Des(key);

    private static MacEngine MacOf(KeyAlgorithm algorithm, ReadOnlySpan<byte> key) => new(algorithm == KeyAlgorithm.Sm4 ? _sm4Mac : _tdesMac, key);

    private static T Read<T>(KeyEngines master, ReadOnlySpan<byte> part, string name, Func<KeyAlgorithm, ReadOnlySpan<byte>, T> make)
    {
        var key = WorkingKeyField.Read(master, part, name);
        try
        {
            return make(master.Algorithm, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
