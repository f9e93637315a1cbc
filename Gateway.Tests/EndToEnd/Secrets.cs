using System.Security.Cryptography;
using System.Text;

namespace Gateway.Tests.EndToEnd;

/// <summary>Everything that must be found in no log, file or answer, in every shape it could have there.</summary>
internal sealed class Secrets
{
    // First six and last four may be shown: whatever is longer than six digits in a row is a leak. Nine are found nowhere by chance.
    private const int TextWindow = 9;
    private const int BcdWindow = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string What, byte[] Pattern)> _patterns = [];

    /// <summary>A card's number and track.</summary>
    internal void Add(Card card)
    {
        AddDigits("a card number", card.Pan);
        AddDigits("a track", card.Track2[(card.Pan.Length + 1 + Card.Expiry.Length)..]);
    }

    /// <summary>A PIN block, clear or encrypted, or a key: as it is and as hexadecimal text.</summary>
    internal void Add(string what, ReadOnlySpan<byte> bytes)
    {
        Put(what, bytes.ToArray());
        AddText(what, Convert.ToHexString(bytes));
        AddText(what, Convert.ToHexStringLower(bytes));
        AddText(what, Convert.ToBase64String(bytes).TrimEnd('='));
    }

    /// <summary>A secret that is text.</summary>
    internal void AddText(string what, string text)
    {
        Put(what, Encoding.ASCII.GetBytes(text));
        Put(what, Encoding.Unicode.GetBytes(text));
        Put(what, Encoding.BigEndianUnicode.GetBytes(text));
    }

    /// <summary>What of it is found in some bytes; empty when nothing is.</summary>
    internal IReadOnlyList<string> FoundIn(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var found = new List<string>();
            foreach (var (what, pattern) in _patterns.Values)
            {
                if (bytes.IndexOf(pattern) is var at and >= 0)
                {
                    found.Add($"{what} at byte {at}");
                }
            }

            return found;
        }
    }

    private void AddDigits(string what, string digits)
    {
        foreach (var window in Windows(digits, TextWindow))
        {
            AddText(what, window);
        }

        // Every window, so that it does not matter on which half of a byte the number begins.
        foreach (var window in Windows(digits, BcdWindow))
        {
            Put(what + " in BCD", Convert.FromHexString(window));
        }
    }

    private static IEnumerable<string> Windows(string digits, int length)
        => Enumerable.Range(0, digits.Length - length + 1).Select(at => digits.Substring(at, length));

    private void Put(string what, byte[] pattern)
    {
        lock (_gate)
        {
            _patterns[Convert.ToHexString(SHA256.HashData(pattern))] = (what, pattern);
        }
    }
}
