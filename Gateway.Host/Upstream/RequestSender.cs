using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Upstream;

/// <summary>Sends financial requests, each at most once.</summary>
/// <param name="usefulFor">A request released later than this after its numbers were reserved is not sent: its terminal may have given up.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class RequestSender(TimeSpan usefulFor, TimeProvider time, ILogger logger)
{
    private const string TooLate = "It was released too late.";

    private static readonly string _type = LinkTypes.Financial.ToString();

    /// <summary>Sends a request, or says why not one byte of it was written.</summary>
    /// <param name="link">The link; null when there is none.</param>
    /// <param name="send">The request.</param>
    /// <returns>One sentence; null when it was handed to the connection, now or before.</returns>
    public async ValueTask<string?> Refusal(AcquirerLink? link, SendRequest send)
    {
        if (IsLate(send))
        {
            return TooLate;
        }

        if (link is not { IsUp: true })
        {
            return "The link is not up.";
        }

        if (!link.Context.CanSign)
        {
            return "There is no zone MAC key to sign it with.";
        }

        PendingMessage pending;
        byte[] body;
        try
        {
            (pending, body) = await Write(link.Context, send).ConfigureAwait(false);
        }
        catch (ArgumentException fault)
        {
            // The codec names the element and never the value.
            UpstreamEvents.Unwritable(logger, _type, send.Request.Key.ToString(), link.Context.Name, fault.Message);
            return "It cannot be written.";
        }
        catch (Exception fault)
        {
            // The edge to the lanes, where nobody waits for this: a security module may fail in ways we do not know. Nothing was written.
            UpstreamEvents.Unwritable(logger, _type, send.Request.Key.ToString(), link.Context.Name, fault.GetType().Name);
            return "It cannot be signed.";
        }

        // Signing may have taken long.
        return IsLate(send) ? TooLate : Submit(link, pending, body);
    }

    // Off in either direction: it waited too long, or the wall clock was moved since and nobody knows how long it waited.
    private bool IsLate(SendRequest send) => (time.GetUtcNow() - send.Upstream.Sent).Duration() > usefulFor;

    private static async ValueTask<(PendingMessage Pending, byte[] Body)> Write(LinkContext link, SendRequest send)
    {
        var message = link.Messages.Request(send);
        var pending = new PendingMessage(
            UpstreamKey.Of(send.Upstream),
            send.Request.Key,
            PendingKind.Request,
            send.Request.Terminal,
            message.Text(LinkElements.Amount));
        return (pending, await link.Write(message).ConfigureAwait(false));
    }

    private string? Submit(AcquirerLink link, PendingMessage pending, byte[] body)
    {
        switch (link.Send(pending, body))
        {
            case LinkSending.Unreachable:
                return "The link is not up.";
            case LinkSending.Full:
                return "Too many requests wait for answers.";
            case LinkSending.SentBefore:
                UpstreamEvents.NumbersUsedTwice(logger, _type, pending.Trace.ToString(), link.Context.Name);
                return null;
            default:
                link.Context.Metrics.Sent(link.Context.Name, _type);
                return null;
        }
    }
}
