using Gateway.Iso8583.Messages;

namespace Gateway.Host.Upstream;

/// <summary>Message types of an acquirer link, and the codes of its network management.</summary>
internal static class LinkTypes
{
    internal const int FinancialAnswer = 210;
    internal const int ReversalAnswer = 410;
    internal const int ReversalAdviceAnswer = 430;
    internal const int ManagementRequest = 800;
    internal const int ManagementAnswer = 810;

    internal const string SignOn = "001";
    internal const string SignOff = "002";
    internal const string KeyChange = "101";
    internal const string KeyRequest = "161";
    internal const string Echo = "301";

    internal const string Accepted = "00";
    internal const string PartialApproval = "10";
    internal const string FunctionNotSupported = "40";

    /// <summary>0200: sale, balance inquiry and void.</summary>
    internal static MessageType Financial { get; } = MessageType.Parse("0200");

    /// <summary>0420: a reversal told as a fact.</summary>
    internal static MessageType ReversalAdvice { get; } = MessageType.Parse("0420");

    /// <summary>0800: sign-on, echo, sign-off, change of keys.</summary>
    internal static MessageType Management { get; } = MessageType.Parse("0800");
}
