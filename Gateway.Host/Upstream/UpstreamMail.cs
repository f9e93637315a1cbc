using System.Threading.Channels;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Host.Lanes;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Upstream;

/// <summary>Carries events to the lanes in order, so that neither an event loop nor a lane ever waits for a full mailbox.</summary>
/// <remarks>
/// It has no limit of its own because everything in it used up something limited: an answer its entry in the pending table, a
/// refusal the request of a terminal that has one in work at a time.
/// </remarks>
internal sealed class UpstreamMail(ILogger logger)
{
    private readonly Channel<Func<ILanes, ValueTask>> _mail
        = Channel.CreateUnbounded<Func<ILanes, ValueTask>>(new UnboundedChannelOptions { SingleReader = true });

    private Task _carrying = Task.CompletedTask;

    /// <summary>Begins to carry; what was put in before goes first.</summary>
    public void Start(ILanes lanes) => _carrying = Carry(lanes);

    /// <summary>Puts an event in. Never waits.</summary>
    public void Post(SwitchEvent happened) => _mail.Writer.TryWrite(lanes => lanes.Post(happened));

    /// <summary>Puts in the news that a link came up. Never waits.</summary>
    public void AcquirerUp(string acquirer) => _mail.Writer.TryWrite(lanes => lanes.AcquirerUp(acquirer));

    /// <summary>Takes no more, and ends when all is carried.</summary>
    public Task Complete()
    {
        _mail.Writer.TryComplete();
        return _carrying;
    }

    private async Task Carry(ILanes lanes)
    {
        await foreach (var letter in _mail.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await letter(lanes).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                // The edge to the lanes: one event that cannot be handed over must not silence all that follow. Its timer decides.
                UpstreamEvents.NotPosted(logger, fault.GetType().Name);
            }
        }
    }
}
