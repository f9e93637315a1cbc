namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>What a jPOS field packager class does, as far as our form can say it.</summary>
/// <param name="Form">How the field looks on the wire.</param>
internal sealed record JposClass(WireForm Form)
{
    /// <summary>Whether the attribute <c>pad</c> chooses the side of the filling nibble: true left, anything else right.</summary>
    internal bool PadChooses { get; init; }

    /// <summary>The filling nibble when it is on the right; null for 0. On the left it is 0 always.</summary>
    internal string? RightFill { get; init; }

    /// <summary>Whether the length there counts the sign too, which ours does not.</summary>
    internal bool CountsSign => Form.Content == "x+n";

    /// <summary>The form for a given <c>pad</c>.</summary>
    internal WireForm With(bool pad) => PadChooses ? Form with { Pad = pad ? "left" : "right", Fill = pad ? null : RightFill } : Form;
}

/// <summary>A jPOS class that writes a tag, a length and a value.</summary>
/// <param name="TagSize">Characters of the tag.</param>
/// <param name="TagForm">How the tag is put into bytes.</param>
/// <param name="Form">Length and value.</param>
internal sealed record JposTagged(int TagSize, string TagForm, WireForm Form);
