namespace Gateway.Simulator.Acquirers;

/// <summary>What the simulated acquirer does with one request.</summary>
internal enum AnswerKind
{
    /// <summary>Approves and answers.</summary>
    Approve,

    /// <summary>Declines with a code.</summary>
    Decline,

    /// <summary>Approves and never answers: the case that a reversal exists for.</summary>
    Drop,

    /// <summary>Never sees the request, as if the network had lost it.</summary>
    Lose,

    /// <summary>Approves and answers after everybody has given up.</summary>
    Late,
}
