using System.Globalization;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Tracing;

/// <summary>Goes along a frame and notes what stands there.</summary>
/// <param name="frame">The whole frame.</param>
/// <param name="showing">How much is shown.</param>
internal sealed class FrameRuler(byte[] frame, Showing showing)
{
    private static readonly string[] _bitmaps = ["bitmap", "second bitmap", "third bitmap"];

    private readonly PartRuler _parts = new(frame, showing);
    private int _at;
    private int _body;

    internal List<RulerLine> Lines { get; } = [];

    /// <summary>The next bytes stand in clear.</summary>
    internal void Clear(string path, string name, int bytes) => Add(path, name, bytes, ByteMask.Clear(Next(bytes)));

    /// <summary>What is left is hidden.</summary>
    internal void Hide(string path, string name) => Hide(path, name, frame.Length);

    /// <summary>The message, as far as it was read.</summary>
    /// <param name="dialect">The dialect it was read in.</param>
    /// <param name="message">What was read.</param>
    /// <param name="limit">Where it is damaged, counted from its beginning.</param>
    internal void Body(Dialect dialect, IsoMessage message, int limit)
    {
        _body = _at;
        Header(dialect, limit);
        Top("0", "message type", dialect.TypeForm == ElementForm.Bcd ? 2 : 4, limit);
        for (var bitmap = 0; bitmap < message.BitmapCount; bitmap++)
        {
            Top(Invariant((64 * bitmap) + 1), _bitmaps[bitmap], Bitmap.Bytes(bitmap == 0 ? dialect.BitmapForm : dialect.SecondaryForm), limit);
        }

        foreach (var element in message.Present)
        {
            if (message.TryFind(element, out var offset, out var length) && _body + offset >= _at && _body + offset + length <= frame.Length)
            {
                Hide("", "not read", _body + offset);
                Element(dialect, message, element);
            }
        }
    }

    /// <summary>The damaged bytes, and what stands in front of them in the same element.</summary>
    internal void Damage(IsoFormatException damage)
    {
        Hide(damage.Element.Split('.')[0], "not read", _body + damage.Offset);
        var end = Math.Clamp(_body + damage.Offset + damage.Length, _at, frame.Length);
        Hide(damage.Element, $"{damage.Error}: expected {damage.Expected}", end, isDamaged: true);
    }

    private void Element(Dialect dialect, IsoMessage message, int element)
    {
        ref readonly var layout = ref dialect.Layout(element);
        ref readonly var slot = ref message.At(element);
        var (path, spec) = (Invariant(element), layout.Spec!);
        if (slot.Value > slot.Start)
        {
            Clear(path, "length", slot.Value - slot.Start);
        }

        var wire = Next(slot.WireBytes);
        var isOpen = showing == Showing.Everything || !message.IsDamaged;
        if (isOpen && _parts.Lines(layout, wire, slot.Count, new PartRuler.Spot(_at, 1), path, depth: 1) is { } lines)
        {
            Lines.Add(new RulerLine(path, spec.Name, _at, slot.WireBytes, string.Empty) { IsHeading = true });
            Lines.AddRange(lines);
            _at += slot.WireBytes;
            return;
        }

        var hex = showing == Showing.Everything
            ? ByteMask.Clear(wire)
            : ByteMask.Of(TraceValue.Rule(message, element, spec), layout, wire, slot.Count, wire);
        Lines.Add(new RulerLine(path, spec.Name, _at, slot.WireBytes, hex));
        _at += slot.WireBytes;
    }

    private void Header(Dialect dialect, int limit)
    {
        ref readonly var layout = ref dialect.Header;
        if (layout.Spec is not { } spec || !Locator.TryFind(layout, frame.AsSpan(_body), 0, out var place) || place.End > limit)
        {
            return;
        }

        Clear("h", "length", place.Value);
        var wire = Next(place.WireBytes);
        Add("h", spec.Name, place.WireBytes, showing == Showing.Everything ? ByteMask.Clear(wire) : ByteMask.Of(spec.Trace, layout, wire, place.Count, wire));
    }

    // What ends behind the damage was not read.
    private void Top(string path, string name, int bytes, int limit)
    {
        if (_at - _body + bytes <= limit)
        {
            Clear(path, name, bytes);
        }
    }

    private void Hide(string path, string name, int end, bool isDamaged = false)
    {
        var bytes = Math.Min(end, frame.Length) - _at;
        if (bytes > 0 || isDamaged)
        {
            var hex = showing == Showing.Everything ? ByteMask.Clear(Next(bytes)) : ByteMask.Hidden(bytes);
            Lines.Add(new RulerLine(path, name, _at, bytes, hex) { IsDamaged = isDamaged });
            _at += bytes;
        }
    }

    private void Add(string path, string name, int bytes, string hex)
    {
        if (bytes > 0 && hex.Length > 0)
        {
            Lines.Add(new RulerLine(path, name, _at, hex.Length / 2, hex));
            _at += hex.Length / 2;
        }
    }

    private ReadOnlySpan<byte> Next(int bytes) => frame.AsSpan(_at, Math.Clamp(bytes, 0, frame.Length - _at));

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
