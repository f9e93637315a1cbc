using Gateway.Host.Estate;

namespace Gateway.Host.Upstream;

/// <summary>DE 39 of the answer to a key change. The table stands in docs/wire.md.</summary>
internal static class KeyAnswers
{
    /// <summary>The key verified, is durable and in force.</summary>
    internal const string Taken = LinkTypes.Accepted;

    /// <summary>DE 48 is missing or no form of a key.</summary>
    internal const string Unreadable = "30";

    /// <summary>A form or a kind of key that is not taken on this link.</summary>
    internal const string NotTaken = LinkTypes.FunctionNotSupported;

    /// <summary>The check value or the block's MAC is wrong, or the key is one that is refused.</summary>
    internal const string NotVerified = "63";

    /// <summary>There is no zone master key to open it with.</summary>
    internal const string NoMasterKey = "81";

    /// <summary>Nothing can be taken in now; ask again.</summary>
    internal const string NotNow = "96";

    /// <summary>The code of an outcome.</summary>
    internal static string Of(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Done or CommandOutcome.Already => Taken,
        CommandOutcome.NotFound => NoMasterKey,
        CommandOutcome.Invalid => NotVerified,
        _ => NotNow,
    };
}
