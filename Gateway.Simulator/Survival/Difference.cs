namespace Gateway.Simulator.Survival;

/// <summary>In which way the books differ.</summary>
internal enum DifferenceKind
{
    /// <summary>Approved at the terminal, and absent or taken back at the acquirer: goods without money.</summary>
    Lost,

    /// <summary>Charged at the acquirer, and not approved at the terminal: money without goods.</summary>
    Stranded,

    /// <summary>Counted twice under one reference number, or asked twice under one number of the gateway's.</summary>
    Twice,

    /// <summary>Terminal and acquirer agree, and the journal says otherwise.</summary>
    Journal,

    /// <summary>All know it, for different amounts or as different things.</summary>
    Content,

    /// <summary>The acquirer was asked something that is not in the journal.</summary>
    Unrecorded,

    /// <summary>Somebody has still something to do about it.</summary>
    Unfinished,

    /// <summary>A settlement that was not balanced.</summary>
    Settlement,

    /// <summary>The sums of the gateway are not those of its own transactions.</summary>
    Sum,
}

/// <summary>One difference between the books.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Text">Where, and what each book says.</param>
internal sealed record Difference(DifferenceKind Kind, string Text)
{
    /// <summary>A line of the report.</summary>
    public override string ToString() => $"{Kind}: {Text}";
}
