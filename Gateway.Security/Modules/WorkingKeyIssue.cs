using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>Makes the working keys of one sign-on.</summary>
internal sealed class WorkingKeyIssue(KeyWrapper wrapper, KeyEngines master, string owner)
{
    private const int Single = 8;
    private const int Double = 16;

    internal IssuedKeys Issue(WorkingKeySet set, int macKeyBytes)
    {
        if (macKeyBytes is not (Single or Double))
        {
            throw new ArgumentOutOfRangeException(nameof(macKeyBytes), macKeyBytes, "A MAC key has 8 or 16 bytes.");
        }

        if (master.Algorithm != (set == WorkingKeySet.Sm4 ? KeyAlgorithm.Sm4 : KeyAlgorithm.Tdes))
        {
            throw new KeyException($"The TerminalMaster key of {owner} is for {master.Algorithm}, and working keys of set {set} go under another cipher.");
        }

        return set switch
        {
            WorkingKeySet.SinglePinless => Pinless(),
            WorkingKeySet.Double => DoubleLength(macKeyBytes, withTrack: false),
            WorkingKeySet.DoubleWithTrack => DoubleLength(macKeyBytes, withTrack: true),
            WorkingKeySet.Sm4 => Sm4(),
            _ => throw new ArgumentOutOfRangeException(nameof(set), set, "This is no working key set."),
        };
    }

    // The PIN key's place carries random bytes and a zero check value: a device that insists on a PIN key finds none it could use.
    private IssuedKeys Pinless()
    {
        var field = new byte[2 * WorkingKeyField.SinglePart];
        RandomNumberGenerator.Fill(field.AsSpan(0, Single));
        var mac = New(KeyUsage.TerminalMac, Single, field.AsSpan(WorkingKeyField.SinglePart));
        return new IssuedKeys(Pin: null, mac, Track: null, field);
    }

    private IssuedKeys DoubleLength(int macKeyBytes, bool withTrack)
    {
        const int part = WorkingKeyField.DoublePart;
        var field = new byte[(withTrack ? 3 : 2) * part];
        var pin = New(KeyUsage.TerminalPin, Double, field.AsSpan(0, part));
        var mac = New(KeyUsage.TerminalMac, macKeyBytes, field.AsSpan(part, part));
        var track = withTrack ? New(KeyUsage.TerminalTrack, Double, field.AsSpan(2 * part, part)) : null;
        return new IssuedKeys(pin, mac, track, field);
    }

    private IssuedKeys Sm4()
    {
        const int part = WorkingKeyField.DoublePart;
        var field = new byte[3 * part];
        var pin = New(KeyUsage.TerminalPin, Double, field.AsSpan(0, part));
        var mac = New(KeyUsage.TerminalMac, Double, field.AsSpan(part, part));
        var track = New(KeyUsage.TerminalTrack, Double, field.AsSpan(2 * part, part));
        return new IssuedKeys(pin, mac, track, field);
    }

    private WrappedKey New(KeyUsage usage, int bytes, Span<byte> part)
    {
        var algorithm = master.Algorithm == KeyAlgorithm.Tdes ? BlockCiphers.OfDesLength(bytes) : master.Algorithm;
        Span<byte> key = stackalloc byte[bytes];
        KeyPolicy.Generate(usage, algorithm, key);
        WorkingKeyField.Write(master.Encrypting, algorithm, key, part);
        var wrapped = wrapper.Wrap(usage, algorithm, owner, key);
        CryptographicOperations.ZeroMemory(key);
        return wrapped;
    }
}
