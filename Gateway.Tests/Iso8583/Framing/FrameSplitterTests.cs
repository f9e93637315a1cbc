using CsCheck;
using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

/// <summary>A frame has its own bytes and nobody else's, whatever the length is written in and however the stream is cut.</summary>
[TestFixture]
public sealed class FrameSplitterTests
{
    private const byte Marker = 0xEE;

    private static readonly byte[] _one = [1, 2, 3, 4, 5];
    private static readonly byte[] _two = [6];

    private static FrameFormat Format(LengthPrefix prefix, int most = 64) => FrameFormat.Plain with { Length = prefix, MaxBytes = most };

    [Test]
    public void Every_split_gives_the_same_frames([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        byte[] stream = [.. prefix.Framed(_one), .. prefix.Framed([]), .. prefix.Framed(_two)];
        for (var at = 0; at <= stream.Length; at++)
        {
            Assert.That(Feed(Format(prefix), stream[..at], stream[at..]), Is.EqualTo(new[] { _one, [], _two }), $"cut at {at}");
        }

        Assert.That(Feed(Format(prefix), [.. stream.Select(one => new[] { one })]), Is.EqualTo(new[] { _one, [], _two }), "byte by byte");
    }

    [Test]
    public void A_frame_has_no_byte_of_what_stands_around_it([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        for (var held = 0; held <= 8; held++)
        {
            // A buffer that was used before: behind what came stands what came for somebody else.
            var buffer = new byte[64];
            Array.Fill(buffer, Marker);
            byte[] frame = [.. Enumerable.Range(1, held).Select(one => (byte)one), 9];
            var framed = prefix.Framed(frame);
            framed.CopyTo(buffer, 0);
            for (var came = 0; came <= framed.Length; came++)
            {
                var cut = FrameSplitter.Next(buffer.AsSpan(0, came), Format(prefix), isFirst: true);
                Assert.That(cut.Verdict, Is.EqualTo(came < framed.Length ? FrameVerdict.NeedMore : FrameVerdict.Frame));
                Assert.That(buffer[cut.Start..(cut.Start + (int)cut.Length)], Has.None.EqualTo(Marker));
            }

            var whole = FrameSplitter.Next(buffer, Format(prefix), isFirst: true);
            Assert.That(buffer[whole.Start..(whole.Start + (int)whole.Length)], Is.EqualTo(frame));
            Assert.That(whole.Consumed, Is.EqualTo(framed.Length));
        }
    }

    [Test]
    public void A_frame_planted_in_one_that_is_too_long_is_never_found([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        var format = Format(prefix);
        for (var filling = 0; filling < 200; filling++)
        {
            var body = new byte[250];
            Array.Fill(body, Marker);
            prefix.Framed("FAKE!"u8.ToArray()).CopyTo(body, filling);
            var stream = prefix.Framed(body);
            for (var at = 0; at < stream.Length; at += 31)
            {
                Assert.That(Feed(format, stream[..at], stream[at..]), Is.Empty);
            }

            var cut = FrameSplitter.Next(stream, format, isFirst: false);
            Assert.That((cut.Verdict, cut.Length, cut.Consumed), Is.EqualTo((FrameVerdict.Fault, 250L, 0)));
        }
    }

    [TestCase("4-ascii", "-001")]
    [TestCase("4-ascii", "+123")]
    [TestCase("4-ascii+self", "0003")]
    [TestCase("4-hex", "-00F")]
    [TestCase("2-binary+self", "\0\u0001")]
    [TestCase("2-binary+self", "\0\0")]
    [TestCase("2-bcd", "\u000A\0")]
    public void What_is_no_length_is_a_fault_and_nothing_is_consumed(string prefix, string bytes)
    {
        var buffer = bytes.Select(one => (byte)one).Concat(new byte[200]).ToArray();
        var cut = FrameSplitter.Next(buffer, Format(LengthPrefix.Parse(prefix), 500), isFirst: true);
        Assert.That((cut.Verdict, cut.Length, cut.Start, cut.Consumed), Is.EqualTo((FrameVerdict.Fault, -1L, 0, 0)));
        Assert.That(cut.Fault, Does.EndWith("."));
        Assert.That(cut.Diagnosis, Does.EndWith("."));
    }

    [Test]
    public void A_storm_of_empty_frames_is_one_cut([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        var empty = prefix.Framed([]);
        byte[] storm = [.. Enumerable.Range(0, 100_000).SelectMany(_ => empty), .. prefix.Framed(_two)];
        Assert.That(Feed(Format(prefix), storm), Is.EqualTo(new[] { [], _two }));

        var cut = FrameSplitter.Next(storm, Format(prefix), isFirst: true);
        Assert.That((cut.Verdict, cut.Consumed), Is.EqualTo((FrameVerdict.KeepAlive, 100_000 * empty.Length)));
    }

    [Test]
    public void An_empty_frame_is_a_fault_where_none_is_expected([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        var cut = FrameSplitter.Next(prefix.Framed([]), Format(prefix) with { KeepAlives = false }, isFirst: true);
        Assert.That((cut.Verdict, cut.Length), Is.EqualTo((FrameVerdict.Fault, 0L)));
        Assert.That(cut.Fault, Is.EqualTo("A frame of 0 bytes is announced and at least 1 are needed."));
    }

    [Test]
    public void A_frame_too_short_for_what_stands_in_front_of_a_message_is_a_fault()
    {
        var format = FrameFormat.UnionPay with { LeastMessageBytes = 10 };
        Assert.That(FrameSplitter.Next([0, 20, 0x60], format, isFirst: true).Fault, Does.Contain("at least 21 are needed"));
        Assert.That(FrameSplitter.Next([0, 21, 0x60], format, isFirst: true).Verdict, Is.EqualTo(FrameVerdict.NeedMore));
    }

    [Test]
    public void A_fault_behind_good_frames_is_told_apart_from_a_stranger()
    {
        Assert.That(FrameSplitter.Next("GET / HTTP"u8, FrameFormat.UnionPay, isFirst: true).Diagnosis, Does.Contain("HTTP"));
        Assert.That(FrameSplitter.Next("GET / HTTP"u8, FrameFormat.UnionPay, isFirst: false).Diagnosis, Does.Contain("longer or shorter"));
    }

    [Test]
    public void Without_a_length_a_stream_cannot_be_cut()
        => Assert.That(FrameSplitter.Next(_one, FrameFormat.Parse("none"), isFirst: true).Verdict, Is.EqualTo(FrameVerdict.Fault));

    [Test]
    public void Any_bytes_are_cut_the_same_however_they_come()
        => Gen.Select(Prefixes.Any, Gen.Byte[0, 9].Array[0, 60], Gen.Int[0, 60]).Sample(
            (prefix, bytes, at) =>
            {
                at = Math.Min(at, bytes.Length);
                return Feed(Format(prefix), bytes).SelectMany(frame => frame).SequenceEqual(
                    Feed(Format(prefix), bytes[..at], bytes[at..]).SelectMany(frame => frame));
            },
            iter: 20_000);

    // As a connection does it: what is not consumed stays, and nothing is read after a fault.
    private static List<byte[]> Feed(FrameFormat format, params byte[][] pieces)
    {
        var (frames, held) = (new List<byte[]>(), Array.Empty<byte>());
        foreach (var piece in pieces)
        {
            held = [.. held, .. piece];
            while (true)
            {
                var cut = FrameSplitter.Next(held, format, frames.Count == 0);
                if (cut.Verdict == FrameVerdict.Fault)
                {
                    return frames;
                }

                if (cut.Verdict == FrameVerdict.NeedMore)
                {
                    break;
                }

                frames.Add(held[cut.Start..(cut.Start + (int)cut.Length)]);
                held = held[cut.Consumed..];
            }
        }

        return frames;
    }
}
