namespace Gateway.Iso8583.Dialects;

/// <summary>How a dialect writes what its rows say nothing about.</summary>
/// <param name="Numbers">Digits and tracks.</param>
/// <param name="Text">Characters.</param>
/// <param name="Binaries">Bytes.</param>
/// <param name="Lengths">Lengths in front.</param>
internal sealed record Defaults(ElementForm Numbers, ElementForm Text, ElementForm Binaries, ElementForm Lengths)
{
    /// <summary>Parts of a text stand as the characters that the text has, whatever its form on the wire.</summary>
    internal static Defaults InText { get; } = new(ElementForm.Ascii, ElementForm.Latin1, ElementForm.Hex, ElementForm.Ascii);

    /// <summary>Values of EMV tags: packed digits, characters, bytes.</summary>
    internal static Defaults InObjects { get; } = new(ElementForm.Bcd, ElementForm.Latin1, ElementForm.Binary, ElementForm.Binary);

    internal ElementForm Of(ElementContent content) => content switch
    {
        ElementContent.Text => Text,
        ElementContent.Binary => Binaries,
        _ => Numbers,
    };
}
