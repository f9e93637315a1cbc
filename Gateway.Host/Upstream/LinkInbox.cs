using System.Security.Cryptography;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Upstream;

/// <summary>Takes what comes in on a link and brings each answer to its transaction. Called on the event loop; never waits.</summary>
internal sealed class LinkInbox(LinkContext link)
{
    private readonly LogGate _unmatched = new(link.Time);
    private readonly LogGate _unproven = new(link.Time);

    /// <summary>Takes in the keys that the acquirer sends.</summary>
    public KeyExchangeDesk KeyExchange { get; } = new(link);

    /// <summary>Takes one frame.</summary>
    public void Take(LinkConnection connection, byte[] body)
    {
        IsoMessage message;
        try
        {
            message = link.Reader.Read(body);
        }
        catch (IsoFormatException damage)
        {
            link.Metrics.Unreadable(link.Name);
            UpstreamEvents.Unreadable(link.Logger, link.Name, damage.Error.ToString(), damage.Element, damage.Offset, damage.Length);
            CryptographicOperations.ZeroMemory(body);
            connection.Close($"The acquirer sent an unreadable message: {damage.Error} in element {damage.Element}.");
            return;
        }

        connection.Heard();
        if (link.Mac is { } mac && LinkMac.Covers(message.Type))
        {
            _ = TakeProven(mac, connection, message, body);
            return;
        }

        CryptographicOperations.ZeroMemory(body);
        Route(connection, message);
    }

    /// <summary>Takes the news that the stream is broken.</summary>
    public void Take(LinkConnection connection, FrameFault fault)
    {
        link.Metrics.Unreadable(link.Name);
        UpstreamEvents.BadFrame(link.Logger, link.Name, fault.Fault, fault.Diagnosis);
        connection.Close(fault.Length < 0 ? "The acquirer sent what is no frame." : $"The acquirer sent a frame of {fault.Length} bytes.");
    }

    /// <summary>Takes the news that something threw on the connection.</summary>
    public void Failed(LinkConnection connection, Exception fault)
    {
        UpstreamEvents.ConnectionFailed(link.Logger, link.Name, fault.GetType().Name);
        connection.Close($"The connection failed with {fault.GetType().Name}.");
    }

    // What is not proven to be the acquirer's says nothing about the outcome: its request stays open, and its timer decides.
    private async Task TakeProven(LinkMac mac, LinkConnection connection, IsoMessage message, byte[] body)
    {
        string? why;
        try
        {
            why = await mac.IsRight(message, body).ConfigureAwait(false) ? null : "its MAC is wrong or missing";
        }
        catch (Exception fault)
        {
            // The edge to the event loop, where nobody waits for this: a security module may fail in ways we do not know.
            why = $"its MAC cannot be checked ({fault.GetType().Name})";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }

        if (why is null)
        {
            Route(connection, message);
            return;
        }

        link.Metrics.Unproven(link.Name);
        if (_unproven.Admits(out var unlogged))
        {
            UpstreamEvents.Unproven(link.Logger, link.Name, message.Type.ToString(), message.Text(LinkElements.Stan) ?? "(none)", why, unlogged);
        }
    }

    private void Route(LinkConnection connection, IsoMessage message)
    {
        switch (message.Type.Value)
        {
            case LinkTypes.FinancialAnswer: TakeAnswer(message); break;
            case LinkTypes.ReversalAnswer or LinkTypes.ReversalAdviceAnswer: TakeReversalAnswer(message); break;
            case LinkTypes.ManagementAnswer when connection.Management.TryAnswer(message): break;
            case LinkTypes.ManagementRequest when connection.IsWritable && message.Text(LinkElements.NetworkCode) == LinkTypes.KeyChange:
                KeyExchange.Take(connection, message);
                break;
            case LinkTypes.ManagementRequest when connection.IsWritable: connection.Management.Reply(connection, message); break;
            default: Drop(message, "nothing of this type was asked"); break;
        }
    }

    private void TakeAnswer(IsoMessage message)
    {
        // Without DE 39 it says nothing about the outcome, so the request stays open and its timer decides.
        if (message.Text(LinkElements.ResponseCode) is not { } code)
        {
            Drop(message, "DE 39 is missing");
            return;
        }

        var approved = AcquirerCodes.IsApproval(code);
        if (Find(message, PendingKind.Request, code, approved || AcquirerCodes.IsPartialApproval(code)) is not { } asked)
        {
            return;
        }

        if (approved && message.Text(LinkElements.Amount) is { } amount && asked.Amount is { } wanted && amount != wanted)
        {
            UpstreamEvents.OtherAmount(link.Logger, link.Name, asked.Trace.ToString());
            code = LinkTypes.PartialApproval;
        }

        link.Mail.Post(new AcquirerAnswered(asked.Trace, new AcquirerAnswer
        {
            ResponseCode = code,
            AuthCode = message.Text(LinkElements.AuthorisationCode) ?? "",
            SettlementDate = message.Text(LinkElements.SettlementDate) ?? "",
            AdditionalAmounts = message.Text(LinkElements.AdditionalAmounts) ?? "",
            Icc = message.Has(LinkElements.Icc) ? message.Bytes(LinkElements.Icc).ToArray() : null,
        }));
    }

    private void TakeReversalAnswer(IsoMessage message)
    {
        if (message.Text(LinkElements.ResponseCode) is not { } code)
        {
            Drop(message, "DE 39 is missing");
        }
        else if (Find(message, PendingKind.Reversal, code, AcquirerCodes.EndsReversal(code)) is { } told)
        {
            link.Mail.Post(new ReversalAnswered(told.Trace, code, told.Try));
        }
    }

    private PendingMessage? Find(IsoMessage message, PendingKind kind, string code, bool conclusive)
    {
        if (UpstreamKey.In(message) is not { } key)
        {
            Drop(message, "DE 7 or DE 11 is missing");
            return null;
        }

        var verdict = link.Pending.Answer(key, kind, message.Text(LinkElements.Terminal), conclusive, out var found);
        switch (verdict)
        {
            case PendingVerdict.Duplicate:
                link.Metrics.Duplicate(link.Name);
                return null;
            case PendingVerdict.NothingWaits:
                Drop(message, "no message with this DE 7 and DE 11 waits");
                return null;
            case PendingVerdict.OtherTerminal:
                Drop(message, "DE 41 is missing or not the one that was sent");
                return null;
            case PendingVerdict.OtherKind:
                Drop(message, "another kind of message was sent with this DE 7 and DE 11");
                return null;
            case PendingVerdict.AnswersLate:
                link.Metrics.Late(link.Name);
                UpstreamEvents.Late(link.Logger, link.Name, message.Type.ToString(), found!.Trace.ToString(), code);
                break;
        }

        link.Metrics.Answered(link.Name, message.Type.ToString());
        return found;
    }

    private void Drop(IsoMessage message, string verdict)
    {
        link.Metrics.Unmatched(link.Name);
        if (_unmatched.Admits(out var unlogged))
        {
            UpstreamEvents.Unmatched(
                link.Logger, link.Name, message.Type.ToString(), message.Text(LinkElements.Stan) ?? "(none)", verdict, unlogged);
        }
    }
}
