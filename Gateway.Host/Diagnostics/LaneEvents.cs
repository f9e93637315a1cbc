using Microsoft.Extensions.Logging;

namespace Gateway.Host.Diagnostics;

/// <summary>Everything the lanes say in the log: 3000 to 3999. Numbers are never reused.</summary>
internal static partial class LaneEvents
{
    [LoggerMessage(3001, LogLevel.Error, "Deciding a {Class} of terminal {Terminal} failed with {Fault}; it was answered 96, or not at all when its trace was known.")]
    public static partial void DecisionFailed(ILogger logger, string fault, string @class, string terminal);

    [LoggerMessage(3002, LogLevel.Error, "The journal took nothing in, so {Event} of terminal {Terminal} was not carried out.")]
    public static partial void StoreRefused(ILogger logger, string @event, string terminal);

    [LoggerMessage(3003, LogLevel.Error, "What is durable of terminal {Terminal} cannot be read, so nothing of it goes on; it is tried again.")]
    public static partial void StreamUnreadable(ILogger logger, string terminal);

    [LoggerMessage(3004, LogLevel.Critical, "The record of {Event} of terminal {Terminal} cannot be written ({Fault}), so it was not carried out.")]
    public static partial void RecordUnwritable(ILogger logger, string fault, string @event, string terminal);
}
