namespace Gateway.Iso8583.Dialects;

/// <summary>When something has to hold: a small language over the values of a message, as data.</summary>
public abstract record RuleCondition
{
    private RuleCondition()
    {
    }

    /// <summary>Whether the condition holds.</summary>
    /// <param name="value">Gives the value at a path; null when it is absent.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public abstract bool Holds(Func<string, string?> value);

    /// <summary>A path is there, or is not.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="IsThere">Which of the two.</param>
    public sealed record Present(string Path, bool IsThere) : RuleCondition
    {
        /// <inheritdoc/>
        public override bool Holds(Func<string, string?> value) => (value(Path) is not null) == IsThere;

        /// <inheritdoc/>
        public override string ToString() => $"{Path} is {(IsThere ? "present" : "absent")}";
    }

    /// <summary>A path has one of a few values.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Values">The values.</param>
    public sealed record Is(string Path, IReadOnlyList<string> Values) : RuleCondition
    {
        /// <inheritdoc/>
        public override bool Holds(Func<string, string?> value) => value(Path) is { } text && Values.Contains(text);

        /// <inheritdoc/>
        public override string ToString() => $"{Path} is {string.Join(" or ", Values)}";
    }

    /// <summary>A path begins with one of a few texts.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Beginnings">The texts.</param>
    public sealed record Starts(string Path, IReadOnlyList<string> Beginnings) : RuleCondition
    {
        /// <inheritdoc/>
        public override bool Holds(Func<string, string?> value)
            => value(Path) is { } text && Beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal));

        /// <inheritdoc/>
        public override string ToString() => $"{Path} begins with {string.Join(" or ", Beginnings)}";
    }

    /// <summary>Every one of several conditions.</summary>
    /// <param name="Conditions">The conditions.</param>
    public sealed record All(IReadOnlyList<RuleCondition> Conditions) : RuleCondition
    {
        /// <inheritdoc/>
        public override bool Holds(Func<string, string?> value) => Conditions.All(condition => condition.Holds(value));

        /// <inheritdoc/>
        public override string ToString() => string.Join(" and ", Conditions);
    }

    /// <summary>At least one of several conditions.</summary>
    /// <param name="Conditions">The conditions.</param>
    public sealed record Any(IReadOnlyList<RuleCondition> Conditions) : RuleCondition
    {
        /// <inheritdoc/>
        public override bool Holds(Func<string, string?> value) => Conditions.Any(condition => condition.Holds(value));

        /// <inheritdoc/>
        public override string ToString() => $"({string.Join(" or ", Conditions)})";
    }

    /// <summary>The opposite of a condition.</summary>
    /// <param name="Condition">The condition.</param>
    public sealed record Not(RuleCondition Condition) : RuleCondition
    {
        /// <inheritdoc/>
        public override bool Holds(Func<string, string?> value) => !Condition.Holds(value);

        /// <inheritdoc/>
        public override string ToString() => $"not ({Condition})";
    }
}
