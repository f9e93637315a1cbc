using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Fuzz.Targets;

/// <summary>The parts of an element make up the element, and the parts of a part make up the part.</summary>
internal static class MessageParts
{
    internal static void AreWhole(IsoMessage message, Dialect dialect)
    {
        foreach (var element in message.Present)
        {
            if (dialect.Element(element)!.Inside is not { } structure)
            {
                continue;
            }

            var parts = message.Parts(element);
            Promise.Holds(parts is not null || !structure.IsStrict, "an element that was read has its parts");
            if (parts is not null)
            {
                AreWhole(parts, message.Bytes(element));
            }
        }
    }

    internal static void AreWhole(Composite parts, ReadOnlySpan<byte> value)
    {
        Promise.Holds(parts.ToBytes().AsSpan().SequenceEqual(value), "parts make up the value they were read from");
        Promise.Holds(parts.ToString().Length >= 2, "parts can be printed");
        foreach (var part in parts)
        {
            Promise.Holds(part.Offset >= 0 && part.Length >= 0 && part.Offset + part.Length <= value.Length, "a part lies in its value");
            Promise.Holds(parts.Find(part.Key) is { } found && found.Key == part.Key, "a part is found by its key");
            Promise.Holds(part.ToString() == part.Key, "a part prints its key");
            Promise.Holds(parts.Text(part.Key) == parts.First(first => first.Key == part.Key).Text, "a part has a text, found by its key");
            if (part.Inside is { } inside)
            {
                AreWhole(inside, part.Bytes);
            }
        }
    }
}
