using Gateway.Host.Configuration;
using Gateway.Host.Core.Switching;
using Gateway.Host.Upstream;
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
        Port = new UpstreamPort([change?.Invoke(options) ?? options], lastStan: 41, answerTimeout: TimeSpan.FromSeconds(20), _security.Module, Time, Log);
        _started = start;
        if (start)
        {
            Port.Start(Lanes);
        }
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 20, 15, 30, TimeSpan.Zero));

    internal string Name { get; }

    internal ScriptedAcquirer Acquirer { get; }

    internal RecordingLanes Lanes { get; } = new();

    internal CapturingLogger Log { get; } = new();

    internal CountingMeters Meters { get; }

    internal UpstreamPort Port { get; }

    internal LinkStatus Link => Port.Links[0];

    internal ValueTask<byte[]> Seal(TraceKey trace) => _security.Module.SealCard(Pan, trace.ToString(), CancellationToken.None);

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
        _security.Dispose();
    }
}
