namespace Gateway.Host.Estate;

/// <summary>The shape of ids, as the terminals send them.</summary>
internal static class EstateNames
{
    /// <summary>What is wrong with a terminal id, DE 41; null when nothing is.</summary>
    public static string? TerminalFault(string id) => Fault(id, 8, "Terminal id");

    /// <summary>What is wrong with a merchant id, DE 42; null when nothing is.</summary>
    public static string? MerchantFault(string id) => Fault(id, 15, "Merchant id");

    private static string? Fault(string id, int length, string what)
        => id.Length == length && id.All(char.IsAsciiLetterOrDigit) ? null : $"{what} '{id}' is not {length} letters and digits.";
}
