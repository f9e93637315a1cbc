using Gateway.Iso8583.Framing;
using Gateway.Security.Dukpt;

namespace Gateway.Simulator.Terminals;

/// <summary>Who a terminal is, whom it calls and how it was set up at its bench.</summary>
internal sealed record TerminalProfile
{
    /// <summary>Host name or address it calls.</summary>
    internal required string Host { get; init; }

    /// <summary>TCP port it calls.</summary>
    internal required int Port { get; init; }

    /// <summary>Terminal id, element 41, 8 characters.</summary>
    internal required string TerminalId { get; init; }

    /// <summary>Merchant id, element 42, 15 characters.</summary>
    internal required string MerchantId { get; init; }

    /// <summary>What stands in front of every message. Default that of UnionPay terminals.</summary>
    internal FrameFormat Framing { get; init; } = FrameFormat.UnionPay;

    /// <summary>TPDU in front of every request.</summary>
    internal Tpdu Tpdu { get; init; } = Tpdu.Parse("6000030000");

    /// <summary>Header after it: application 60, software 31, no test mode.</summary>
    internal PosHeader Header { get; init; } = PosHeader.Parse("603100311201");

    /// <summary>The first trace number it uses, 1 to 999999.</summary>
    internal int FirstStan { get; init; } = 1;

    /// <summary>Which keys it asks for at sign-on: 001, 003, 004, or 006 for SM4.</summary>
    internal string KeySet { get; init; } = "003";

    /// <summary>The key serial number it used last, for a device with a key for every transaction (DUKPT); default for any other.</summary>
    internal KeySerialNumber Ksn { get; init; }

    /// <summary>Whether it keeps its connection; otherwise it dials for every exchange.</summary>
    internal bool KeepsLine { get; init; } = true;

    /// <summary>How long it waits for an answer.</summary>
    internal TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it waits for a connection.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it sends a reversal before it gives up, as devices do.</summary>
    internal int ReversalTries { get; init; } = 3;
}
