using System.Diagnostics;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Messages;

/// <summary>One part of an element: a tag, a position, a bit.</summary>
/// <remarks>It prints its key and never its value.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Part
{
    private readonly byte[] _value;
    private readonly StoredAs _kind;

    internal Part(string key, ElementSpec? spec, byte[] value, StoredAs kind, byte[]? raw, int offset, int rawLength)
    {
        (Key, Spec, _value, _kind, Raw, Offset, Length) = (key, spec, value, kind, raw, offset, rawLength);
    }

    /// <summary>Its number or its tag.</summary>
    public string Key { get; }

    /// <summary>Its row; null when the dialect does not know it.</summary>
    public ElementSpec? Spec { get; }

    /// <summary>Where it began in the value that it was read from, its tag and length included; -1 when it was set.</summary>
    public int Offset { get; }

    /// <summary>Bytes from there to its end.</summary>
    public int Length { get; }

    /// <summary>Its value: raw bytes, or characters of one byte each.</summary>
    public ReadOnlySpan<byte> Bytes => _value;

    /// <summary>Its value as text: digits or characters, upper-case hex for bytes.</summary>
    public string Text => _kind switch
    {
        StoredAs.Bytes => Convert.ToHexString(_value),
        StoredAs.Unicode => Encoding.UTF8.GetString(_value),
        _ when Raw is not null && Spec is not null => (CodePages.WideText(Spec.Form) ?? Encoding.Latin1).GetString(_value),
        _ => Encoding.Latin1.GetString(_value),
    };

    /// <summary>The parts of this part; null when it has none, or is damaged inside.</summary>
    public Composite? Inside => Structure is { } structure && Composite.TryRead(structure, _value, out var parts) ? parts : null;

    /// <summary>How the part is divided in turn.</summary>
    internal Structure? Structure { get; init; }

    /// <summary>The part as it was read, tag and length included; null when it was set.</summary>
    internal byte[]? Raw { get; }

    internal StoredAs Kind => _kind;

    /// <summary>The key alone.</summary>
    /// <returns>Text that is safe to print.</returns>
    public override string ToString() => Key;
}
