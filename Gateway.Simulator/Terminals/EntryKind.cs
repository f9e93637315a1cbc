namespace Gateway.Simulator.Terminals;

/// <summary>What kind of money movement a terminal noted down.</summary>
internal enum EntryKind
{
    /// <summary>Money taken from a card.</summary>
    Sale,

    /// <summary>A sale of the same batch taken back.</summary>
    SaleVoid,
}
