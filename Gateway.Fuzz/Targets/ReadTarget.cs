using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Rules;
using Gateway.Iso8583.Tracing;

namespace Gateway.Fuzz.Targets;

/// <summary>Any bytes are a message or an <see cref="IsoFormatException"/>, and a message gives the same bytes again.</summary>
/// <remarks>Holds one message that is read into again and again, so that what an input left behind is met by the next.</remarks>
internal sealed class ReadTarget(Dialect dialect)
{
    private const byte Marker = 0xEE;
    private const int Margin = 8;

    private static readonly ElementSet _routing = ElementSet.Of(2, 3, 11, 41, 70);

    private readonly MessageReader _reader = new(dialect);
    private readonly MessageWriter _writer = new(dialect);
    private readonly MessageRules _rules = new(dialect);
    private readonly IsoMessage _pooled = new();

    internal void Run(byte[] input)
    {
        var framed = Framed(input);
        IsoMessage message;
        try
        {
            message = _reader.Read(input);
        }
        catch (IsoFormatException damage)
        {
            IsPlaced(damage, input.Length);
            IsShown(damage.Partial);
            IsRefusedInPlace(damage, framed);
            return;
        }

        GivesTheSameBytes(message, input);
        IsReadInPlace(framed, input);
        IsShown(message);
        MessageParts.AreWhole(message, dialect);
        IsReadPartly(message, framed);
        GivesTheSameBytes(message.Copy(), input);
        IsMadeAgain(message);
    }

    private static void IsPlaced(IsoFormatException damage, int length)
    {
        Promise.Holds(damage.Offset >= 0 && damage.Length >= 0 && damage.Offset + damage.Length <= length, "damage lies in the input");
        Promise.Holds(damage.Element.Length > 0 && damage.Expected.Length > 0, "damage says which element and what was expected");
        Promise.IsSentence(damage.Message, "damage is told in a sentence");
    }

    private void GivesTheSameBytes(IsoMessage message, byte[] input)
    {
        Promise.Holds(_writer.Write(message).AsSpan().SequenceEqual(input), "what was read is written as the same bytes");
        Promise.Holds(_writer.Measure(message) == input.Length, "what was read measures as many bytes as it had");
    }

    // Between bytes of somebody else's: nothing of them may be seen.
    private static ReadOnlyMemory<byte> Framed(byte[] input)
    {
        var buffer = new byte[input.Length + (2 * Margin)];
        Array.Fill(buffer, Marker);
        input.CopyTo(buffer, Margin);
        return buffer.AsMemory(Margin, input.Length);
    }

    private void IsReadInPlace(ReadOnlyMemory<byte> framed, byte[] input)
    {
        try
        {
            _reader.Read(framed, _pooled);
        }
        catch (IsoFormatException damage)
        {
            throw new BrokenPromiseException("what is read as a copy is read in place", damage);
        }

        GivesTheSameBytes(_pooled, input);
    }

    private void IsRefusedInPlace(IsoFormatException expected, ReadOnlyMemory<byte> framed)
    {
        try
        {
            _reader.Read(framed, _pooled);
        }
        catch (IsoFormatException damage)
        {
            Promise.Holds(damage.Message == expected.Message, "damage is the same in place");
            Promise.Holds(damage.Partial.Present == expected.Partial.Present, "as much is read before damage in place");
            return;
        }

        throw new BrokenPromiseException("what is refused as a copy is refused in place");
    }

    private void IsReadPartly(IsoMessage message, ReadOnlyMemory<byte> framed)
    {
        try
        {
            _reader.Read(framed, _pooled, _routing);
        }
        catch (IsoFormatException damage)
        {
            throw new BrokenPromiseException("a whole message can be read partly", damage);
        }

        foreach (var element in _routing)
        {
            Promise.Holds(_pooled.Text(element) == message.Text(element), "partly read elements say the same");
        }
    }

    private void IsShown(IsoMessage message)
    {
        Promise.Holds(MessageTrace.Describe(message, dialect).Length >= 4, "a message can be described");
        Promise.Holds(message.ToString().Length >= 4, "a message can be printed");
        foreach (var element in message.Present)
        {
            Promise.Holds(message.Text(element) is not null, "an element that is present has a text");
            _ = message.Bytes(element).Length;
            Promise.Holds(message.TryFind(element, out var offset, out _) && offset > 0, "an element that was read has a place");
            _ = message.Parts(element);
        }

        foreach (var fault in _rules.Check(message, message))
        {
            Promise.Holds(fault.Element.Length > 0, "a broken rule names its element");
        }
    }

    /// <summary>Made from the values alone it is either refused by name or a message with the same values.</summary>
    private void IsMadeAgain(IsoMessage message)
    {
        var again = new IsoMessage(message.Type).SetHeader(message.Header);
        foreach (var element in message.Present)
        {
            _ = dialect.Element(element)!.Content == ElementContent.Binary
                ? again.Set(element, message.Bytes(element))
                : again.Set(element, message.Text(element)!);
        }

        byte[] bytes;
        try
        {
            bytes = _writer.Write(again);
        }
        catch (IsoValueException fault)
        {
            Promise.Holds(fault.Element.Length > 0, "a value that cannot be written names its element");
            return;
        }

        HasTheSameValues(message, bytes);
    }

    private void HasTheSameValues(IsoMessage message, byte[] bytes)
    {
        try
        {
            _reader.Read(bytes, _pooled);
        }
        catch (IsoFormatException damage)
        {
            throw new BrokenPromiseException("what is written can be read", damage);
        }

        Promise.Holds(_pooled.Present == message.Present, "what is written has the same elements");
        foreach (var element in message.Present)
        {
            Promise.Holds(_pooled.Text(element) == message.Text(element), "what is written has the same values");
        }
    }
}
