using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Upstream;

/// <summary>Sends reversal advices, with the card number where it may still be opened.</summary>
internal sealed class ReversalSender(ISecurityModule security, ILogger logger)
{
    private static readonly string _type = LinkTypes.ReversalAdvice.ToString();

    /// <summary>Sends one. Whatever goes wrong is logged and otherwise nothing: the core sends it again.</summary>
    public async Task Send(AcquirerLink link, SendReversal reversal)
    {
        var trace = reversal.Transaction.Key;
        try
        {
            // All of the transaction is read before the first wait, while we are still on its lane.
            var sealedCard = reversal.Transaction.Card?.Sealed;
            var message = link.Context.Messages.Reversal(reversal);
            var pending = new PendingMessage(
                UpstreamKey.Of(reversal.Upstream), trace, PendingKind.Reversal, trace.Terminal, message.Text(LinkElements.Amount), reversal.Try);
            if (sealedCard is not null && await Open(sealedCard, trace).ConfigureAwait(false) is { } pan)
            {
                message.Set(LinkElements.PrimaryAccountNumber, pan);
            }

            Submit(link, message, pending, await link.Context.Write(message).ConfigureAwait(false));
        }
        catch (ArgumentException fault)
        {
            // The codec names the element and never the value.
            UpstreamEvents.Unwritable(logger, _type, trace.ToString(), link.Context.Name, fault.Message);
        }
        catch (Exception fault)
        {
            // The edge to the lanes, where nobody waits for this: a security module may fail in ways we do not know.
            UpstreamEvents.Unwritable(logger, _type, trace.ToString(), link.Context.Name, fault.GetType().Name);
        }
    }

    private void Submit(AcquirerLink link, IsoMessage message, PendingMessage pending, byte[] body)
    {
        switch (link.Send(pending, body))
        {
            case LinkSending.Submitted:
                link.Context.Metrics.Sent(link.Context.Name, message.Type.ToString());
                break;
            case LinkSending.SentBefore:
                UpstreamEvents.NumbersUsedTwice(logger, message.Type.ToString(), pending.Trace.ToString(), link.Context.Name);
                break;
        }
    }

    // Without the number the acquirer still has DE 90 to find the original by; keeping silent would help nobody.
    private async ValueTask<string?> Open(byte[] sealedCard, TraceKey trace)
    {
        try
        {
            return await security.OpenCard(sealedCard, trace.ToString(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (KeyException fault)
        {
            UpstreamEvents.CardSealedForGood(logger, trace.ToString(), fault.GetType().Name);
            return null;
        }
    }
}
