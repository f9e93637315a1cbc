using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;
using Gateway.Host.Estate;

namespace Gateway.Host.Upstream;

/// <summary>One long-lived connection to an acquirer, opened again whenever it is lost, shared by all transactions.</summary>
/// <remarks>
/// Down → Connecting → SigningOn → Up, and from each back to Down. One loop walks these states; everybody else only reads them.
/// A lost connection is no news about the messages on it: they stay pending, and the core's timers decide.
/// </remarks>
internal sealed class AcquirerLink : IDisposable
{
    private readonly LinkContext _link;
    private readonly LinkInbox _inbox;
    private readonly LinkDialer _dialer;
    private readonly ReconnectDelays _delays;
    private readonly CancellationTokenSource _stop = new();
    private volatile LinkConnection? _up;
    private volatile LinkPhase _phase;
    private Task _running = Task.CompletedTask;
    private int _askingForKeys;

    /// <summary>Makes a link that does nothing until it is started.</summary>
    public AcquirerLink(LinkContext link, IEventLoopGroup loops)
    {
        _link = link;
        _inbox = new LinkInbox(link);
        _dialer = new LinkDialer(link, _inbox, loops);
        _delays = new ReconnectDelays(
            TimeSpan.FromMilliseconds(link.Options.ReconnectMilliseconds),
            TimeSpan.FromMilliseconds(link.Options.ReconnectMostMilliseconds));
        _phase = new LinkPhase(LinkState.Down, link.Time.GetUtcNow(), "Not started.");
        Pace = new ReversalPace(link.Time);
    }

    /// <summary>What it works with.</summary>
    public LinkContext Context => _link;

    /// <summary>Whether it is signed on and its peer takes what is written.</summary>
    public bool IsUp => _up is { IsWritable: true };

    /// <summary>Whether a request sent now would leave.</summary>
    public bool IsReachable => IsUp && _link.CanSign && !_link.Pending.IsFull;

    /// <summary>Whether a reversal sent now would leave: however many requests wait, what is owed goes on.</summary>
    public bool CanReverse => IsUp && _link.CanSign;

    /// <summary>How fast reversals leave.</summary>
    public ReversalPace Pace { get; }

    /// <summary>How it stands.</summary>
    public LinkStatus Status
    {
        get
        {
            var phase = _phase;
            return new LinkStatus(_link.Name, phase.State, phase.Since, _link.Pending.Count, phase.LastError);
        }
    }

    /// <summary>Begins to connect.</summary>
    public void Start() => _running = Task.Run(Run);

    /// <summary>Signs off and closes; ends when both is done.</summary>
    public async Task Stop()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);

        // What could not be answered was logged, and a stop goes on.
        await _inbox.KeyExchange.Idle.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Asks the acquirer to send new keys; they come in a change of its own afterwards.</summary>
    /// <returns>Its DE 39, or why it was not asked.</returns>
    public async Task<CommandResult<string>> RequestKeys()
    {
        if (_up is not { IsWritable: true } connection)
        {
            return CommandResult<string>.Refused(CommandOutcome.Unavailable, $"The link to acquirer {_link.Name} is not up.");
        }

        if (Interlocked.Exchange(ref _askingForKeys, 1) != 0)
        {
            return CommandResult<string>.Refused(CommandOutcome.Conflict, $"Acquirer {_link.Name} is being asked for keys already.");
        }

        try
        {
            return await connection.Management.Ask(connection, LinkTypes.KeyRequest, _stop.Token).ConfigureAwait(false) switch
            {
                null => CommandResult<string>.Refused(CommandOutcome.Unavailable, $"Acquirer {_link.Name} did not answer in time."),
                LinkTypes.Accepted => CommandResult<string>.Done(LinkTypes.Accepted),
                var code => CommandResult<string>.Refused(CommandOutcome.Conflict, $"Acquirer {_link.Name} refused to send keys, with {code}."),
            };
        }
        finally
        {
            Volatile.Write(ref _askingForKeys, 0);
        }
    }

    /// <summary>Sends one message, or refuses it before one byte is written.</summary>
    /// <returns>What became of it. After <see cref="LinkSending.Submitted"/> nobody can know whether the acquirer has it.</returns>
    public LinkSending Send(PendingMessage message, byte[] body)
    {
        if (_up is not { IsWritable: true } connection)
        {
            return LinkSending.Unreachable;
        }

        switch (_link.Pending.Admit(message))
        {
            case PendingAdmission.Full: return LinkSending.Full;
            case PendingAdmission.Known: return LinkSending.SentBefore;
            default:
                connection.Write(body);
                return LinkSending.Submitted;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task Run()
    {
        while (true)
        {
            string ended;
            try
            {
                ended = await Live().ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                // The edge of this room: whatever we did wrong on one connection, the link must come back.
                UpstreamEvents.LinkFailed(_link.Logger, _link.Name, fault.GetType().Name);
                ended = $"The link failed with {fault.GetType().Name}.";
            }

            Move(LinkState.Down, ended);
            if (_stop.IsCancellationRequested)
            {
                UpstreamEvents.Stopped(_link.Logger, _link.Name, ended, _link.Pending.Count);
                return;
            }

            var wait = _delays.Next();
            UpstreamEvents.Down(_link.Logger, _link.Name, ended, _link.Pending.Count, wait.TotalMilliseconds);
            await Task.Delay(wait, _link.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _link.Metrics.Reconnect(_link.Name);
        }
    }

    private async Task<string> Live()
    {
        if (_stop.IsCancellationRequested)
        {
            return "The gateway stops.";
        }

        Move(LinkState.Connecting, _phase.LastError);
        UpstreamEvents.Connecting(_link.Logger, _link.Name, _link.Options.Host, _link.Options.Port);
        var (connection, error) = await _dialer.Dial(_stop.Token).ConfigureAwait(false);
        if (connection is null)
        {
            return error;
        }

        var conversation = new LinkConversation(_link, connection, _stop.Token);
        try
        {
            Move(LinkState.SigningOn, _phase.LastError);
            return await conversation.SignOn().ConfigureAwait(false) ?? await Serve(connection, conversation).ConfigureAwait(false);
        }
        finally
        {
            _up = null;
            connection.Close("The gateway closed the connection.");
            await connection.Closed.ConfigureAwait(false);
        }
    }

    private async Task<string> Serve(LinkConnection connection, LinkConversation conversation)
    {
        var since = _link.Time.GetTimestamp();
        _up = connection;
        Move(LinkState.Up, null);
        UpstreamEvents.Up(_link.Logger, _link.Name);
        if (!_link.CanSign)
        {
            UpstreamEvents.NoMacKey(_link.Logger, _link.Name);
        }

        _link.Mail.AcquirerUp(_link.Name);
        var ended = await conversation.KeepUp().ConfigureAwait(false);
        _up = null;
        if (_link.Time.GetElapsedTime(since) >= TimeSpan.FromMilliseconds(_link.Options.ReconnectMostMilliseconds))
        {
            // Only a link that held: one that is accepted and dropped at once would otherwise be tried at the fastest pace for ever.
            _delays.Reset();
        }

        return await conversation.SignOff().ConfigureAwait(false) ?? ended;
    }

    private void Move(LinkState state, string? error) => _phase = new LinkPhase(state, _link.Time.GetUtcNow(), error);

    private sealed record LinkPhase(LinkState State, DateTimeOffset Since, string? LastError);
}
