using System.Security.Cryptography;
using System.Text;
using Gateway.Host.Configuration;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Upstream;
using Gateway.Security.Keys;
using Gateway.Tests.Host.Lanes;
using Gateway.Tests.Security;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Upstream;

/// <summary>A port with one acquirer on a socket, a clock that stands, and ears on everything that comes out.</summary>
internal sealed class UpstreamBench : IAsyncDisposable
{
    internal const string Terminal = "T0000001";
    internal const string Merchant = "898100012340001";
    internal const string Pan = SecurityBench.Pan;
    internal const string Track = Pan + "=30121010000000001";
    internal const string Pin = "5A0F9C3377E1B2D4";

    private static int _benches;

    private readonly SecurityBench _security = new();
    private readonly EstateTurn _turn;
    private readonly bool _started;

    internal UpstreamBench(
        Func<AcquirerOptions, AcquirerOptions>? change = null,
        bool start = true,
        bool small = false,
        Action<ScriptedAcquirer>? script = null)
    {
        Acquirer = new ScriptedAcquirer(small);
        script?.Invoke(Acquirer);
        Name = $"acquirer-{Interlocked.Increment(ref _benches)}";
        var options = new AcquirerOptions { Name = Name, Port = Acquirer.Port };
        Meters = new CountingMeters(Name);
        Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("estate", TimeSpan.FromHours(8), "estate", "estate"));
        Journal.IsQuick = true;
        _turn = new EstateTurn(Estate, Journal, () => Task.CompletedTask);
        Keys = new KeyCommands(_turn, Estate, _security.Module, Journal.Audit, Time);
        Port = new UpstreamPort(
            [change?.Invoke(options) ?? options], lastStan: 41, new TimerOptions(), _security.Module, new LinkKeys(Estate, Keys, _security.Module), Time, Log);
        _started = start;
        if (start)
        {
            Port.Start(Lanes);
        }
    }

    internal EstateState Estate { get; } = new(TimeSpan.FromMinutes(2));

    internal ScriptedJournal Journal { get; } = new();

    internal KeyCommands Keys { get; }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 20, 15, 30, TimeSpan.Zero));

    internal string Name { get; }

    internal ScriptedAcquirer Acquirer { get; }

    internal RecordingLanes Lanes { get; } = new();

    internal CapturingLogger Log { get; } = new();

    internal CountingMeters Meters { get; }

    internal UpstreamPort Port { get; }

    internal LinkStatus Link => Port.Links[0];

    internal ValueTask<byte[]> Seal(TraceKey trace) => _security.Module.SealCard(Pan, trace.ToString(), CancellationToken.None);

    /// <summary>Loads a key of the acquirer's, as two persons would.</summary>
    internal async Task Load(KeyUsage usage, byte[] key)
    {
        var mask = RandomNumberGenerator.GetBytes(key.Length);
        var rest = key.Zip(mask, (one, other) => (byte)(one ^ other)).ToArray();
        var components = new List<WrappedKey>();
        foreach (var part in (byte[][])[mask, rest])
        {
            components.Add(await _security.Module.TakeComponent(Name, KeyAlgorithm.Tdes, Encoding.ASCII.GetBytes(Convert.ToHexString(part)), null, CancellationToken.None));
        }

        Assert.That((await Keys.Combine(usage, components, null, "two persons")).Outcome, Is.EqualTo(CommandOutcome.Done));
    }

    /// <summary>Check value of a key of the acquirer's that is in force; null when there is none.</summary>
    internal string? Kcv(KeyUsage usage) => Estate.Key(Name, usage)?.Key.Kcv;

    /// <summary>Waits for the connection and the sign-on.</summary>
    internal async Task<AcquirerSide> Up()
    {
        var side = await Acquirer.Next();
        await Patience.Until(() => Link.State == LinkState.Up && Lanes.Ups == Acquirer.Accepted);
        return side;
    }

    /// <summary>Lets seconds pass until something is so.</summary>
    internal Task Passing(Func<bool> condition) => Patience.Until(condition, () => Time.Advance(TimeSpan.FromSeconds(1)));

    /// <summary>Sends a sale and gives back its trace.</summary>
    internal TraceKey Sell(int stan, long amount = 12_500, UpstreamNumbers? numbers = null, CardData? card = null)
    {
        var request = Requests.Sale(stan, amount, card);
        Port.Send(new SendRequest(request, null, Name, numbers ?? Port.Reserve()));
        return request.Key;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            Acquirer.Manages = _ => "00";
            var stopping = Port.DisposeAsync().AsTask();
            await Passing(() => stopping.IsCompleted);
        }

        await Port.DisposeAsync();
        await Acquirer.DisposeAsync();
        Meters.Dispose();
        _turn.Dispose();
        _security.Dispose();
    }
}
