using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>A terminal that keeps its own books: it repeats, reverses what it does not know, and settles when nothing is open.</summary>
internal sealed class SimulatedTerminal(World world, string id)
{
    private const int Patience = 45_000;

    private static readonly string[] _approving = ["00", "10", "11", "A2", "A4", "A5", "A6"];

    private readonly TerminalFrames _frames = new(id);
    private readonly List<Receipt> _receipts = [];
    private TerminalRequest? _asked;
    private Action<TerminalAnswer> _told = _ => { };
    private long _turn;
    private int _step;
    private Receipt? _owed;
    private Receipt? _advice;
    private TerminalRequest? _settlement;
    private bool _signedOn;
    private bool _settledAtTheEnd;
    private int _reversalTries;

    public string Id { get; } = id;

    /// <summary>Version of the keys it signs with; 0 before the first sign-on.</summary>
    public int Keys { get; private set; }

    /// <summary>It has left for good: nobody will ever hear from it again.</summary>
    public bool HasLeft { get; private set; }

    public IReadOnlyList<Receipt> Receipts => _receipts;

    /// <summary>It broke a rule of the trade, so its totals and beliefs are its own.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>Whether a terminal prints "approved" for this code: it does so for more than the gateway ever sends.</summary>
    public static bool Approves(string? code) => _approving.Contains(code);

    /// <summary>Goes on with whatever is most urgent.</summary>
    public void Next()
    {
        var next = _owed is not null ? Reverse
            : !_signedOn ? SignOn
            : _advice is not null ? Advise
            : _settlement is not null ? Settle
            : IsThrough ? End
            : (Action)Act;
        world.Agenda.After(world.Script.IsEmpty ? world.Dice.Between(100, 6_000) : 100, () =>
        {
            if (!HasLeft)
            {
                next();
            }
        });
    }

    /// <summary>An answer came; only one that fits what was asked last is looked at.</summary>
    public void Hear(TerminalRequest request, TerminalAnswer content)
    {
        if (_asked is { } asked && asked.Class == request.Class && asked.Stan == request.Stan && asked.Batch == request.Batch && !HasLeft)
        {
            _asked = null;
            _turn++;
            _told(content);
        }
    }

    /// <summary>Power off and on: what was open is reversed, what was owed stays owed.</summary>
    public void Reboot()
    {
        if (_asked is { Class: MessageClass.Sale or MessageClass.SaleVoid or MessageClass.Balance } asked)
        {
            _owed = _receipts.Single(receipt => receipt.Key == asked.Key);
        }

        if (_asked is not null)
        {
            _asked = null;
            var turn = ++_turn;
            world.Agenda.After(3_000, () => If(turn, Next));
        }
    }

    /// <summary>Leaves for good; what it did not know stays unknown.</summary>
    public void Leave()
    {
        HasLeft = true;
        foreach (var receipt in _receipts.Where(receipt => receipt.Belief == Belief.Open))
        {
            receipt.Belief = Belief.Abandoned;
        }
    }

    private bool IsThrough => world.Script.IsEmpty ? world.IsHealed : _step >= world.Script.Steps.Count;

    private void Act()
    {
        var step = world.Script.IsEmpty ? world.AnyStep() : world.Script.Steps[_step];
        _step++;
        switch (step.Split(':')[0])
        {
            case "sale": Ask(Open(MessageClass.Sale, 100 * world.Dice.Between(1, 99)), step); break;
            case "balance": Ask(Open(MessageClass.Balance, 0), step); break;
            case "void" when Voidable() is { } sale: Void(sale, step); break;
            case "offline": (_advice = Open(MessageClass.OfflineSale, 700)).Times = 0; Next(); break;
            case "settle": _settlement = _frames.Settlement(Totals()); Next(); break;
            case "signoff": Ask(_frames.SignOff(), 5_000, _ => { _signedOn = false; Next(); }, Next); break;
            default: Next(); break;
        }
    }

    private Receipt? Voidable() => _receipts.LastOrDefault(receipt => receipt is { Class: MessageClass.Sale, Belief: Belief.Approved }
        && receipt.Key.Batch == _frames.Batch && !_receipts.Any(other => other.Original == receipt && other.Belief is Belief.Approved or Belief.Abandoned));

