using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Simulator.Values;

namespace Gateway.Tests.EndToEnd;

/// <summary>A card whose digits are found nowhere by chance, unlike the zeros of the simulator's cards: it can be searched for.</summary>
internal sealed record Card(string Pan)
{
    private const int PanLength = 16;

    internal static string Expiry => "3012";

    /// <summary>The PIN that the simulated acquirer knows for it.</summary>
    internal string Pin => TestCard.PinOf(Pan);

    internal string Track2 => $"{Pan}={Expiry}220{Digits("track " + Pan, 13)}";

    internal string Masked => string.Concat(Pan.AsSpan(0, 6), "******", Pan.AsSpan(12));

    internal static Card Number(int number)
    {
        var digits = "62" + Digits(string.Create(CultureInfo.InvariantCulture, $"card {number}"), PanLength - 3);
        return new Card(digits + CheckDigit(digits));
    }

    public override string ToString() => Masked;

    private static string Digits(string seed, int count)
        => string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).Take(count).Select(value => (char)('0' + (value % 10))));

    private static char CheckDigit(string digits)
    {
        var sum = digits.Reverse().Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value);
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
