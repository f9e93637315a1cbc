namespace Gateway.Iso8583.Dialects;

/// <summary>Which nibble fills an odd number of BCD digits.</summary>
/// <param name="Nibble">The nibble that is written, 0 to 15.</param>
/// <param name="Accepted">Bit n is set when nibble n is accepted.</param>
public readonly record struct Filling(byte Nibble, ushort Accepted)
{
    /// <summary>0 is written, and nothing else is accepted.</summary>
    public static Filling Zero { get; } = Only(0);

    /// <summary>0 is written, and F is accepted beside it.</summary>
    public static Filling ZeroOrF { get; } = new(0, (1 << 0) | (1 << 15));

    /// <summary>0 is written, and anything is accepted.</summary>
    public static Filling Any { get; } = new(0, ushort.MaxValue);

    /// <summary>One nibble, written and accepted.</summary>
    /// <param name="nibble">0 to 15.</param>
    /// <returns>The rule.</returns>
    public static Filling Only(byte nibble) => new(nibble, (ushort)(1 << nibble));

    /// <summary>Whether a nibble may stand beside an odd number of digits.</summary>
    /// <param name="nibble">0 to 15.</param>
    /// <returns><see langword="true"/> when it may.</returns>
    public bool Accepts(int nibble) => ((Accepted >> nibble) & 1) != 0;
}
