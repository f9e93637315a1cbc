using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Upstream;

/// <summary>Network management on one connection: our questions, one at a time, and answers to the acquirer's.</summary>
internal sealed class ManagementDesk(MessageWriter writer, UpstreamNumbering numbering, TimeSpan timeout, TimeProvider time)
{
    private readonly Lock _gate = new();
    private (UpstreamKey Key, TaskCompletionSource<string?> Answer)? _asked;
    private bool _abandoned;

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="connection">Where to ask.</param>
    /// <param name="code">What, DE 70.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The answer's DE 39; null when none came in time or the connection ended.</returns>
    public async Task<string?> Ask(LinkConnection connection, string code, CancellationToken stop)
    {
        var numbers = numbering.Reserve();
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_abandoned)
            {
                return null;
            }

            _asked = (UpstreamKey.Of(numbers), answer);
        }

        // The clock runs before the question is out: whoever sees the question can rely on the time that is left.
        var waiting = ((Task)answer.Task).WaitAsync(timeout, time, stop);
        connection.Write(writer.Write(Question(code, numbers)));
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _asked = null;
        }

        return answer.Task.IsCompletedSuccessfully ? await answer.Task : null;
    }

    /// <summary>Hands in an answer.</summary>
    /// <returns><see langword="false"/> when nothing like it was asked.</returns>
    public bool TryAnswer(IsoMessage message)
    {
        lock (_gate)
        {
            return _asked is { } asked
                && asked.Key == UpstreamKey.In(message)
                && asked.Answer.TrySetResult(message.Text(LinkElements.ResponseCode));
        }
    }

    /// <summary>Answers a question of the acquirer's: yes to sign-on, sign-off and echo, "not supported" to the rest.</summary>
    public void Reply(LinkConnection connection, IsoMessage question)
    {
        var answer = new IsoMessage(question.Type.Response());
        foreach (var element in (ReadOnlySpan<int>)[LinkElements.TransmissionTime, LinkElements.Stan, LinkElements.NetworkCode])
        {
            if (question.Text(element) is { } value)
            {
                answer.Set(element, value);
            }
        }

        var known = question.Text(LinkElements.NetworkCode) is LinkTypes.SignOn or LinkTypes.SignOff or LinkTypes.Echo;
        answer.Set(LinkElements.ResponseCode, known ? LinkTypes.Accepted : LinkTypes.FunctionNotSupported);
        connection.Write(writer.Write(answer));
    }

    /// <summary>The connection has ended: no answer can come any more.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            _asked?.Answer.TrySetResult(null);
        }
    }

    private static IsoMessage Question(string code, UpstreamNumbers numbers)
        => new IsoMessage(LinkTypes.Management)
            .Set(LinkElements.TransmissionTime, WireTime.Transmission(numbers.Sent))
            .Set(LinkElements.Stan, new Iso8583.Elements.Stan(numbers.Stan).ToString())
            .Set(LinkElements.NetworkCode, code);
}
