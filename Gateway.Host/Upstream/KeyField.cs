using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Host.Upstream;

/// <summary>A new key as DE 48 of a key change carries it: a key block, or an old partner's key under nothing but the zone master key.</summary>
/// <remarks>
/// <code>
/// B0096P0TB00E0000…    a key block; its header says PIN or MAC key
/// P | 32 or 48 hex | 6 to 16 hex    the key in electronic code book mode, and its check value; M for a MAC key
/// </code>
/// Nothing is proven by reading it. Source: ANSI X9.143:2021; PCI PIN v3.1 requirement 18-3 for why the second form needs permission.
/// </remarks>
internal sealed class KeyField
{
    private const char Pin = 'P';
    private const char Mac = 'M';
    private const int DoubleHex = 32;
    private const int TripleHex = 48;
    private const int LeastCheckHex = 6;
    private const int MostCheckHex = 16;

    private static readonly KeyUsage[] _usages = [KeyUsage.ZonePin, KeyUsage.ZoneMac];

    private KeyField(KeyUsage usage, string block, byte[] encrypted, string checkValue)
        => (Usage, Block, Encrypted, CheckValue) = (usage, block, encrypted, checkValue);

    /// <summary>PIN key or MAC key.</summary>
    public KeyUsage Usage { get; }

    /// <summary>The key block; empty for the old form.</summary>
    public string Block { get; }

    /// <summary>The encrypted key of the old form.</summary>
    public ReadOnlyMemory<byte> Encrypted { get; }

    /// <summary>The check value of the old form.</summary>
    public string CheckValue { get; }

    /// <summary>Whether it is a key block.</summary>
    public bool IsBlock => Block.Length > 0;

    /// <summary>Reads DE 48.</summary>
    /// <param name="text">The element; null when it is missing.</param>
    /// <param name="allowsLegacy">Whether the old form, and deprecated versions of key blocks, are taken.</param>
    /// <param name="field">The key; null when there is a refusal.</param>
    /// <returns>DE 39 of the refusal; null when it was read.</returns>
    public static string? Read(string? text, bool allowsLegacy, out KeyField? field)
    {
        field = null;
        return text is null or [] ? KeyAnswers.Unreadable
            : text[0] is Pin or Mac ? ReadLegacy(text, allowsLegacy, out field)
            : ReadBlock(text, allowsLegacy, out field);
    }

    /// <summary>What key it is; nothing of the key.</summary>
    public override string ToString() => $"{Usage} key as {(IsBlock ? "a key block" : "an unbound key")}";

    private static string? ReadBlock(string text, bool allowsLegacy, out KeyField? field)
    {
        field = null;
        KeyBlockHeader header;
        try
        {
            header = KeyBlockHeader.Parse(text);
        }
        catch (KeyException)
        {
            return KeyAnswers.Unreadable;
        }

        if (header.Length != text.Length)
        {
            return KeyAnswers.Unreadable;
        }

        var usage = _usages.FirstOrDefault(usage => KeyUsages.Codes(usage).Contains(header.Usage));
        if (usage == default || (header.Version is 'A' or 'C' && !allowsLegacy))
        {
            return KeyAnswers.NotTaken;
        }

        field = new KeyField(usage, text, [], "");
        return null;
    }

    private static string? ReadLegacy(string text, bool allowsLegacy, out KeyField? field)
    {
        field = null;
        if (!allowsLegacy)
        {
            return KeyAnswers.NotTaken;
        }

        var hex = text.AsSpan(1);
        var key = KeyHex(hex.Length);
        if (key == 0 || !IsHex(hex))
        {
            return KeyAnswers.Unreadable;
        }

        field = new KeyField(text[0] == Pin ? KeyUsage.ZonePin : KeyUsage.ZoneMac, "", Convert.FromHexString(hex[..key]), hex[key..].ToString().ToUpperInvariant());
        return null;
    }

    // 38 to 48 characters are a double-length key, 54 to 64 a triple-length one: the lengths do not meet.
    private static int KeyHex(int characters) => (characters - DoubleHex) switch
    {
        >= LeastCheckHex and <= MostCheckHex => DoubleHex,
        >= LeastCheckHex + (TripleHex - DoubleHex) and <= MostCheckHex + (TripleHex - DoubleHex) => TripleHex,
        _ => 0,
    };

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
