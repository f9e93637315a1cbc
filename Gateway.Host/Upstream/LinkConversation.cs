namespace Gateway.Host.Upstream;

/// <summary>What the gateway itself says on one connection: sign-on, echo after silence, sign-off.</summary>
/// <remarks>
/// An echo follows silence only, never another echo's answer, so that two peers on their defaults cannot keep each other busy; and
/// silence means that nothing came in, so that a peer that died while we talk is noticed too.
/// </remarks>
internal sealed class LinkConversation(LinkContext link, LinkConnection connection, CancellationToken stop)
{
    private readonly TimeSpan _echoAfter = TimeSpan.FromSeconds(link.Options.EchoSeconds);

    /// <summary>Signs on.</summary>
    /// <returns>Why it failed, one sentence; null when the acquirer accepted.</returns>
    public Task<string?> SignOn() => Refusal(LinkTypes.SignOn, "sign-on");

    /// <summary>Keeps the link alive.</summary>
    /// <returns>Why it ended, one sentence.</returns>
    public async Task<string> KeepUp()
    {
        while (true)
        {
            var left = _echoAfter - connection.SilentFor;
            await ((Task)connection.Closed).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, link.Time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connection.Closed.IsCompleted)
            {
                return await connection.Closed.ConfigureAwait(false);
            }

            if (stop.IsCancellationRequested)
            {
                return "The gateway stops.";
            }

            if (connection.SilentFor >= _echoAfter && await Refusal(LinkTypes.Echo, "echo").ConfigureAwait(false) is { } refusal)
            {
                return refusal;
            }
        }
    }

    /// <summary>Signs off when the gateway stops and the connection is still there.</summary>
    /// <returns>How it went, one sentence; null when there was nothing to sign off.</returns>
    public async Task<string?> SignOff()
    {
        if (connection.Closed.IsCompleted || !stop.IsCancellationRequested)
        {
            return null;
        }

        var answer = await connection.Management.Ask(connection, LinkTypes.SignOff, CancellationToken.None).ConfigureAwait(false);
        return answer == LinkTypes.Accepted ? "Signed off." : "The sign-off was not accepted.";
    }

    private async Task<string?> Refusal(string code, string name)
    {
        var answer = await connection.Management.Ask(connection, code, stop).ConfigureAwait(false);
        return answer switch
        {
            LinkTypes.Accepted => null,
            not null => $"The acquirer refused the {name} with {answer}.",
            _ when connection.Closed.IsCompleted => await connection.Closed.ConfigureAwait(false),
            _ when stop.IsCancellationRequested => "The gateway stops.",
            _ => $"The acquirer did not answer the {name} in time.",
        };
    }
}
