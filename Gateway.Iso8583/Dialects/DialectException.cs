namespace Gateway.Iso8583.Dialects;

/// <summary>A dialect file is wrong; every fault is listed, so that one attempt shows every mistake.</summary>
public sealed class DialectException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="origin">Where the dialect came from: a file name or an embedded name.</param>
    /// <param name="faults">One sentence for each fault, at least one.</param>
    public DialectException(string origin, IReadOnlyList<string> faults)
        : base($"Dialect {origin}: {string.Join(" ", faults)}")
    {
        Origin = origin;
        Faults = faults;
    }

    /// <summary>Where the dialect came from.</summary>
    public string Origin { get; }

    /// <summary>One sentence for each fault.</summary>
    public IReadOnlyList<string> Faults { get; }
}
