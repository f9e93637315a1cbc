namespace Gateway.Iso8583.Rules;

/// <summary>A message breaks a rule of its dialect.</summary>
/// <param name="Kind">How.</param>
/// <param name="Element">Path of the element.</param>
/// <param name="Expected">What the rule wants, as the end of "expected …"; no value of the message.</param>
public sealed record RuleFault(RuleFaultKind Kind, string Element, string Expected)
{
    /// <summary>One sentence for people.</summary>
    /// <returns>Kind, path and what was expected.</returns>
    public override string ToString() => $"{Kind} element {Element}: expected {Expected}.";
}

/// <summary>How a message breaks a rule.</summary>
public enum RuleFaultKind
{
    /// <summary>An element is not there and must be.</summary>
    Missing,

    /// <summary>An element is there and must not be.</summary>
    Forbidden,

    /// <summary>An element has a value that it may not have.</summary>
    NotAllowed,

    /// <summary>An answer does not say again what the request said.</summary>
    NotEchoed,
}
