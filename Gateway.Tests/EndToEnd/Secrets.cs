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
    internal void Add(Card card, string number = "a card number", string track = "a track")
    {
        AddDigits(number, card.Pan);
        AddDigits(track, card.Track2[(card.Pan.Length + 1 + Card.Expiry.Length)..]);
    }

    /// <summary>A PIN block, clear or encrypted, or a key: as it is, from the middle of a byte on, and as text of every kind.</summary>
    internal void Add(string what, ReadOnlySpan<byte> bytes)
    {
        PutAsText(what, Convert.ToHexString(bytes));
        PutCoded(what, bytes);
        Put(what, HalfByteLater(Convert.ToHexString(bytes)));
    }

    /// <summary>A secret that is text.</summary>
    internal void AddText(string what, string text)
    {
        PutAsText(what, text);
        PutCoded(what, Encoding.ASCII.GetBytes(text));
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
        // The whole of it where it is coded once more; in text and in BCD any part that is longer than may be shown.
        PutCoded(what, Encoding.ASCII.GetBytes(digits));
        PutCoded(what + " in BCD", Convert.FromHexString(digits[..(digits.Length / 2 * 2)]));
        PutCoded(what + " in BCD", HalfByteLater(digits));
        foreach (var window in Windows(digits, TextWindow))
        {
            PutAsText(what, window);
        }

        // Every window, so that it does not matter on which half of a byte the number begins.
        foreach (var window in Windows(digits, BcdWindow))
        {
            Put(what + " in BCD", Convert.FromHexString(window));
        }
    }

    private void PutAsText(string what, string text)
    {
        Put(what, Encoding.ASCII.GetBytes(text));
        Put(what, Encoding.Unicode.GetBytes(text));
        Put(what, Encoding.BigEndianUnicode.GetBytes(text));
    }

    private void PutCoded(string what, ReadOnlySpan<byte> bytes)
    {
        Put(what, bytes.ToArray());
        PutAsText(what, Convert.ToHexString(bytes));
        PutAsText(what, Convert.ToHexStringLower(bytes));
        foreach (var text in Base64Parts(bytes.ToArray()))
        {
            PutAsText(what, text);
            PutAsText(what, text.Replace('+', '-').Replace('/', '_'));
        }
    }

    // What stands before decides on which of three characters a byte begins: only what the secret alone makes is looked for.
    private static IEnumerable<string> Base64Parts(byte[] bytes)
        => Enumerable.Range(0, 3).Select(before => Convert.ToBase64String([.. new byte[before], .. bytes])[(((8 * before) + 5) / 6)..(8 * (before + bytes.Length) / 6)]);

    // The whole bytes of a value that begins in the middle of one.
    private static byte[] HalfByteLater(string halves) => Convert.FromHexString(halves.AsSpan(1, (halves.Length - 1) / 2 * 2));

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
