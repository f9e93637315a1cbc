using Gateway.Iso8583.Codec;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Diagnostics;

/// <summary>Everything the terminal side says in the log: 1000 to 1999. Numbers are never reused.</summary>
/// <remarks>No event takes a message, a frame, a byte array or an exception, so none can leak what was in one.</remarks>
internal static partial class FrontEvents
{
    [LoggerMessage(1001, LogLevel.Information, "Listener {Listener} takes terminals at {Address}:{Port}.")]
    public static partial void ListenerStarted(ILogger logger, string listener, string address, int port);

    [LoggerMessage(1002, LogLevel.Information, "Listener {Listener} takes no new terminals and reads no new requests.")]
    public static partial void ListenerStopped(ILogger logger, string listener);

    [LoggerMessage(1003, LogLevel.Information, "Listener {Listener} closed {Connections} connections.")]
    public static partial void ListenerClosed(ILogger logger, string listener, int connections);

    [LoggerMessage(1004, LogLevel.Warning,
        "Listener {Listener} holds {Connections} connections, its limit: newcomers wait until one closes.")]
    public static partial void AcceptPaused(ILogger logger, string listener, int connections);

    [LoggerMessage(1005, LogLevel.Information, "Listener {Listener} has room again.")]
    public static partial void AcceptResumed(ILogger logger, string listener);

    [LoggerMessage(1006, LogLevel.Warning,
        "Listener {Listener} cannot watch for dead peers as closely as it should: {Option} was refused by the system.")]
    public static partial void SocketOptionRefused(ILogger logger, string listener, string option);

    [LoggerMessage(1010, LogLevel.Debug, "Connection {Connection} opened from {Peer}.")]
    public static partial void ConnectionOpened(ILogger logger, long connection, string peer);

    [LoggerMessage(1011, LogLevel.Debug, "Connection {Connection} from {Peer} closed: {Reason}.")]
    public static partial void ConnectionClosed(ILogger logger, long connection, string peer, string reason);

    [LoggerMessage(1020, LogLevel.Warning,
        "Connection {Connection} from {Peer} is closed: a frame of {Length} bytes is announced, {Least} to {Most} are "
        + "possible. {Diagnosis}")]
    public static partial void FrameLengthRefused(
        ILogger logger, long connection, string peer, long length, int least, int most, string diagnosis);

    [LoggerMessage(1021, LogLevel.Warning, "Connection {Connection} from {Peer} is closed: {Fault} {Diagnosis}")]
    public static partial void FrameRefused(ILogger logger, long connection, string peer, string fault, string diagnosis);

    [LoggerMessage(1022, LogLevel.Warning,
        "Connection {Connection} from {Peer} is closed: a frame was begun and not finished within {Seconds} seconds. {Diagnosis}")]
    public static partial void FrameOverdue(ILogger logger, long connection, string peer, double seconds, string diagnosis);

    [LoggerMessage(1023, LogLevel.Debug, "Connection {Connection} from {Peer} is closed: no whole frame for too long.")]
    public static partial void Idle(ILogger logger, long connection, string peer);

    [LoggerMessage(1024, LogLevel.Warning,
        "Connection {Connection} from {Peer} is closed: it took none of its answers for {Seconds} seconds.")]
    public static partial void WriteStalled(ILogger logger, long connection, string peer, double seconds);

    [LoggerMessage(1030, LogLevel.Warning,
        "Connection {Connection} from {Peer} sent what is no message: {Error} in element {Element} at byte {Offset}, "
        + "{Length} long. Answered: {Answered}.")]
    public static partial void MessageUnreadable(
        ILogger logger, long connection, string peer, FormatError error, string element, int offset, int length, bool answered);

    [LoggerMessage(1031, LogLevel.Warning, "Connection {Connection} from {Peer} is closed: {Count} frames in a row could not be answered.")]
    public static partial void RepeatedGarbage(ILogger logger, long connection, string peer, int count);

    [LoggerMessage(1032, LogLevel.Debug,
        "Connection {Connection} sent a response, {MessageType}; terminals are asked nothing, so it is ignored.")]
    public static partial void ResponseIgnored(ILogger logger, long connection, string messageType);

    [LoggerMessage(1033, LogLevel.Warning,
        "Connection {Connection} from {Peer} sent a message that names no terminal, or one in unprintable characters; it is not answered.")]
    public static partial void TerminalUnnamed(ILogger logger, long connection, string peer);

    [LoggerMessage(1040, LogLevel.Error, "A request of terminal {Terminal}, STAN {Stan}, is not decided: a key could not be used. {Fault}")]
    public static partial void KeyUnusable(ILogger logger, string terminal, int? stan, string fault);

    [LoggerMessage(1041, LogLevel.Error, "A request of terminal {Terminal}, STAN {Stan}, is not decided: {Fault} while finding out about it.")]
    public static partial void GatheringFailed(ILogger logger, string terminal, int? stan, string fault);

    [LoggerMessage(1042, LogLevel.Error, "Connection {Connection} is closed: {Fault} while handling a frame.")]
    public static partial void SessionFailed(ILogger logger, long connection, string fault);

    [LoggerMessage(1043, LogLevel.Error, "Terminal {Terminal} on connection {Connection} gets no answer: {Fault} while writing it.")]
    public static partial void AnswerFailed(ILogger logger, string terminal, long connection, string fault);

    [LoggerMessage(1044, LogLevel.Warning, "Connection {Connection} let go of {Count} requests that were never answered.")]
    public static partial void ExchangesForgotten(ILogger logger, long connection, int count);

    [LoggerMessage(1050, LogLevel.Debug, "Connection {Connection} from {Peer} is closed: {Fault} on the socket.")]
    public static partial void SocketFailed(ILogger logger, long connection, string peer, string fault);
}
