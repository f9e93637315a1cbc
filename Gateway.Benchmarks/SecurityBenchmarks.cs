using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Gateway.Benchmarks;

/// <summary>What one message costs the security module, beside the platform's and BouncyCastle's own ways in the same run.</summary>
[MemoryDiagnoser]
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "It is the yardstick.")]
[SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It is the yardstick.")]
public class SecurityBenchmarks : IDisposable
{
    private const string Pan = "6212345678901234567";

    private readonly LocalMasterKey _master = LocalMasterKey.Generate();
    private readonly byte[] _data = RandomNumberGenerator.GetBytes(200);
    private readonly byte[] _mac = new byte[8];
    private readonly byte[] _retailMac = new byte[8];
    private readonly byte[] _cmac = new byte[16];
    private readonly byte[] _block = new byte[8];
    private readonly byte[] _target = new byte[8];
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _transactionKey = new byte[16];
    private SoftwareSecurityModule _module = null!;
    private MacKey _unionPay;
    private MacKey _retail;
    private MacKey _aes;
    private PinKey _terminalPin;
    private PinKey _zonePin;
    private PinKey _dukptPin;
    private TripleDES _platform = null!;
    private ISO9797Alg3Mac _bouncyRetail = null!;
    private KeySerialNumber _ksn;

    [GlobalSetup]
    public async Task Setup()
    {
        _module = new SoftwareSecurityModule(_master, allowTestKeys: false);
        _unionPay = new MacKey(await Make(KeyUsage.TerminalMac, KeyAlgorithm.Tdes), MacProfiles.Named("unionpay-ecb"));
        _retail = new MacKey(await Make(KeyUsage.ZoneMac, KeyAlgorithm.Tdes), MacProfiles.Named("x9.19"));
        _aes = new MacKey(await Make(KeyUsage.ZoneMac, KeyAlgorithm.Aes), MacProfiles.Named("aes-cmac"));
        _terminalPin = new PinKey(await Make(KeyUsage.TerminalPin, KeyAlgorithm.Tdes), PinBlockFormat.Iso0);
        _zonePin = new PinKey(await Make(KeyUsage.ZonePin, KeyAlgorithm.Tdes), PinBlockFormat.Iso0);

        // Ten one-bits: the dearest counter there is.
        _ksn = KeySerialNumber.Parse("FFFF9876543210FFF800");
        _dukptPin = new PinKey(await Make(KeyUsage.TerminalBaseDerivation, KeyAlgorithm.Tdes), PinBlockFormat.Iso0, _ksn);
        await _module.GenerateMac(_unionPay, _data, _mac, default);
        await _module.GenerateMac(_retail, _data, _retailMac, default);
        await _module.GenerateMac(_aes, _data, _cmac, default);
        _platform = TripleDES.Create();
        _platform.Key = [.. _key, .. _key.AsSpan(0, 8)];
        _bouncyRetail = new ISO9797Alg3Mac(new DesEngine());
        _bouncyRetail.Init(new KeyParameter(_key));
    }

    /// <summary>The yardstick: one block with the platform's triple DES, as it is mostly used.</summary>
    [Benchmark(Baseline = true)]
    public int PlatformOneBlock() => _platform.EncryptEcb(_block, _target, PaddingMode.None);

    [Benchmark]
    public int BouncyOneBlockWithNewEngine()
    {
        var engine = new DesEdeEngine();
        engine.Init(true, new KeyParameter(_key));
        return engine.ProcessBlock(_block, _target);
    }

    [Benchmark]
    public bool VerifyUnionPayMac() => Done(_module.VerifyMac(_unionPay, _data, _mac, default));

    [Benchmark]
    public bool VerifyRetailMac() => Done(_module.VerifyMac(_retail, _data, _retailMac, default));

    [Benchmark]
    public int BouncyRetailMac()
    {
        _bouncyRetail.BlockUpdate(_data, 0, _data.Length);
        return _bouncyRetail.DoFinal(_retailMac.AsSpan());
    }

    [Benchmark]
    public bool VerifyAesCmac() => Done(_module.VerifyMac(_aes, _data, _cmac, default));

    [Benchmark]
    public PinFault TranslatePin() => Done(_module.TranslatePin(_terminalPin, _zonePin, Pan, _block, _target, default));

    [Benchmark]
    public PinFault TranslateDukptPinAtTheWorstCounter() => Done(_module.TranslatePin(_dukptPin, _zonePin, Pan, _block, _target, default));

    [Benchmark]
    public byte DukptTransactionKeyAtTheWorstCounter()
    {
        TdesDukpt.TransactionKey(_key, _ksn, _transactionKey);
        return _transactionKey[0];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _module?.Dispose();
        _platform?.Dispose();
        _master.Dispose();
        GC.SuppressFinalize(this);
    }

    // The software module answers at once.
    private static T Done<T>(ValueTask<T> answer) => answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("The module made somebody wait.");

    private ValueTask<WrappedKey> Make(KeyUsage usage, KeyAlgorithm algorithm) => _module.GenerateKey(usage, algorithm, 16, "bench", default);
}
