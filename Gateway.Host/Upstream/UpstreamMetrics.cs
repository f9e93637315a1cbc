using System.Diagnostics.Metrics;

namespace Gateway.Host.Upstream;

/// <summary>What the acquirer side counts. Every instrument has the tag <c>acquirer</c>.</summary>
internal sealed class UpstreamMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Gateway.Upstream";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _sent;
    private readonly Counter<long> _unsent;
    private readonly Counter<long> _answered;
    private readonly Counter<long> _late;
    private readonly Counter<long> _unmatched;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _unproven;
    private readonly Counter<long> _keyChanges;
    private readonly Counter<long> _reconnects;

    /// <summary>Makes the instruments.</summary>
    /// <param name="links">The links whose state is shown when somebody looks.</param>
    public UpstreamMetrics(Func<IEnumerable<LinkStatus>> links)
    {
        _sent = _meter.CreateCounter<long>("gateway_upstream_sent", description: "Requests and reversals handed to a link, by type.");
        _unsent = _meter.CreateCounter<long>("gateway_upstream_unsent", description: "Requests refused before one byte was written.");
        _answered = _meter.CreateCounter<long>("gateway_upstream_answered", description: "Answers that found their message, by type.");
        _late = _meter.CreateCounter<long>("gateway_upstream_late", description: "Answers that found their message after its time.");
        _unmatched = _meter.CreateCounter<long>("gateway_upstream_unmatched", description: "Messages that answer nothing.");
        _duplicates = _meter.CreateCounter<long>("gateway_upstream_duplicates", description: "Answers to what was answered before.");
        _unreadable = _meter.CreateCounter<long>("gateway_upstream_unreadable", description: "Frames and messages that closed a link.");
        _unproven = _meter.CreateCounter<long>("gateway_upstream_unproven", description: "Answers dropped because their MAC was wrong or missing.");
        _keyChanges = _meter.CreateCounter<long>("gateway_upstream_key_changes", description: "Keys that acquirers sent, by the response code they were answered with.");
        _reconnects = _meter.CreateCounter<long>("gateway_upstream_reconnects", description: "Tries to open a link again.");
        _meter.CreateObservableGauge(
            "gateway_upstream_state",
            () => links().Select(link => new Measurement<int>((int)link.State, Tag(link.Name))),
            description: "0 down, 1 connecting, 2 signing on, 3 up.");
        _meter.CreateObservableGauge(
            "gateway_upstream_pending",
            () => links().Select(link => new Measurement<int>(link.Pending, Tag(link.Name))),
            description: "Requests and reversals without an answer.");
    }

    /// <summary>A message was handed to a link.</summary>
    public void Sent(string acquirer, string type) => _sent.Add(1, Tag(acquirer), Type(type));

    /// <summary>A request was refused unsent.</summary>
    public void Unsent(string acquirer) => _unsent.Add(1, Tag(acquirer));

    /// <summary>An answer found its message.</summary>
    public void Answered(string acquirer, string type) => _answered.Add(1, Tag(acquirer), Type(type));

    /// <summary>It found it late.</summary>
    public void Late(string acquirer) => _late.Add(1, Tag(acquirer));

    /// <summary>A message answers nothing.</summary>
    public void Unmatched(string acquirer) => _unmatched.Add(1, Tag(acquirer));

    /// <summary>A message was answered again.</summary>
    public void Duplicate(string acquirer) => _duplicates.Add(1, Tag(acquirer));

    /// <summary>A frame or message was unreadable.</summary>
    public void Unreadable(string acquirer) => _unreadable.Add(1, Tag(acquirer));

    /// <summary>An answer was dropped for its MAC.</summary>
    public void Unproven(string acquirer) => _unproven.Add(1, Tag(acquirer));

    /// <summary>A key change was answered.</summary>
    public void KeyChange(string acquirer, string code) => _keyChanges.Add(1, Tag(acquirer), new("code", code));

    /// <summary>A link is tried again.</summary>
    public void Reconnect(string acquirer) => _reconnects.Add(1, Tag(acquirer));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string acquirer) => new("acquirer", acquirer);

    private static KeyValuePair<string, object?> Type(string type) => new("type", type);
}
