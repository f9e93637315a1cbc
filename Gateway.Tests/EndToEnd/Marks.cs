using System.Collections.Concurrent;
using System.Text;

namespace Gateway.Tests.EndToEnd;

/// <summary>Values that are marked: each by a name of its own, so that it can be told which of them was found, and in which form.</summary>
internal sealed class Marks
{
    private readonly ConcurrentDictionary<string, (string Text, bool IsText)> _marks = new();
    private readonly ConcurrentDictionary<string, bool> _known = new();

    /// <summary>What an audit looks for.</summary>
    internal Secrets Secrets { get; } = new();

    /// <summary>The names, in order.</summary>
    internal IReadOnlyList<string> Names => [.. _marks.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All values as text, as a careless message would have them.</summary>
    internal string Careless => string.Join(' ', _marks.Values.Select(mark => mark.Text));

    /// <summary>Marks a card: its number and its track.</summary>
    internal void Add(string name, Card card)
    {
        var (number, track) = ($"number of {name}", $"track of {name}");
        _marks[number] = (card.Pan, true);
        _marks[track] = (card.Track2[(card.Pan.Length + 1)..], true);
        Secrets.Add(card, number, track);
    }

    /// <summary>Marks a key or a PIN block; one that comes again keeps its first name.</summary>
    internal void Add(string name, ReadOnlySpan<byte> bytes)
    {
        var text = Convert.ToHexString(bytes);
        if (_known.TryAdd(text, true))
        {
            _marks[name] = (text, false);
            Secrets.Add(name, bytes);
        }
    }

    /// <summary>Every form of a marked value that could stand in a file, made without the code that looks for it.</summary>
    internal IEnumerable<(string Form, byte[] Content)> Forms(string name)
    {
        var (text, isText) = _marks[name];
        var ascii = Encoding.ASCII.GetBytes(text);
        var packed = Convert.FromHexString(text.Length % 2 == 0 ? text : text + "F");
        yield return ("text", ascii);
        yield return ("text of two bytes a character", Encoding.Unicode.GetBytes(text));
        yield return ("text in small letters", isText ? ascii : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(packed)));
        yield return ("BCD", packed);
        yield return ("BCD from the middle of a byte", Convert.FromHexString(text.Length % 2 == 0 ? $"F{text}0" : $"F{text}"));
        foreach (var (kind, bytes) in isText ? [("text", ascii), ("BCD", packed)] : ((string, byte[])[])[("bytes", packed)])
        {
            yield return ($"hexadecimal of {kind}", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
            yield return ($"small hexadecimal of {kind}", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
            for (var before = 0; before < 3; before++)
            {
                var within = Convert.ToBase64String([.. Encoding.ASCII.GetBytes("xyz"[..before]), .. bytes, (byte)'!']);
                yield return ($"base64 of {kind}, {before} bytes in", Encoding.ASCII.GetBytes(within));
            }
        }
    }
}
