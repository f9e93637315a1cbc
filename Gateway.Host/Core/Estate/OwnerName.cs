namespace Gateway.Host.Core.Estate;

/// <summary>How whoever has keys, an acquirer, a room, an operator, may be named: what stands in labels of stored keys, in paths and in the audit.</summary>
internal static class OwnerName
{
    /// <summary>The rule, to be said of a name that breaks it.</summary>
    public const string Rule = "1 to 64 letters, digits, '-', '_' and '.'";

    private const int MostCharacters = 64;

    /// <summary>Whether keys can be had under a name.</summary>
    public static bool Is(string name)
        => name.Length is > 0 and <= MostCharacters && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
