namespace Gateway.Host.Core.Estate;

/// <summary>The reason codes a hold may name, and which of two is told first.</summary>
internal static class HoldReasons
{
    // Gravest first: the family decides which of several holds a refusal names.
    private static readonly string[] _families = ["GOV", "SEC", "MAL", "CRD", "REG", "CTR", "FEE", "OPR", "SCH", "DEV", "FRC", "DOR", "MER", "OTH"];

    private static readonly string[] _codes =
    [
        "FEE-01", "FEE-02", "CRD-01", "CRD-02", "MAL-01", "MAL-02", "MAL-03", "REG-01", "REG-02", "REG-03", "REG-04", "REG-05",
        "OPR-01", "OPR-02", "OPR-03", "OPR-04", "CTR-01", "CTR-02", "CTR-03", "CTR-04", "DEV-01", "DEV-02", "DEV-03", "DEV-04", "DEV-05",
        "SEC-01", "SEC-02", "SEC-03", "SEC-04", "FRC-01", "GOV-01", "GOV-02", "DOR-01", "DOR-02", "SCH-01", "MER-01", "OTH-99",
    ];

    /// <summary>Every code of the catalogue.</summary>
    public static IReadOnlyList<string> Codes => _codes;

    /// <summary>Whether the catalogue has the code.</summary>
    public static bool Knows(string code) => Array.IndexOf(_codes, code) >= 0;

    /// <summary>Rank of a code's family: 0 is told first.</summary>
    public static int Gravity(string code)
    {
        var rank = Array.FindIndex(_families, family => code.StartsWith(family, StringComparison.Ordinal));
        return rank < 0 ? _families.Length : rank;
    }
}
