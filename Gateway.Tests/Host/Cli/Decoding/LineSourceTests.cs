using System.Text;
using Gateway.Host.Cli.Decoding;

namespace Gateway.Tests.Host.Cli.Decoding;

[TestFixture]
public sealed class LineSourceTests
{
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(100_000)]
    public void Lines_come_whole_however_the_stream_is_cut(int piece)
    {
        var lines = Enumerable.Range(0, 300).Select(number => new string((char)('a' + (number % 26)), number * 7 % 1999)).ToList();
        Assert.That(Read(string.Join('\n', lines) + "\nlast", piece), Is.EqualTo(lines.Append("last")));
    }

    [Test]
    public void Line_that_is_too_long_is_skipped_and_the_next_is_read()
    {
        var endless = new string('x', 3 * LineSource.MaxBytes);
        Assert.That(Read($"first\n{endless}\nsecond\n{endless}", 50_000), Is.EqualTo(new[] { "first", null, "second", null }));
    }

    [Test]
    public void Too_long_a_line_is_answered_and_the_batch_goes_on()
    {
        var answers = Lines.Decoded($"{new string(' ', 3 * LineSource.MaxBytes)}\n{{\"id\":1,\"hex\":\"0800 0020000000000000 000001\"}}");
        Assert.That((string?)answers[0]["error"]!["kind"], Is.EqualTo("BadJson"));
        Assert.That((int)answers[1]["id"]!, Is.EqualTo(1));
    }

    /// <summary>Who waits for an answer before the next question gets it.</summary>
    [Test]
    public void Answers_are_out_before_more_is_asked_for()
    {
        using var output = new MemoryStream();
        var answered = new List<int>();
        using var input = new Pieces(["{\"hex\":\"\"}\n", "{\"hex\":\"\"}\n{\"hex\":", "\"\"}\n"], 100, () => answered.Add(Encoding.UTF8.GetString(output.ToArray()).Count(one => one == '\n')));
        new DecodeBatch(Lines.Fields(), Gateway.Iso8583.Tracing.Showing.Masked).Run(input, output);
        Assert.That(answered, Is.EqualTo(Enumerable.Range(0, 4)));
    }

    private static List<string?> Read(string text, int piece)
    {
        using var input = new Pieces([text], piece, () => { });
        var source = new LineSource(input, () => { });
        var lines = new List<string?>();
        while (source.TryRead(out var line))
        {
            lines.Add(line is { } whole ? Encoding.UTF8.GetString(whole.Span) : null);
        }

        return lines;
    }

    /// <summary>A stream that gives a little at a time.</summary>
    private sealed class Pieces(string[] texts, int most, Action asked) : MemoryStream
    {
        private readonly Queue<byte[]> _left = new(texts.SelectMany(text => Encoding.UTF8.GetBytes(text).Chunk(most)));

        public override int Read(byte[] buffer, int offset, int count)
        {
            asked();
            if (!_left.TryPeek(out var piece))
            {
                return 0;
            }

            var taken = Math.Min(count, piece.Length);
            piece.AsSpan(0, taken).CopyTo(buffer.AsSpan(offset));
            _left.Dequeue();
            if (taken < piece.Length)
            {
                var rest = _left.ToArray();
                _left.Clear();
                foreach (var later in rest.Prepend(piece[taken..]))
                {
                    _left.Enqueue(later);
                }
            }

            return taken;
        }
    }
}
