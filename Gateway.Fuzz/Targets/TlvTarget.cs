using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tlv;

namespace Gateway.Fuzz.Targets;

/// <summary>Chip data: any bytes are objects or refused, objects give the same bytes again, and can be built from their values.</summary>
internal static class TlvTarget
{
    private static readonly Structure _chip = Dialect.Embedded("unionpay-pos").Element(55)!.Inside!;

    internal static void Run(byte[] input)
    {
        Promise.Holds(BerTlv.TagBytes(input) <= Math.Min(input.Length, BerTlv.MaxTagBytes), "a tag lies in the input");
        Promise.Holds(BerTlv.ReadLength(input, out var length) >= 0 && length is >= -1 and <= BerTlv.MaxLength, "a length is one or refused");
        if (!Composite.TryRead(_chip, input, out var parts))
        {
            return;
        }

        MessageParts.AreWhole(parts, input);
        try
        {
            Builds(parts);
            Changes(parts);
        }
        catch (IsoValueException fault)
        {
            // Sizes bind what we write and not what a card sends.
            Promise.Holds(fault.Error is FormatError.TooLong or FormatError.TooShort or FormatError.BadDigit, "an object is refused for its size or its digits alone");
        }
    }

    private static void Builds(Composite parts)
    {
        var built = new Composite(_chip);
        foreach (var part in parts)
        {
            built.Add(part.Key, part.Bytes);
        }

        Promise.Holds(Composite.TryRead(_chip, built.ToBytes(), out var again), "objects that were built can be read");
        Promise.Holds(again.Select(part => part.Key).SequenceEqual(parts.Select(part => part.Key)), "repeated objects stay in order");
        Promise.Holds(again.Select(part => part.Text).SequenceEqual(parts.Select(part => part.Text)), "objects keep their values");
    }

    private static void Changes(Composite parts)
    {
        var count = parts.Count;
        var key = parts.FirstOrDefault()?.Key ?? "9F26";
        var had = parts.Count(part => part.Key == key);
        parts.Remove(key).Set(key, new byte[] { 1, 2 });
        Promise.Holds(parts.Count == count - had + 1, "an object is replaced");
        Promise.Holds(Composite.TryRead(parts.Structure, parts.ToBytes(), out var changed), "changed objects can be read");
        Promise.Holds(changed.Text(key) == "0102", "a changed object has its new value");
    }
}
