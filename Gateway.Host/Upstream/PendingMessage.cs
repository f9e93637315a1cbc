using Gateway.Host.Core.Switching;

namespace Gateway.Host.Upstream;

/// <summary>What is remembered of a message that was handed to a link, so that its answer finds its transaction.</summary>
/// <param name="Key">What the answer will carry back.</param>
/// <param name="Trace">The transaction.</param>
/// <param name="Kind">What was sent about it.</param>
/// <param name="Terminal">DE 41 as sent; an answer must agree.</param>
/// <param name="Amount">DE 4 as sent, twelve digits; null when there was none.</param>
/// <param name="Try">Which try a reversal was; 0 for a request.</param>
internal sealed record PendingMessage(UpstreamKey Key, TraceKey Trace, PendingKind Kind, string Terminal, string? Amount, int Try = 0);

/// <summary>What was sent.</summary>
internal enum PendingKind
{
    /// <summary>A financial request, answered by 0210.</summary>
    Request,

    /// <summary>A reversal advice, answered by 0430 or 0410.</summary>
    Reversal,
}

/// <summary>Whether a message may be sent as far as the table is concerned.</summary>
internal enum PendingAdmission
{
    /// <summary>It is in the table and may be sent.</summary>
    Admitted,

    /// <summary>Too many requests wait.</summary>
    Full,

    /// <summary>A message with the same numbers was sent before; it must not leave twice.</summary>
    Known,
}

/// <summary>How an answer meets the table.</summary>
internal enum PendingVerdict
{
    /// <summary>It answers a message.</summary>
    Answers,

    /// <summary>It answers a message whose time is over, or corrects an earlier answer.</summary>
    AnswersLate,

    /// <summary>The message was answered before.</summary>
    Duplicate,

    /// <summary>No message with these numbers waits.</summary>
    NothingWaits,

    /// <summary>The message with these numbers was about another terminal, or DE 41 is missing.</summary>
    OtherTerminal,

    /// <summary>The message with these numbers asks for another kind of answer.</summary>
    OtherKind,
}
