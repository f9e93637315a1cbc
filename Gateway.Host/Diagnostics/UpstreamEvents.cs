using Microsoft.Extensions.Logging;

namespace Gateway.Host.Diagnostics;

/// <summary>Everything the acquirer side says in the log: 2000 to 2999. Numbers are never reused.</summary>
/// <remarks>No event takes a message, a frame or a byte array, so none can leak one.</remarks>
internal static partial class UpstreamEvents
{
    [LoggerMessage(2001, LogLevel.Information, "Acquirer {Acquirer}: connecting to {Host} port {Port}.")]
    public static partial void Connecting(ILogger logger, string acquirer, string host, int port);

    [LoggerMessage(2002, LogLevel.Information, "Acquirer {Acquirer}: signed on, the link is up.")]
    public static partial void Up(ILogger logger, string acquirer);

    [LoggerMessage(2003, LogLevel.Warning, "Acquirer {Acquirer}: link down. {Reason} {Pending} unanswered; next try in {WaitMs} ms.")]
    public static partial void Down(ILogger logger, string acquirer, string reason, int pending, double waitMs);

    [LoggerMessage(2004, LogLevel.Information, "Acquirer {Acquirer}: link stopped. {Reason} {Pending} unanswered.")]
    public static partial void Stopped(ILogger logger, string acquirer, string reason, int pending);

    [LoggerMessage(2005, LogLevel.Error, "Acquirer {Acquirer}: the link failed on our side with {Fault}; it is opened again.")]
    public static partial void LinkFailed(ILogger logger, string acquirer, string fault);

    [LoggerMessage(2006, LogLevel.Warning, "Acquirer {Acquirer}: the connection failed with {Fault}; it is closed.")]
    public static partial void ConnectionFailed(ILogger logger, string acquirer, string fault);

    [LoggerMessage(2010, LogLevel.Warning, "Request {Trace} was not sent to {Acquirer}: {Reason}")]
    public static partial void RequestNotSent(ILogger logger, string trace, string acquirer, string reason);

    [LoggerMessage(2011, LogLevel.Error, "A {Type} about {Trace} cannot be written for {Acquirer}: {Fault}")]
    public static partial void Unwritable(ILogger logger, string type, string trace, string acquirer, string fault);

    [LoggerMessage(2012, LogLevel.Error, "A {Type} about {Trace} with numbers that were used before was not sent to {Acquirer} again.")]
    public static partial void NumbersUsedTwice(ILogger logger, string type, string trace, string acquirer);

    [LoggerMessage(2013, LogLevel.Error, "The card of {Trace} cannot be opened ({Fault}); its reversal goes out without the number.")]
    public static partial void CardSealedForGood(ILogger logger, string trace, string fault);

    [LoggerMessage(2020, LogLevel.Warning, "Acquirer {Acquirer}: {Type} STAN {Stan} answers nothing: {Verdict}. {Unlogged} not logged.")]
    public static partial void Unmatched(ILogger logger, string acquirer, string type, string stan, string verdict, long unlogged);

    [LoggerMessage(2021, LogLevel.Information, "Acquirer {Acquirer}: a late {Type} about {Trace}, response code {ResponseCode}.")]
    public static partial void Late(ILogger logger, string acquirer, string type, string trace, string responseCode);

    [LoggerMessage(2022, LogLevel.Error, "Acquirer {Acquirer}: {Trace} was approved for another amount; it counts as a partial approval.")]
    public static partial void OtherAmount(ILogger logger, string acquirer, string trace);

    [LoggerMessage(2030, LogLevel.Error, "Acquirer {Acquirer}: closed, {Error} in element {Element} at byte {Offset}, {Length} long.")]
    public static partial void Unreadable(ILogger logger, string acquirer, string error, string element, int offset, int length);

    [LoggerMessage(2031, LogLevel.Error, "Acquirer {Acquirer}: the connection is closed: {Fault} {Diagnosis}")]
    public static partial void BadFrame(ILogger logger, string acquirer, string fault, string diagnosis);

    [LoggerMessage(2023, LogLevel.Warning, "Acquirer {Acquirer}: {Type} STAN {Stan} was dropped: {Why}. {Unlogged} not logged.")]
    public static partial void Unproven(ILogger logger, string acquirer, string type, string stan, string why, long unlogged);

    [LoggerMessage(2050, LogLevel.Information, "Acquirer {Acquirer}: its {Usage} key, check value {Kcv}, came by exchange and is in force.")]
    public static partial void KeyTaken(ILogger logger, string acquirer, string usage, string kcv);

    [LoggerMessage(2051, LogLevel.Warning, "Acquirer {Acquirer}: a key change was refused with {Code}: {Why}. {Unlogged} not logged.")]
    public static partial void KeyRefused(ILogger logger, string acquirer, string code, string why, long unlogged);

    [LoggerMessage(2052, LogLevel.Warning, "Acquirer {Acquirer}: messages carry MACs here and there is no zone MAC key; requests are refused until one is loaded or exchanged.")]
    public static partial void NoMacKey(ILogger logger, string acquirer);

    [LoggerMessage(2040, LogLevel.Error, "An event for the lanes was lost on our side: {Fault}.")]
    public static partial void NotPosted(ILogger logger, string fault);
}
