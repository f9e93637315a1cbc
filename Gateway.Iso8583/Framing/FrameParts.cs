namespace Gateway.Iso8583.Framing;

/// <summary>What stood in front of a message, in values of its own: the frame may be let go.</summary>
/// <param name="Tpdu">The TPDU; <c>default</c> when the format has none.</param>
/// <param name="Header">The UnionPay header; <c>default</c> when the format has none.</param>
/// <param name="BodyOffset">Where the message begins in the frame.</param>
public readonly record struct FrameParts(Tpdu Tpdu, PosHeader Header, int BodyOffset)
{
    /// <summary>A header of somebody's own, as it came; empty when the format has none.</summary>
    /// <remarks>Parts are equal when these are the same memory, so compare the bytes themselves where they matter.</remarks>
    public ReadOnlyMemory<byte> CustomHeader { get; init; }

    /// <summary>What stands in front of the answer: the TPDU's addresses change places, a header goes back as it came.</summary>
    /// <returns>The parts for the other direction.</returns>
    public FrameParts ForAnswer() => this with { Tpdu = Tpdu.Swapped() };
}
