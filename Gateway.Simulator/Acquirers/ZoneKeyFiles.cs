using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Simulator.Commands;

namespace Gateway.Simulator.Acquirers;

/// <summary>The zone keys that an acquirer is started with, from their files.</summary>
internal static class ZoneKeyFiles
{
    private const int MacBytes = 8;

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">A file has no key, or one needs another.</exception>
    internal static (ZoneKey? Pin, DeskKeys Desk) Read(
        string? pinFile, KeyAlgorithm pinCipher, string? masterFile, string? macFile, string? profile, TimeSpan grace)
    {
        if (macFile is null != profile is null)
        {
            throw new UsageException("--mac and --zone-mac-key-file need one another.");
        }

        var pin = Key(pinFile, grace, pinCipher);
        var mac = Key(macFile, grace, KeyAlgorithm.Tdes) is { } key ? new ZoneMac(Profile(profile!), key) : null;
        return (pin, new DeskKeys(mac, masterFile is null ? null : new KeyChanges(KeyFile.Read(masterFile, pin?.Cipher ?? KeyAlgorithm.Tdes), pin, mac?.Key, TimeProvider.System)));
    }

    private static ZoneKey? Key(string? file, TimeSpan grace, KeyAlgorithm cipher)
        => file is null ? null : new ZoneKey(KeyFile.Read(file, cipher), grace, TimeProvider.System, cipher);

    private static MacProfile Profile(string name)
    {
        if (MacProfiles.Names.Contains(name) && MacProfiles.Named(name) is { KeyAlgorithm: KeyAlgorithm.Tdes } profile && profile.SentBytes <= MacBytes)
        {
            return profile;
        }

        var known = MacProfiles.Names.Where(known => MacProfiles.Named(known) is { KeyAlgorithm: KeyAlgorithm.Tdes, SentBytes: <= MacBytes });
        throw new UsageException($"--mac {name} is not understood: {string.Join(", ", known)} are expected.");
    }
}
