using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Upstream;

/// <summary>Network management on one connection: our questions, few at a time, and answers to the acquirer's.</summary>
internal sealed class ManagementDesk(MessageWriter writer, UpstreamNumbering numbering, TimeSpan timeout, TimeProvider time)
{
    // An echo, a sign-off and a request for keys: nothing else is ever asked.
    private const int MostAsked = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<UpstreamKey, TaskCompletionSource<string?>> _asked = [];
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
            if (_abandoned || _asked.Count == MostAsked)
            {
                return null;
            }

            _asked.Add(UpstreamKey.Of(numbers), answer);
        }

        // The clock runs before the question is out: whoever sees the question can rely on the time that is left.
        var waiting = ((Task)answer.Task).WaitAsync(timeout, time, stop);
        connection.Write(writer.Write(Question(code, numbers)));
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _asked.Remove(UpstreamKey.Of(numbers));
        }

        return answer.Task.IsCompletedSuccessfully ? await answer.Task : null;
    }

    /// <summary>Hands in an answer.</summary>
    /// <returns><see langword="false"/> when nothing like it was asked.</returns>
    public bool TryAnswer(IsoMessage message)
    {
        lock (_gate)
        {
            return UpstreamKey.In(message) is { } key
                && _asked.TryGetValue(key, out var answer)
                && answer.TrySetResult(message.Text(LinkElements.ResponseCode));
        }
    }

    /// <summary>Answers a question of the acquirer's: yes to sign-on, sign-off and echo, "not supported" to the rest.</summary>
    public void Reply(LinkConnection connection, IsoMessage question)
    {
        var known = question.Text(LinkElements.NetworkCode) is LinkTypes.SignOn or LinkTypes.SignOff or LinkTypes.Echo;
        Send(connection, AnswerTo(question).Set(LinkElements.ResponseCode, known ? LinkTypes.Accepted : LinkTypes.FunctionNotSupported));
    }

    /// <summary>Sends an answer that is whole.</summary>
    public void Send(LinkConnection connection, IsoMessage answer) => connection.Write(writer.Write(answer));

    /// <summary>The beginning of an answer: what names its question.</summary>
    public static IsoMessage AnswerTo(IsoMessage question)
    {
        var answer = new IsoMessage(question.Type.Response());
        foreach (var element in (ReadOnlySpan<int>)[LinkElements.TransmissionTime, LinkElements.Stan, LinkElements.NetworkCode])
        {
            if (question.Text(element) is { } value)
            {
                answer.Set(element, value);
            }
        }

        return answer;
    }

    /// <summary>The connection has ended: no answer can come any more.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            foreach (var answer in _asked.Values)
            {
                answer.TrySetResult(null);
            }
        }
    }

    private static IsoMessage Question(string code, UpstreamNumbers numbers)
        => new IsoMessage(LinkTypes.Management)
            .Set(LinkElements.TransmissionTime, WireTime.Transmission(numbers.Sent))
            .Set(LinkElements.Stan, new Iso8583.Elements.Stan(numbers.Stan).ToString())
            .Set(LinkElements.NetworkCode, code);
}
