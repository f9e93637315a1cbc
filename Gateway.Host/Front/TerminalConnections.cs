using System.Collections.Concurrent;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Host.Lanes;

namespace Gateway.Host.Front;

/// <summary>Every terminal connection of the process by its number: the way back from the lanes to the sockets.</summary>
/// <remarks>
/// Safe from any thread. An answer whose connection is gone is counted and nothing more: a closed socket says nothing about what the
/// terminal knows, so it is never a reason to take a transaction back.
/// </remarks>
internal sealed class TerminalConnections(FrontMetrics metrics) : ITerminalPort
{
    private readonly ConcurrentDictionary<long, TerminalSession> _sessions = new();
    private long _lastNumber;

    /// <summary>Connections open now.</summary>
    public int Count => _sessions.Count;

    /// <summary>Requests taken in and not yet answered, over all connections: what a stop waits for.</summary>
    public int OpenExchanges => _sessions.Values.Sum(session => session.OpenExchanges);

    /// <summary>A number for a new connection.</summary>
    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>Adds a connection.</summary>
    public void Add(long number, TerminalSession session) => _sessions[number] = session;

    /// <summary>Removes a connection.</summary>
    public void Remove(long number) => _sessions.TryRemove(number, out _);

    /// <inheritdoc/>
    public void Answer(ReplyAddress to, TerminalAnswer content)
    {
        if (!_sessions.TryGetValue(to.Connection, out var session) || !session.Answer(to.Exchange, content))
        {
            metrics.AnswerUndelivered();
        }
    }

    /// <inheritdoc/>
    public void LetGo(ReplyAddress to)
    {
        if (_sessions.TryGetValue(to.Connection, out var session))
        {
            session.LetGo(to.Exchange);
        }
    }
}
