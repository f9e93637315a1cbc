using DotNetty.Buffers;
using DotNetty.Transport.Channels;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;

namespace Gateway.Host.Front;

/// <summary>The requests of one connection that wait for their answers.</summary>
/// <remarks>
/// Bounded by the reading, which stops at the limit. An answer may never come: the store refused, or the same request came again over
/// another way and is answered there. So at the limit, and only there, what is older than any terminal's patience is let go.
/// </remarks>
internal sealed class Exchanges(IChannelHandlerContext context, Connection connection, TerminalFront front)
{
    // Terminals wait 40 to 60 seconds.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _sweepEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<long, Exchange> _open = [];
    private volatile int _count;
    private bool _sweeping;

    /// <summary>There is room for more requests.</summary>
    public event Action? Freed;

    /// <summary>Requests waiting.</summary>
    public int Count => _count;

    /// <summary>Takes a request in.</summary>
    public void Open(Exchange exchange)
    {
        _open.Add(exchange.Number, exchange);
        _count = _open.Count;
    }

    /// <summary>Answers one. Any thread.</summary>
    /// <returns>Whether the answer was taken.</returns>
    public bool Answer(long number, TerminalAnswer content) => Loops.Post(context, () => _ = Deliver(number, content));

    /// <summary>Lets go of one that nobody will answer, so that it takes no place and holds up no stop. Any thread.</summary>
    public void LetGo(long number) => Loops.Post(context, () =>
    {
        _open.Remove(number);
        Free();
    });

    /// <summary>Lets go of what is too old, now and again until there is room.</summary>
    public void ForgetLater()
    {
        if (!_sweeping)
        {
            _sweeping = true;
            context.Executor.Schedule(Forget, _sweepEvery);
        }
    }

    private void Forget()
    {
        _sweeping = false;
        var old = _open.Values.Where(exchange => front.Time.GetElapsedTime(exchange.OpenedAt) > _patience).ToList();
        foreach (var exchange in old)
        {
            _open.Remove(exchange.Number);
        }

        if (old.Count > 0)
        {
            front.Metrics.ExchangesForgotten(old.Count);
            FrontEvents.ExchangesForgotten(front.Logger, connection.Number, old.Count);
        }

        Free();
    }

    private async Task Deliver(long number, TerminalAnswer content)
    {
        if (!_open.TryGetValue(number, out var exchange))
        {
            front.Metrics.AnswerUndelivered();
            return;
        }

        _open.Remove(number);
        try
        {
            var frame = await front.Writer.Write(exchange, content, CancellationToken.None);
            front.Metrics.Answered(content.ResponseCode ?? "none");
            _ = context.WriteAndFlushAsync(Unpooled.WrappedBuffer(frame)).ContinueWith(
                static (failed, metrics) => Undelivered(failed, (FrontMetrics)metrics!),
                front.Metrics,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
        catch (Exception fault)
        {
            // Silence, and not another answer: the terminal will reverse what it got no word of, and never what it was refused.
            FrontEvents.AnswerFailed(front.Logger, exchange.Terminal, connection.Number, fault.GetType().Name);
            front.Metrics.AnswerUndelivered();
            connection.Close(context.Channel, CloseReason.OwnFault);
        }
        finally
        {
            Loops.Run(context, Free);
        }
    }

    private void Free()
    {
        _count = _open.Count;
        Freed?.Invoke();
    }

    // Looking at the failure is what marks it as seen.
    private static void Undelivered(Task failed, FrontMetrics metrics)
    {
        _ = failed.Exception;
        metrics.AnswerUndelivered();
    }
}
