using System.Diagnostics.Metrics;

namespace Gateway.Host.Diagnostics;

/// <summary>What the terminal side counts.</summary>
/// <remarks>Safe from any thread. Tags are words of ours, never values from a message.</remarks>
internal sealed class FrontMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Gateway.Front";

    private readonly Meter _meter = new(MeterName);
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _keepAlives;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _undelivered;
    private readonly Counter<long> _forgotten;
    private readonly Counter<long> _auditsDropped;

    /// <summary>Makes the instruments.</summary>
    public FrontMetrics()
    {
        _connections = _meter.CreateUpDownCounter<long>("gateway_front_connections", description: "Terminal connections open now.");
        _closed = _meter.CreateCounter<long>("gateway_front_connections_closed", description: "Terminal connections closed, by reason.");
        _frames = _meter.CreateCounter<long>("gateway_front_frames", description: "Whole frames received.");
        _keepAlives = _meter.CreateCounter<long>("gateway_front_keep_alives", description: "Frames of length zero.");
        _refused = _meter.CreateCounter<long>("gateway_front_refused_frames", description: "Frames that are no request, by error.");
        _ignored = _meter.CreateCounter<long>("gateway_front_ignored_responses", description: "Responses sent by terminals.");
        _answers = _meter.CreateCounter<long>("gateway_front_answers", description: "Answers written, by response code.");
        _undelivered = _meter.CreateCounter<long>("gateway_front_answers_undelivered", description: "Answers without a connection.");
        _forgotten = _meter.CreateCounter<long>("gateway_front_exchanges_forgotten", description: "Requests that were never answered.");
        _auditsDropped = _meter.CreateCounter<long>("gateway_front_audits_dropped", description: "Audit entries over a peer's rate.");
    }

    /// <summary>The meter, by which a listener tells this instance from another.</summary>
    public Meter Meter => _meter;

    public void ConnectionOpened() => _connections.Add(1);

    public void ConnectionClosed(string reason)
    {
        _connections.Add(-1);
        _closed.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    public void FrameReceived() => _frames.Add(1);

    public void KeepAlives(int count) => _keepAlives.Add(count);

    public void FrameRefused(string error) => _refused.Add(1, new KeyValuePair<string, object?>("error", error));

    public void ResponseIgnored() => _ignored.Add(1);

    public void Answered(string code) => _answers.Add(1, new KeyValuePair<string, object?>("code", code));

    public void AnswerUndelivered() => _undelivered.Add(1);

    public void ExchangesForgotten(int count) => _forgotten.Add(count);

    public void AuditDropped() => _auditsDropped.Add(1);

    /// <summary>Takes the instruments down.</summary>
    public void Dispose() => _meter.Dispose();
}
