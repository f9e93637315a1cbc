using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>Somebody who places and releases holds, on terminals and on their merchant.</summary>
internal sealed class SimulatedOperator(World world)
{
    private static readonly string[] _reasons = ["FEE-01", "SEC-01", "GOV-01", "OPR-03"];

    private readonly List<(Hold Hold, long From, long Until)> _holds = [];
    private long _ids;

    /// <summary>What the holds allow a terminal now.</summary>
    public Standing Standing(string terminal)
    {
        var at = world.Agenda.Clock - (world.Planted == Planted.StaleStanding ? 60_000 : 0);
        return new Standing([.. _holds.Where(entry => entry.From <= at && at < entry.Until && Concerns(entry.Hold, terminal)).Select(entry => entry.Hold)]);
    }

    /// <summary>Whether a hold that was in force before an instant, and still at it, denies a class.</summary>
    public bool Denied(string terminal, MessageClass message, long at) => _holds.Any(entry
        => entry.From < at && at < entry.Until && Concerns(entry.Hold, terminal)
            && PermissionMatrix.For(message, entry.Hold.Level) is Permission.Deny or Permission.OperatorOnly);

    public void Act()
    {
        if (world.Dice.Chance(40))
        {
            Release(world.Dice.Pick<HoldSubject>([Merchant, Terminal()]));
        }
        else
        {
            Place(world.Dice.Chance(30) ? Merchant : Terminal(), (HoldLevel)world.Dice.Between(1, 5));
        }
    }

    public void Place(HoldSubject subject, HoldLevel level)
        => _holds.Add((new Hold(++_ids, subject, level, world.Dice.Pick(_reasons), world.Agenda.Now.Wall), world.Agenda.Clock, long.MaxValue));

    public void Release(HoldSubject? subject = null)
    {
        for (var at = 0; at < _holds.Count; at++)
        {
            if (_holds[at].Until == long.MaxValue && (subject is null || _holds[at].Hold.Subject == subject))
            {
                _holds[at] = _holds[at] with { Until = world.Agenda.Clock };
            }
        }
    }

    private static HoldSubject Merchant => new(SubjectKind.Merchant, World.Merchant);

    private HoldSubject Terminal() => new(SubjectKind.Terminal, world.Dice.Pick(world.Terminals).Id);

    private static bool Concerns(Hold hold, string terminal) => hold.Subject.Kind == SubjectKind.Merchant || hold.Subject.Id == terminal;
}
