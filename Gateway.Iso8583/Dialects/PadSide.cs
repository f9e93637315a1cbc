namespace Gateway.Iso8583.Dialects;

/// <summary>Where the filling nibble of an odd number of BCD digits goes.</summary>
public enum PadSide
{
    /// <summary>In front: digits stand at the right, <c>001</c> is <c>00 01</c>.</summary>
    Left,

    /// <summary>Behind: digits stand at the left, <c>021</c> is <c>02 10</c>.</summary>
    Right,

    /// <summary>Nowhere: an odd number of digits is an error.</summary>
    None,
}
