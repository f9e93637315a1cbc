using Gateway.Host.Configuration;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Host.Estate;
using Gateway.Host.Lanes;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Elements;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Upstream;

/// <summary>The acquirer side: all links, and the two ways to use them. Safe from any thread.</summary>
/// <remarks>
/// One rule about money: <see cref="RequestNotSent"/> is said only when not one byte was handed to a connection. From then on
/// nothing here decides; a request without an answer is the core's to give up and take back.
/// </remarks>
internal sealed class UpstreamPort : IUpstreamPort, IAsyncDisposable
{
    private readonly Dictionary<string, AcquirerLink> _links;
    private readonly UpstreamNumbering _numbering;
    private readonly UpstreamMail _mail;
    private readonly UpstreamMetrics _metrics;
    private readonly RequestSender _requests;
    private readonly ReversalSender _reversals;
    private readonly LinkKeys _keys;
    private readonly DialectCatalog _dialects;
    private readonly TimerOptions _timers;
    private readonly TimeSpan _answerTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _stopped;

    /// <summary>Makes the port; no link is opened before <see cref="Start"/>.</summary>
    /// <param name="acquirers">The acquirers, checked, names unique.</param>
    /// <param name="lastStan">The STAN used last towards an acquirer, 0 when none was.</param>
    /// <param name="timers">How long a request may wait before it is sent, and for its answer.</param>
    /// <param name="security">Opens the card numbers that reversals need.</param>
    /// <param name="keys">The keys shared with the acquirers.</param>
    /// <param name="time">The clock; its local zone is the estate's.</param>
    /// <param name="logger">The log.</param>
    /// <param name="dialects">The dialects that the acquirers' options name; the embedded ones unless told otherwise.</param>
    public UpstreamPort(
        IReadOnlyList<AcquirerOptions> acquirers, int lastStan, TimerOptions timers, ISecurityModule security, LinkKeys keys, TimeProvider time, ILogger logger,
        DialectCatalog? dialects = null)
    {
        _dialects = dialects ?? DialectCatalog.Embedded;
        _timers = timers;
        _answerTimeout = TimeSpan.FromMilliseconds(timers.AnswerMilliseconds);
        _time = time;
        _keys = keys;
        _logger = logger;
        _numbering = new UpstreamNumbering(lastStan, time);
        _mail = new UpstreamMail(logger);
        _metrics = new UpstreamMetrics(() => Links);
        _requests = new RequestSender(timers.Link().Send, time, logger);
        _reversals = new ReversalSender(security, logger);
        _links = acquirers.ToDictionary(options => options.Name, options => new AcquirerLink(Context(options), UpstreamLoops.Shared));
    }

    /// <summary>How every link stands, in the order of the configuration.</summary>
    public IReadOnlyList<LinkStatus> Links => [.. _links.Values.Select(link => link.Status)];

    /// <summary>Requests that may still be answered in time: an orderly stop waits until there are none.</summary>
    public int Waiting => _links.Values.Sum(link => link.Context.Pending.Waiting);

    /// <summary>Takes in the requests of an earlier run, so that late answers find their transactions. Before <see cref="Start"/>.</summary>
    public void Restore(IEnumerable<Forwarded> requests)
    {
        foreach (var request in requests)
        {
            if (_links.TryGetValue(request.Acquirer, out var link))
            {
                var amount = request.Amount > 0 ? new Amount(request.Amount).ToField() : null;
                link.Context.Pending.Restore(new PendingMessage(
                    UpstreamKey.Of(request.Upstream), request.Key, PendingKind.Request, request.Key.Terminal, amount));
            }
        }
    }

    /// <summary>Opens the links; events go to the lanes from now on.</summary>
    public void Start(ILanes lanes)
    {
        _mail.Start(lanes);
        foreach (var link in _links.Values)
        {
            link.Start();
        }
    }

    /// <summary>Signs off and closes every link.</summary>
    /// <remarks>
    /// Call it while the lanes still run, when no new request comes and <see cref="Waiting"/> is zero or patience is at its end: what
    /// waits then has no known outcome and is taken back at the next start.
    /// </remarks>
    public async Task Stop()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await Task.WhenAll(_links.Values.Select(link => link.Stop())).ConfigureAwait(false);
        await _mail.Complete().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop().ConfigureAwait(false);
        _metrics.Dispose();
        foreach (var link in _links.Values)
        {
            link.Dispose();
        }
    }

    /// <inheritdoc/>
    public bool IsReachable(string acquirer) => _links.TryGetValue(acquirer, out var link) && link.IsReachable;

    /// <inheritdoc/>
    public bool CanReverse(string acquirer) => _links.TryGetValue(acquirer, out var link) && link.CanReverse;

    /// <inheritdoc/>
    public bool TakeReversalPlace(string acquirer) => !_links.TryGetValue(acquirer, out var link) || !link.CanReverse || link.Pace.TryTake();

    /// <inheritdoc/>
    public UpstreamNumbers Reserve() => _numbering.Reserve();

    /// <summary>Asks an acquirer to send new keys over its link.</summary>
    public Task<CommandResult<string>> RequestKeys(string acquirer) => _links.TryGetValue(acquirer, out var link)
        ? link.RequestKeys()
        : Task.FromResult(CommandResult<string>.Refused(CommandOutcome.NotFound, $"Acquirer {acquirer} is not configured."));

    /// <inheritdoc/>
    public void Send(SendRequest request) => _ = SendOrRefuse(request);

    private async Task SendOrRefuse(SendRequest request)
    {
        if (await _requests.Refusal(_links.GetValueOrDefault(request.Acquirer), request).ConfigureAwait(false) is { } reason)
        {
            _metrics.Unsent(request.Acquirer);
            UpstreamEvents.RequestNotSent(_logger, request.Request.Key.ToString(), request.Acquirer, reason);
            _mail.Post(new RequestNotSent(request.Request.Key));
        }
    }

    /// <inheritdoc/>
    public void Send(SendReversal reversal)
    {
        if (reversal.Transaction.Acquirer is { } acquirer && _links.TryGetValue(acquirer, out var link) && link.CanReverse)
        {
            _ = _reversals.Send(link, reversal);
        }
    }

    private LinkContext Context(AcquirerOptions options)
    {
        var dialect = _dialects.Get(options.Dialect);
        return new LinkContext
        {
            Options = options,
            Reader = new MessageReader(dialect, checksParts: false),
            Writer = new MessageWriter(dialect, checksParts: false),
            Messages = new LinkMessages(options.InstitutionId, _time.LocalTimeZone),
            Keys = _keys,
            Mac = options.Mac is { } profile ? new LinkMac(options.Name, MacProfiles.Named(profile), _keys, _answerTimeout, _time) : null,
            UnacknowledgedFor = _timers.Link().Unacknowledged,
            Pending = new PendingTable(options.MaxPending, _answerTimeout, _time),
            Numbering = _numbering,
            Mail = _mail,
            Metrics = _metrics,
            Time = _time,
            Logger = _logger,
        };
    }
}
