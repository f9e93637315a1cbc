namespace Gateway.Iso8583.Framing;

/// <summary>What stood in front of a message.</summary>
/// <param name="Tpdu">The TPDU; <c>default</c> when the format has none.</param>
/// <param name="Header">The header; <c>default</c> when the format has none.</param>
/// <param name="BodyOffset">Where the message begins in the frame.</param>
public readonly record struct FrameParts(Tpdu Tpdu, PosHeader Header, int BodyOffset);
