using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>A transaction as its terminal sees it.</summary>
internal sealed class Receipt(TraceKey key, MessageClass message, long amount, Receipt? original = null)
{
    public TraceKey Key { get; } = key;

    public MessageClass Class { get; } = message;

    public long Amount { get; } = amount;

    /// <summary>The sale a void takes back.</summary>
    public Receipt? Original { get; } = original;

    public Belief Belief { get; set; }

    /// <summary>Times it was sent.</summary>
    public int Times { get; set; }

    /// <summary>Whether it counts in a settlement.</summary>
    public bool Counts => Belief == Belief.Approved && Class != MessageClass.Balance;
}

/// <summary>What a terminal believes of a transaction.</summary>
internal enum Belief
{
    /// <summary>Not known yet.</summary>
    Open,

    /// <summary>It printed "approved".</summary>
    Approved,

    /// <summary>It printed a refusal.</summary>
    Declined,

    /// <summary>Its reversal was accepted.</summary>
    Reversed,

    /// <summary>The terminal stopped caring; only the gateway's books can tell.</summary>
    Abandoned,
}
