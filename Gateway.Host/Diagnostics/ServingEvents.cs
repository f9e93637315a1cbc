using Microsoft.Extensions.Logging;

namespace Gateway.Host.Diagnostics;

/// <summary>Everything starting and stopping says in the log: 9000 to 9999. Numbers are never reused.</summary>
internal static partial class ServingEvents
{
    [LoggerMessage(9001, LogLevel.Information, "Journal read back: {Records} records, {Merchants} merchants, {Terminals} terminals.")]
    public static partial void Recovered(ILogger logger, long records, int merchants, int terminals);

    [LoggerMessage(9002, LogLevel.Information, "Gateway is ready: operators at {Api}, terminals at {Terminals}.")]
    public static partial void Ready(ILogger logger, string api, string terminals);

    [LoggerMessage(9003, LogLevel.Information, "Gateway stops: no new connection, {Open} requests still wait for their answers.")]
    public static partial void Stopping(ILogger logger, int open);

    [LoggerMessage(9004, LogLevel.Information, "Gateway has stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(9005, LogLevel.Warning, "NOT FOR PRODUCTION: a local master key was made in {File}, check value {Kcv}. Whoever reads that file reads every key of this gateway.")]
    public static partial void MadeMasterKey(ILogger logger, string file, string kcv);

    [LoggerMessage(9006, LogLevel.Warning, "Keys are held in this process by the software security module; PIN acceptance in production asks for a hardware one.")]
    public static partial void SoftwareModule(ILogger logger);

    [LoggerMessage(9007, LogLevel.Critical, "A lane failed with {Fault}; the gateway stops so that nothing is decided on a broken ledger.")]
    public static partial void LaneFailed(ILogger logger, string fault);

    [LoggerMessage(9008, LogLevel.Warning, "{Open} requests were still without an answer when the time to stop was over; they are reversed on the next start.")]
    public static partial void StoppedWithOpenRequests(ILogger logger, int open);

    [LoggerMessage(9009, LogLevel.Information, "Zone PIN key of acquirer {Acquirer} is in use, check value {Kcv}.")]
    public static partial void ZoneKeyLoaded(ILogger logger, string acquirer, string kcv);

    [LoggerMessage(9010, LogLevel.Warning, "The memory of this process could not be closed to core files and other processes: {Why}. Do it in the operating system.")]
    public static partial void MemoryNotClosed(ILogger logger, string why);

    [LoggerMessage(9011, LogLevel.Critical, "The gateway ends for a fault of its own, {Fault} in {Room} on thread {Thread}. The crash report is {File}.")]
    public static partial void CrashReported(ILogger logger, string fault, string room, string thread, string file);

    [LoggerMessage(9012, LogLevel.Critical, "The gateway ends for a fault of its own, {Fault} in {Room} on thread {Thread}. A crash report could not be written: {Why}.")]
    public static partial void CrashNotReported(ILogger logger, string fault, string room, string thread, string why);

    [LoggerMessage(9013, LogLevel.Warning, "{Why} Until one that fits is loaded, requests with a PIN are declined.")]
    public static partial void ZoneKeyDoesNotFit(ILogger logger, string why);
}
