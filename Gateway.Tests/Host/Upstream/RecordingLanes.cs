using System.Threading.Channels;
using Gateway.Host.Core.Switching;
using Gateway.Host.Lanes;

namespace Gateway.Tests.Host.Upstream;

/// <summary>Lanes that only keep what they are told.</summary>
internal sealed class RecordingLanes : ILanes
{
    private readonly Channel<SwitchEvent> _events = Channel.CreateUnbounded<SwitchEvent>();
    private int _ups;

    internal int Ups => Volatile.Read(ref _ups);

    internal bool HeardNothing => !_events.Reader.TryPeek(out _);

    public ValueTask Post(SwitchEvent happened)
    {
        _events.Writer.TryWrite(happened);
        return ValueTask.CompletedTask;
    }

    public ValueTask AcquirerUp(string acquirer)
    {
        Interlocked.Increment(ref _ups);
        return ValueTask.CompletedTask;
    }

    internal async Task<T> Next<T>()
        where T : SwitchEvent
    {
        var happened = await _events.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
        Assert.That(happened, Is.InstanceOf<T>());
        return (T)happened;
    }
}
