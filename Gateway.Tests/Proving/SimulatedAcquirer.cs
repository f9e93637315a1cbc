using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>The acquirer and the road to it. What it charged and gave back is the truth that everybody else is measured by.</summary>
internal sealed class SimulatedAcquirer(World world)
{
    // Approved, and something about it is to be looked into.
    private static readonly string[] _defects = ["A2", "A4", "A5", "A6", "11"];

    private readonly Dictionary<TraceKey, Charge> _charges = [];

    public IReadOnlyDictionary<TraceKey, Charge> Charges => _charges;

    public bool IsUp { get; private set; } = true;

    public void GoDown(int milliseconds)
    {
        IsUp = false;
        world.Agenda.After(milliseconds, () =>
        {
            IsUp = true;
            world.Gateway.Outlet.LinkUp();
        });
    }

    public void Take(SendRequest send)
    {
        var (dice, faults) = (world.Dice, world.Faults);
        if (dice.Chance(faults.DropRequest) || world.Script.LosesRequest(send.Request))
        {
            return;
        }

        // Whoever forgets reversals may even work on a request longer than he promised; then his answer is certain to come.
        var overSlow = faults.NoTombstones && dice.Chance(faults.OverSlow);
        var work = overSlow ? dice.Between(26_000, 55_000)
            // Around the gateway's own patience it is most interesting.
            : dice.Chance(faults.LateAnswer) ? (dice.Chance(50) ? dice.Between(19_000, 24_800) : dice.Between(2_000, 19_000))
            : dice.Between(50, 1_500);
        world.Agenda.After(work, () => Answer(send.Request.Key, Decide(send), overSlow));
    }

    public void Take(SendReversal send)
    {
        var (dice, faults) = (world.Dice, world.Faults);
        var (key, number) = (send.Transaction.Key, send.Try);
        if (!IsUp || dice.Chance(faults.DropReversal))
        {
            return;
        }

        world.Agenda.After(dice.Between(50, dice.Chance(faults.LateAnswer) ? 12_000 : 1_500), () =>
        {
            var code = dice.Chance(faults.RejectReversal) ? "96" : TakeBack(key);
            for (var copies = dice.Chance(faults.DoubleAnswer) ? 2 : 1; copies > 0; copies--)
            {
                if (!dice.Chance(faults.DropAnswer))
                {
                    world.Agenda.After(dice.Between(20, dice.Chance(faults.LateAnswer) ? 20_000 : 500), () => world.Gateway.Post(new ReversalAnswered(key, code, number)));
                }
            }
        });
    }

    private string Decide(SendRequest send)
    {
        var key = send.Request.Key;
        var charge = _charges.GetValueOrDefault(key) ?? new Charge(send.Request.Class, send.Original?.Key);
        _charges[key] = charge;
        charge.Class = send.Request.Class;
        charge.Original = send.Original?.Key;
        charge.Requests++;
        if (charge.Reversed)
        {
            world.Seen("acquirer: a stone in the way");
            return "25";
        }

        var declines = world.Dice.Chance(world.Faults.Decline) || world.Script.Declines(send.Request)
            || (send.Original is { } sale && !(_charges.TryGetValue(sale.Key, out var original) && original.Stands));
        charge.Approvals += declines ? 0 : 1;
        world.Witness.Tell($"acquirer {key} {(declines ? "declines" : "charges")}");
        return declines ? "51"
            : world.Dice.Chance(world.Faults.Partial) ? "10"
            : world.Dice.Chance(world.Faults.Defect) ? world.Dice.Pick(_defects)
            : "00";
    }

    private void Answer(TraceKey key, string code, bool certain)
    {
        var (dice, faults) = (world.Dice, world.Faults);
        for (var copies = dice.Chance(faults.DoubleAnswer) ? 2 : 1; copies > 0; copies--)
        {
            if (certain || !(dice.Chance(faults.DropAnswer) || world.Script.LosesAnswer(key)))
            {
                Deliver(dice.Between(20, dice.Chance(faults.LateAnswer) ? 25_000 : 500), key, code, certain);
            }
        }
    }

    // An answer is lost with its connection; one that is certain to come is said until it is written down, within reason.
    private void Deliver(int after, TraceKey key, string code, bool certain, int times = 1) => world.Agenda.After(after, () =>
    {
        world.Gateway.Post(new AcquirerAnswered(key, new AcquirerAnswer { ResponseCode = code, AuthCode = code == "00" ? $"A{key.Stan:D5}" : "" }));
        if (certain && times < 10 && !world.Journal.Has<LateApproval>(key) && !world.Journal.Has<Approved>(key))
        {
            Deliver(30_000, key, code, certain, times + 1);
        }
    });

    private string TakeBack(TraceKey key)
    {
        if (world.Faults.VoidedIsGone && _charges.Values.Any(other => other is { Class: MessageClass.SaleVoid, Stands: true } && other.Original == key))
        {
            world.Seen("acquirer: a voided sale not found");
            return "25";
        }

        // Only where the answer to the request was heard: said of anything else it would be believed, and rightly so.
        if (world.Dice.Chance(world.Faults.Forgets) && world.Journal.Has<Approved>(key))
        {
            return "25";
        }

        if (_charges.TryGetValue(key, out var charge))
        {
            var code = charge.Reversed ? "94" : "00";
            world.Witness.Tell($"acquirer {key} takes back {code}");
            charge.Reversed = true;
            return code;
        }

        if (world.Faults.NoTombstones)
        {
            world.Seen(world.Faults.SaysYes ? "acquirer: yes to what it has not seen" : "acquirer: original not found");
            return world.Faults.SaysYes ? "00" : "25";
        }

        _charges[key] = new Charge(MessageClass.Unknown, null) { Reversed = true };
        return "00";
    }
}

/// <summary>What the acquirer holds under one trace.</summary>
internal sealed class Charge(MessageClass message, TraceKey? original)
{
    public MessageClass Class { get; set; } = message;

    public TraceKey? Original { get; set; } = original;

    public int Requests { get; set; }

    public int Approvals { get; set; }

    public bool Reversed { get; set; }

    /// <summary>Money has moved and was not given back.</summary>
    public bool Stands => Approvals > 0 && !Reversed;
}
