using System.Globalization;
using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>Decides requests by the rules and writes them into the book. Safe from several threads.</summary>
internal sealed class AcquirerDesk(AcquirerRules rules, IPinCheck? pins, TimeProvider clock, CardIssuer? issuer = null, DeskKeys? keys = null)
{
    private const string Available = "0002156C000000500000";

    private static readonly int[] _echoed = [2, 3, 4, 7, 11, 12, 13, 25, 32, 33, 37, 41, 42, 49, 70];

    private readonly AnswerPlanner _planner = new(rules);
    private int _authCodes;
    private int _wrongPinBlocks;
    private int _pinBlocks;
    private int _signOns;

    /// <summary>The book.</summary>
    internal AcquirerLedger Ledger { get; } = new();

    /// <summary>MACs and changes of keys.</summary>
    internal DeskKeys Keys { get; } = keys ?? DeskKeys.None;

    /// <summary>PIN blocks seen.</summary>
    internal int PinBlocks => _pinBlocks;

    /// <summary>PIN blocks that were not of the card's PIN under the zone key.</summary>
    internal int WrongPinBlocks => _wrongPinBlocks;

    /// <summary>How often a gateway has signed on.</summary>
    internal int SignOns => Volatile.Read(ref _signOns);

    /// <summary>Answers one message; a type that is not spoken here gets no answer.</summary>
    internal DeskAnswer Answer(IsoMessage request) => request.Type.Value switch
    {
        800 => Manage(request),
        810 => Learn(request),
        200 => Decide(request),
        420 or 421 => Reverse(request),
        _ => default,
    };

    private static IsoMessage Echo(IsoMessage request)
    {
        var reply = new IsoMessage(request.Type.Response());
        foreach (var element in _echoed)
        {
            if (request.Text(element) is { } text)
            {
                reply.Set(element, text);
            }
        }

        return reply;
    }

    private DeskAnswer Manage(IsoMessage request)
    {
        Interlocked.Add(ref _signOns, request.Text(70) == "001" ? 1 : 0);
        return request.Text(70) != KeyChanges.Request ? new DeskAnswer(Echo(request).Set(39, "00"), TimeSpan.Zero)
            : Keys.Changes is { } changes ? new DeskAnswer(Echo(request).Set(39, "00"), TimeSpan.Zero, changes.Begin())
            : new DeskAnswer(Echo(request).Set(39, "40"), TimeSpan.Zero);
    }

    private DeskAnswer Learn(IsoMessage answer)
    {
        Keys.Changes?.Answered(answer);
        return default;
    }

    private DeskAnswer Decide(IsoMessage request)
    {
        var plan = _planner.Plan(request.Text(4) ?? "");
        if (plan.Kind == AnswerKind.Lose)
        {
            return default;
        }

        var isPinRight = CheckPin(request);
        var isCardRight = issuer is null || issuer.IsCardRight(request);
        var kind = request.Text(3)?[..2] ?? "";
        var rrn = request.Text(37) ?? "";
        var original = kind == "20" ? Ledger.Lookup(AcquirerKey.OfOriginal(request), "") : null;
        var entry = new AcquirerEntry
        {
            Key = AcquirerKey.Of(request),
            Kind = kind,
            Terminal = request.Text(41) ?? "",
            Rrn = rrn,
            Amount = long.Parse(request.Text(4) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture),
            Original = original,
        };
        var code = Ledger.Enter(entry, () => (plan.Kind, kind) switch
        {
            (AnswerKind.Decline, _) => plan.Code,
            _ when !isCardRight => "82",
            _ when !isPinRight => "55",
            (_, "20") => original is { Stands: true, VoidedBy: null } && original.Amount == entry.Amount ? "00" : "25",
            _ => "00",
        });
        return new DeskAnswer(plan.Kind == AnswerKind.Drop ? null : Reply(request, kind, code), plan.Delay);
    }

    private IsoMessage Reply(IsoMessage request, string kind, string code)
    {
        var reply = Echo(request).Set(15, clock.GetLocalNow().ToString("MMdd", CultureInfo.InvariantCulture)).Set(39, code);
        if (issuer?.ChipAnswer(request, code) is { } chip)
        {
            reply.Set(55, chip);
        }

        if (code != "00")
        {
            return reply;
        }

        reply.Set(38, (Interlocked.Increment(ref _authCodes) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture));
        return kind == "31" ? reply.Set(54, Available) : reply;
    }

    private DeskAnswer Reverse(IsoMessage request)
    {
        var plan = _planner.PlanReversal();
        var code = Ledger.Reverse(AcquirerKey.OfOriginal(request), request.Text(37) ?? "");
        return new DeskAnswer(plan.Kind == AnswerKind.Drop ? null : Echo(request).Set(39, code), plan.Delay);
    }

    private bool CheckPin(IsoMessage request)
    {
        if (!request.Has(52) || pins is null)
        {
            return true;
        }

        Interlocked.Increment(ref _pinBlocks);
        var isRight = pins.IsRight(request);
        Interlocked.Add(ref _wrongPinBlocks, isRight ? 0 : 1);
        return isRight;
    }
}
