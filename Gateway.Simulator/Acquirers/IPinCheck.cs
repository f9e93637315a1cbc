using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>Tells right PIN blocks from wrong ones.</summary>
internal interface IPinCheck
{
    /// <summary>Whether the PIN block of a request is right; a request without one is.</summary>
    bool IsRight(IsoMessage request);
}
