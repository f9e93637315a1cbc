using Microsoft.Extensions.Logging;

namespace Gateway.Host.Journal;

/// <summary>Everything the journal says in the log: 4000 to 4999. Numbers are never reused.</summary>
/// <remarks>No event takes a record or a payload, so none can show one.</remarks>
internal static partial class JournalEvents
{
    [LoggerMessage(4001, LogLevel.Information, "Journal {File} opened at record {Seq}.")]
    public static partial void Opened(ILogger logger, string file, long seq);

    [LoggerMessage(4002, LogLevel.Error, "A commit of {Appends} appends failed: SQLite error {Error}, extended {Extended}.")]
    public static partial void CommitFailed(ILogger logger, int error, int extended, int appends);

    [LoggerMessage(4003, LogLevel.Warning, "The journal was opened anew at record {Seq} after a failure.")]
    public static partial void Reopened(ILogger logger, long seq);

    [LoggerMessage(4004, LogLevel.Error, "The journal could not be opened anew after a failure.")]
    public static partial void NotReopened(ILogger logger, Exception fault);

    [LoggerMessage(4005, LogLevel.Warning, "The watermark could not be written.")]
    public static partial void WatermarkNotWritten(ILogger logger, Exception fault);

    [LoggerMessage(4006, LogLevel.Warning, "Erased cards are still in the write-ahead log: SQLite error {Error}.")]
    public static partial void NotScrubbed(ILogger logger, int error);

    [LoggerMessage(4007, LogLevel.Critical, "The journal has stopped for a fault of our own, {Fault}.")]
    public static partial void Stopped(ILogger logger, string fault);
}