    private Receipt Open(MessageClass message, long amount, Receipt? original = null)
    {
        var receipt = new Receipt(_frames.NextKey(), message, amount, original);
        _receipts.Add(receipt);
        return receipt;
    }

    private void Void(Receipt sale, string step)
    {
        Ask(Open(MessageClass.SaleVoid, sale.Amount, sale), step);
        if (world.Faults.Quirks && world.Dice.Chance(30))
        {
            IsOdd = true;
            world.Agenda.After(world.Dice.Between(50, 25_000), () => world.Send(this, TerminalFrames.Reversal(sale)));
        }
    }

    private void Ask(Receipt receipt, string step)
    {
        world.Script.Note(receipt.Key, step);
        receipt.Times++;
        Ask(TerminalFrames.Financial(receipt), Patience, content => Told(receipt, content), () =>
        {
            if (receipt.Times < 2 && world.Dice.Chance(50))
            {
                Ask(receipt, step);
                return;
            }

            _owed = receipt;
            Next();
        });
    }

    private void Told(Receipt receipt, TerminalAnswer content)
    {
        _signedOn &= content.ResponseCode is not ("77" or "A0");
        if (content.ResponseCode == "A0" && receipt.Times > 1)
        {
            // The first sending may have gone through.
            _owed = receipt;
        }
        else
        {
            receipt.Belief = Approves(content.ResponseCode) ? Belief.Approved : Belief.Declined;
        }

        Next();
    }

    private void Advise() => Ask(TerminalFrames.Financial(_advice!), 10_000, content =>
    {
        _signedOn &= content.ResponseCode is not ("77" or "A0");
        if (content.ResponseCode == "00")
        {
            _advice!.Belief = Belief.Approved;
            _advice = null;
        }

        Next();
    }, Next);

    private void Reverse() => Ask(TerminalFrames.Reversal(_owed!), 15_000, content =>
    {
        if (content.ResponseCode != "00")
        {
            // The keys no longer agree; a terminal that may not sign on keeps asking.
            SignOn();
            return;
        }

        GiveUpReversal(Belief.Reversed);
    }, () =>
    {
        if (++_reversalTries >= 3 && world.Faults.Quirks)
        {
            GiveUpReversal(Belief.Abandoned);
            return;
        }

        Next();
    });

    private void GiveUpReversal(Belief belief)
    {
        _owed!.Belief = belief;
        (_owed, _reversalTries) = (null, 0);
        Next();
    }

    private void SignOn() => Ask(_frames.SignOn(), 8_000, content =>
    {
        if (content.ResponseCode == "00")
        {
            (_signedOn, Keys, _frames.Batch) = (true, BitConverter.ToInt32(content.Field62!), content.Batch);
            Next();
            return;
        }

        var turn = _turn;
        world.Agenda.After(20_000, () => If(turn, Next));
    }, Next);

    private void Settle() => Ask(_settlement!, 15_000, content =>
    {
        var upright = !IsOdd && _receipts.All(receipt => receipt.Key.Batch != _frames.Batch || receipt.Belief != Belief.Abandoned);
        world.Witness.Settled(Id, _frames.Batch, content.SettlementTotals[30] == '1', upright);
        _frames.Batch++;
        _settlement = null;
        Next();
    }, Next);

    private void End()
    {
        if (!_settledAtTheEnd)
        {
            _settledAtTheEnd = true;
            _settlement = _frames.Settlement(Totals());
            Next();
        }
    }

    private BatchTotals Totals() => _receipts.Where(receipt => receipt.Counts && receipt.Key.Batch == _frames.Batch)
        .Aggregate(default(BatchTotals), (totals, receipt) => totals.Add(receipt.Class == MessageClass.SaleVoid, receipt.Amount));

    private void Ask(TerminalRequest request, int patience, Action<TerminalAnswer> told, Action unanswered)
    {
        (_asked, _told) = (request, told);
        var turn = ++_turn;
        world.Send(this, request);
        world.Agenda.After(patience, () => If(turn, () =>
        {
            _asked = null;
            unanswered();
        }));
    }

    private void If(long turn, Action action)
    {
        if (turn == _turn && !HasLeft)
        {
            _turn++;
            action();
        }
    }
}
