using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>Sees everything that leaves the gateway and says which money invariant is broken. It asks the gateway nothing about itself.</summary>
internal sealed class Witness(World world)
{
    private readonly Dictionary<TraceKey, int> _requests = [];
    private readonly Dictionary<(TraceKey Key, string Content), TerminalAnswer> _answers = [];
    private readonly HashSet<TraceKey> _reversalsAccepted = [];
    private readonly HashSet<string> _seen = [];
    private readonly List<string> _broken = [];

    /// <summary>Broken invariants, in the order they were noticed.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>What the run came across; every thing must be come across in some run.</summary>
    public IReadOnlySet<string> Sights => _seen;

    public long Steps => world.Agenda.Steps;

    public IReadOnlySet<TraceKey> ReversalsAccepted => _reversalsAccepted;

    /// <summary>Everything that happened, one line each; null unless somebody wants to read it.</summary>
    public Action<string>? Teller { get; init; }

    public void Seen(string what) => _seen.Add(what);

    public void Tell(string what) => Teller?.Invoke($"{world.Agenda.Clock,8} {what}");

    public void Say(string invariant, string what) => _broken.Add($"{invariant} at {world.Agenda.Clock} ms: {what}");

    /// <summary>A financial request left for the acquirer.</summary>
    public void RequestLeft(SendRequest send)
    {
        var request = send.Request;
        Tell($"{request.Class} {request.Key} leaves");
        var times = _requests[request.Key] = _requests.GetValueOrDefault(request.Key) + 1;
        if (times > 1)
        {
            Say("M1", $"{request.Key} was sent {times} times.");
        }

        if ((world.Agenda.Now.Wall - send.Upstream.Sent).Duration() > SimulatedOutlet.UsefulFor)
        {
            Say("M1", $"{request.Key} was sent long after it was decided: its terminal may have given up.");
        }

        if (!world.Journal.Has<Forwarded>(request.Key))
        {
            Say("M1", $"{request.Key} was sent before its record was durable.");
        }
    }

    /// <summary>A reversal left for the acquirer.</summary>
    public void ReversalLeft(SendReversal send)
    {
        var key = send.Transaction.Key;
        Tell($"reversal {send.Try} of {key} leaves");
        if (send.Transaction.Card is { Sealed: null })
        {
            Say("M7", $"the reversal of {key} was sent without the card number.");
        }

        if (send.Transaction.Class == MessageClass.Sale && Audit.Rebuilt(world, key.Terminal, int.MaxValue).Transactions
            .FirstOrDefault(other => other.Original == key && other.Reversal is ReversalDuty.AwaitingOutcome or ReversalDuty.Owed) is { } voided)
        {
            Say("M7", $"the reversal of {key} was sent while its void {voided.Key} was still to be taken back.");
        }
    }

    /// <summary>An answer left for a terminal.</summary>
    public void AnswerLeft(TerminalRequest request, TerminalAnswer content, DeclineReason? audited)
    {
        Seen($"{request.Class} told {content.ResponseCode}");
        Tell($"{request.Class} {request.Key} is told {content.ResponseCode} {audited}");
        switch (request.Class)
        {
            case MessageClass.Reversal when content.ResponseCode == ResponseCodes.Approved:
                _reversalsAccepted.Add(request.Key);
                if (!world.Journal.Records(request.Terminal).OfType<TransactionRecord>().Any(record => record.Key == request.Key))
                {
                    Say("M9", $"the reversal of {request.Key} was accepted and left no trace.");
                }

                break;
            case MessageClass.Sale or MessageClass.SaleVoid or MessageClass.Balance or MessageClass.OfflineSale when audited is not <= DeclineReason.MacMismatch:
                Compare(request, content);
                break;
        }
    }

    /// <summary>A record is durable.</summary>
    public void Durable(string terminal, JournalRecord record)
    {
        Seen(Name(record));
        Tell($"{terminal} {Name(record)} {(record as TransactionRecord)?.Key}");
        if (record is Forwarded forwarded && world.Operator.Denied(terminal, forwarded.Class, world.Gateway.DecidedAt(forwarded.Upstream)))
        {
            Say("M12", $"{forwarded.Key} was sent on under a hold that denies {forwarded.Class}.");
        }
    }

    /// <summary>A terminal settled.</summary>
    public void Settled(string terminal, int batch, bool balanced, bool upright)
    {
        Seen(balanced ? "settlement: balanced" : "settlement: not balanced");
        if (upright && !balanced)
        {
            Say("M11", $"{terminal} did everything right and batch {batch} does not balance.");
        }
    }

    /// <summary>Everything has come to rest, or never will.</summary>
    public void AtRest(bool rests)
    {
        if (!rests)
        {
            Say("M13", "the run does not come to rest.");
            return;
        }

        Audit.Run(world, this);
    }

    private void Compare(TerminalRequest request, TerminalAnswer content)
    {
        var approves = SimulatedTerminal.Approves(content.ResponseCode);
        if (approves && world.Gateway.Ledger(request.Terminal).Find(request.Key)
            is not ({ State: TransactionState.Approved, Reversal: ReversalDuty.None } or { State: TransactionState.Quarantined }))
        {
            Say("M3", $"{request.Key} was answered as approved when it was not.");
        }

        var asked = (request.Key, request.ContentFingerprint);
        if (_answers.TryGetValue(asked, out var before) && approves)
        {
            if (before.ResponseCode != content.ResponseCode)
            {
                Say("M4", $"{request.Key} was answered {before.ResponseCode} and later {content.ResponseCode}.");
            }
            else if ((before.Rrn, before.AuthCode) != (content.Rrn, content.AuthCode))
            {
                Say("M4", $"{request.Key} was approved twice with different numbers.");
            }
        }

        _answers[asked] = content;
    }

    private static string Name(JournalRecord record) => record switch
    {
        OutcomeUnknown unknown => $"OutcomeUnknown {unknown.Loss}",
        Refused refused => $"Refused {refused.Reason}",
        ReversalAccepted { Moot: true } => "ReversalAccepted moot",
        ReversalAccepted { HeldUntil: not null } => "ReversalAccepted held",
        ReversalSent { OutOfWork: true } => "ReversalSent out of work",
        ReversalSent { Try: > 1 } => "ReversalSent again",
        ReversalRejected { Contradicts: true } => "ReversalRejected contradicting",
        ReversalRejected { ResponseCode: "00" or "94" or "25" } => "ReversalRejected too early",
        ReversalDone done => $"ReversalDone {done.ResponseCode}",
        BatchClosed { Quarantined: true } => "BatchClosed quarantined",
        Quarantined kept => $"Quarantined {kept.Class}",
        _ => record.GetType().Name,
    };
}
