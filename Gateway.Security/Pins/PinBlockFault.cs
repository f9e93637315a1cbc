namespace Gateway.Security.Pins;

/// <summary>What is wrong with a clear PIN block, or with what one is to be made of; the first that applies, in this order.</summary>
/// <remarks>
/// It says nothing of the PIN, but it is still for the inside of a security module or a simulated issuer only: a peer hears one and
/// the same refusal whatever the fault is. Under a wrong account number the fault is mostly <see cref="Filler"/> or <see cref="PinDigit"/>.
/// </remarks>
public enum PinBlockFault
{
    /// <summary>The block has not as many bytes as its format.</summary>
    Length,

    /// <summary>The account number has not the shape that the format needs.</summary>
    Pan,

    /// <summary>The first nibble is not that of the format.</summary>
    ControlField,

    /// <summary>The PIN has not 4 to 12 digits.</summary>
    PinLength,

    /// <summary>A filler is not one of the format's.</summary>
    Filler,

    /// <summary>Where a digit of the PIN should be there is none.</summary>
    PinDigit,
}
