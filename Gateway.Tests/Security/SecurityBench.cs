using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

/// <summary>A module with a random local master key, and the shortest way to put known keys into it.</summary>
internal sealed class SecurityBench : IDisposable
{
    internal const string Terminal = "T0000001";
    internal const string Acquirer = "acquirer";
    internal const string Pan = "6212345678901234567";

    // Arbitrary, and used nowhere else.
    internal const string MasterKey = "3B8F5D1C92E6A7406EC11A5B0DF42F97";
    internal const string PinKey = "5B19C8D32F6E8AE6A1B0254C7F9D3E68";
    internal const string MacKey = "9E2A4FD0137CB5863D8054EA6B1F91C7";
    internal const string TrackKey = "C74A1629FE5BD083497F3B10A8E5622C";
    internal const string ZoneKey = "26AD5E8937F4C10BB36498EF5D027AC1";

    internal static readonly KeyUsage[] UsagesButMac = [.. Enum.GetValues<KeyUsage>().Where(usage => usage is not (KeyUsage.TerminalMac or KeyUsage.ZoneMac))];

    private readonly LocalMasterKey _master = LocalMasterKey.Generate();

    internal SecurityBench(int keysKept = SoftwareSecurityModule.DefaultKeysKept)
        => Module = new SoftwareSecurityModule(_master, allowTestKeys: true, keysKept);

    internal SoftwareSecurityModule Module { get; }

    internal SoftwareSecurityModule Restarted() => new(_master, allowTestKeys: false);

    internal async Task<WrappedKey> Import(KeyUsage usage, string hex, string owner = Terminal)
        => await Module.ImportComponents(usage, owner, [hex], expectedKcv: null, CancellationToken.None);

    internal static string Kcv(string hex) => KeyCheckValue.Compute(Convert.FromHexString(hex));

    /// <summary>Triple DES by the platform, independent of the code under test.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "PIN blocks are encrypted so.")]
    internal static byte[] Encrypt(string hexKey, ReadOnlySpan<byte> data)
    {
        var key = Convert.FromHexString(hexKey);
        using var cipher = TripleDES.Create();
        cipher.Key = key.Length == 16 ? [.. key, .. key.AsSpan(0, 8)] : key;
        return cipher.EncryptEcb(data, PaddingMode.None);
    }

    public void Dispose()
    {
        Module.Dispose();
        _master.Dispose();
    }
}
