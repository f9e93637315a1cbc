namespace Gateway.Security.Keys.Blocks;

/// <summary>One optional block of a key block's header: something said about the key that its MAC protects too.</summary>
/// <param name="Id">Two letters or digits: KS the key serial number, LB a label, TS a time stamp, PB padding and so on.</param>
/// <param name="Data">Printable ASCII, without the block's own identifier and length; may be empty.</param>
/// <remarks>Immutable. Source: ANSI X9.143:2021, 6.3.6.</remarks>
public readonly record struct OptionalBlock(string Id, string Data)
{
    /// <summary>Identifier of a label that the owner of the key chose.</summary>
    public const string Label = "LB";

    /// <summary>Identifier of the padding that fills the header to whole cipher blocks.</summary>
    public const string Padding = "PB";
}
