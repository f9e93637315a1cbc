using Microsoft.Extensions.Logging;

namespace Gateway.Host.Diagnostics;

/// <summary>Everything the estate says in the log: 5000 to 5999. Numbers are never reused.</summary>
internal static partial class EstateEvents
{
    [LoggerMessage(5001, LogLevel.Warning, "The security module did not forget the {Usage} key of {Owner}, check value {Kcv}: {Fault}.")]
    public static partial void KeyNotForgotten(ILogger logger, string usage, string owner, string kcv, string fault);
}
