using System.Collections.Immutable;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Core.Estate;

/// <summary>What a terminal may do now: computed from its holds and its merchant's, never stored.</summary>
/// <param name="Holds">Every hold in force on the terminal or above it.</param>
/// <remarks>Immutable. Several holds add up: a class may do what the strictest of them lets it do, and no single release opens it early.</remarks>
internal sealed record Standing(ImmutableArray<Hold> Holds)
{
    /// <summary>No hold at all.</summary>
    public static Standing Clear { get; } = new([]);

    /// <summary>What the holds together let a class do.</summary>
    public Permission For(MessageClass message)
    {
        var least = Permission.Allow;
        foreach (var hold in Holds)
        {
            var permission = PermissionMatrix.For(message, hold.Level);
            least = permission > least ? permission : least;
        }

        return least;
    }

    /// <summary>The hold a refusal names: the strictest for the class, then the gravest reason, then the oldest.</summary>
    public Hold? Naming(MessageClass message)
    {
        Hold? named = null;
        foreach (var hold in Holds)
        {
            if (named is null || Outranks(hold, named, message))
            {
                named = hold;
            }
        }

        return named;
    }

    /// <summary>The strongest level in force; null when there is no hold.</summary>
    public HoldLevel? Level => Holds.IsEmpty ? null : Holds.Max(hold => hold.Level);

    private static bool Outranks(Hold hold, Hold other, MessageClass message)
    {
        var byPermission = PermissionMatrix.For(message, hold.Level).CompareTo(PermissionMatrix.For(message, other.Level));
        if (byPermission != 0)
        {
            return byPermission > 0;
        }

        var byReason = HoldReasons.Gravity(hold.Reason).CompareTo(HoldReasons.Gravity(other.Reason));
        return byReason != 0 ? byReason < 0 : hold.Id < other.Id;
    }
}
