using Gateway.Host.Diagnostics;
using Gateway.Host.Estate;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Upstream;

/// <summary>Takes in the keys that an acquirer sends over its link, one after another, and answers when each is durable or refused.</summary>
/// <remarks>
/// The event loop hands in and goes on. Everything a key change needs is taken out of the message before that, so that nothing of the
/// connection crosses to the task.
/// </remarks>
internal sealed class KeyExchangeDesk(LinkContext link)
{
    // A PIN and a MAC key, and each of them again.
    private const int MostOpen = 4;

    private readonly Lock _gate = new();
    private readonly LogGate _refusals = new(link.Time);
    private Task _last = Task.CompletedTask;
    private int _open;

    /// <summary>Ends when what was handed in is answered.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>Takes a key change in. On the event loop; never waits.</summary>
    public void Take(LinkConnection connection, IsoMessage change)
    {
        var answer = ManagementDesk.AnswerTo(change);
        if (KeyField.Read(change.Text(LinkElements.AdditionalData), link.Options.LegacyKeyExchange, out var field) is { } unread)
        {
            Refuse(connection, answer, unread, unread == KeyAnswers.NotTaken ? "this form or kind of key is not taken on this link" : "DE 48 holds no key");
            return;
        }

        lock (_gate)
        {
            if (_open < MostOpen)
            {
                _open++;
                _last = Follow(_last, connection, answer, field!);
                return;
            }
        }

        Refuse(connection, answer, KeyAnswers.NotNow, "too many are under way");
    }

    private async Task Follow(Task before, LinkConnection connection, IsoMessage answer, KeyField field)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        try
        {
            var result = await link.Keys.Exchange(link.Name, field, link.Options.LegacyKeyExchange).ConfigureAwait(false);
            Answer(connection, answer, result);
        }
        catch (Exception fault)
        {
            // The edge of this room: a security module or a journal may fail in ways we do not know, and the acquirer has to hear something.
            Refuse(connection, answer, KeyAnswers.NotNow, $"it failed with {fault.GetType().Name}");
        }
        finally
        {
            lock (_gate)
            {
                _open--;
            }
        }
    }

    private void Answer(LinkConnection connection, IsoMessage answer, CommandResult<KeyEntry> result)
    {
        var code = KeyAnswers.Of(result.Outcome);
        if (code != KeyAnswers.Taken)
        {
            Refuse(connection, answer, code, result.Sentence);
            return;
        }

        var key = result.Value!.Key;
        connection.Management.Send(connection, answer.Set(LinkElements.ResponseCode, code).Set(LinkElements.AdditionalData, key.Kcv));
        link.Metrics.KeyChange(link.Name, code);
        UpstreamEvents.KeyTaken(link.Logger, link.Name, key.Usage, key.Kcv);
    }

    private void Refuse(LinkConnection connection, IsoMessage answer, string code, string why)
    {
        connection.Management.Send(connection, answer.Set(LinkElements.ResponseCode, code));
        link.Metrics.KeyChange(link.Name, code);
        if (_refusals.Admits(out var unlogged))
        {
            UpstreamEvents.KeyRefused(link.Logger, link.Name, code, why, unlogged);
        }
    }
}
