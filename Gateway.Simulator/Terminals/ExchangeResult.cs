using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Terminals;

/// <summary>How one exchange with the host ended.</summary>
/// <param name="Fault">What was wrong, or none.</param>
/// <param name="Reply">The reply when one could be read.</param>
/// <param name="Took">From the first byte sent to the reply.</param>
internal sealed record ExchangeResult(ExchangeFault Fault, IsoMessage? Reply, TimeSpan Took)
{
    /// <summary>The response code, element 39; empty when there is none.</summary>
    internal string Code => Reply?.Text(39) ?? "";

    /// <summary>Whether a believable reply says yes.</summary>
    internal bool IsApproved => Fault == ExchangeFault.None && Code == "00";
}
