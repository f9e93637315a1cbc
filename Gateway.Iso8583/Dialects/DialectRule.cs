namespace Gateway.Iso8583.Dialects;

/// <summary>What has to hold for messages of some types: which elements, with which values, and what an answer says again.</summary>
/// <param name="Mti">Four digits, 'x' for any: <c>0200</c>, <c>0x10</c>.</param>
public sealed record DialectRule(string Mti)
{
    /// <summary>Paths that must be there.</summary>
    public IReadOnlyList<string> Mandatory { get; init; } = [];

    /// <summary>Paths that must be there when a condition holds.</summary>
    public IReadOnlyList<ConditionalPath> Conditional { get; init; } = [];

    /// <summary>Paths that must not be there.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    /// <summary>Values that a path may have when it is there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Paths that an answer says again with the value of the request, where the request has them.</summary>
    public IReadOnlyList<string> Echo { get; init; } = [];

    /// <summary>Whether the rule speaks of a type.</summary>
    /// <param name="type">Four characters.</param>
    /// <returns><see langword="true"/> when every digit agrees.</returns>
    public bool Matches(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Mti.Length == type.Length && Mti.Zip(type).All(pair => pair.First is 'x' || pair.First == pair.Second);
    }
}

/// <summary>A path that must be there when a condition holds.</summary>
/// <param name="Path">The path.</param>
/// <param name="When">The condition.</param>
public sealed record ConditionalPath(string Path, RuleCondition When);
