using System.Globalization;
using Gateway.Iso8583.Elements;

namespace Gateway.Simulator.Values;

/// <summary>A card that exists nowhere but here: 6225 0000 0000 and on, with a right check digit. Test data only.</summary>
/// <remarks>Its PIN follows from its number, so that a simulated acquirer can tell a right PIN block from a wrong one.</remarks>
internal sealed record TestCard
{
    /// <summary>How many different cards there are.</summary>
    internal const int Count = 1000;

    private const string Prefix = "622500000000";
    private const string Service = "220";
    private const string Discretionary = "0000000000";
    private const string ExpiryOfAll = "3012";

    private readonly string _discretionary;

    private TestCard(string digits, string discretionary)
    {
        _discretionary = discretionary;
        Pan = Pan.TryParse(digits, out var pan) ? pan : throw new ArgumentException("A test card number is 16 digits.", nameof(digits));
        Pin = PinOf(digits);
    }

    /// <summary>Every card there is.</summary>
    internal static IReadOnlyList<TestCard> All { get; } = [.. Enumerable.Range(0, Count).Select(Numbered)];

    /// <summary>The card number; prints masked.</summary>
    internal Pan Pan { get; }

    /// <summary>Expiry, YYMM.</summary>
    internal string Expiry { get; } = ExpiryOfAll;

    /// <summary>The PIN its holder enters.</summary>
    internal string Pin { get; }

    /// <summary>Track 2 as the magnetic stripe holds it.</summary>
    internal string Track2 => $"{Pan.Reveal()}={Expiry}{Service}{_discretionary}";

    /// <summary>One of the cards.</summary>
    /// <param name="number">0 to 999.</param>
    internal static TestCard Numbered(int number)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number % Count:D3}");
        return new TestCard(digits + CheckDigit(digits), Discretionary);
    }

    /// <summary>A card of somebody's own.</summary>
    /// <param name="digits">Its number, check digit included.</param>
    /// <param name="discretionary">What its issuer wrote at the end of track 2, up to 13 digits.</param>
    internal static TestCard Of(string digits, string discretionary) => new(digits, discretionary);

    /// <summary>The PIN that belongs to a card number.</summary>
    internal static string PinOf(string digits)
    {
        var sum = 0;
        foreach (var digit in digits)
        {
            sum = ((sum * 7) + digit - '0') % 9000;
        }

        return (1000 + sum).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The masked number; neither track nor PIN.</summary>
    public override string ToString() => Pan.ToString();

    // Luhn: every second digit from the right is doubled, the check digit being the rightmost.
    private static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var at = digits.Length - 1; at >= 0; at--)
        {
            var doubled = (digits.Length - 1 - at) % 2 == 0 ? (digits[at] - '0') * 2 : digits[at] - '0';
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
