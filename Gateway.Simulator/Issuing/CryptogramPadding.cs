namespace Gateway.Simulator.Issuing;

/// <summary>How the data of a cryptogram is filled up to whole blocks. <b>Source:</b> ISO/IEC 9797-1, padding 1 and 2.</summary>
public enum CryptogramPadding
{
    /// <summary>Zeros, and none when the data ends with a block.</summary>
    Zeros = 1,

    /// <summary>A byte 80 and then zeros.</summary>
    Marked = 2,
}
