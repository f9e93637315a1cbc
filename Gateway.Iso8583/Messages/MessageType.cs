using System.Globalization;

namespace Gateway.Iso8583.Messages;

/// <summary>A message type indicator (MTI): four decimal digits for version, class, function and origin.</summary>
/// <remarks>Source: ISO 8583:1987, clause 4.1. The origin digit is odd when a message says again what was said before.</remarks>
public readonly record struct MessageType
{
    private MessageType(int value) => Value = value;

    /// <summary>The four digits as a number, 0 to 9999: 200 for <c>0200</c>.</summary>
    public int Value { get; }

    /// <summary>The second digit: 1 authorisation, 2 financial, 3 file, 4 reversal, 5 reconciliation, 8 network management.</summary>
    public int Class => Value / 100 % 10;

    /// <summary>The third digit: 0 request, 1 response to it, 2 advice, 3 response to it.</summary>
    public int Function => Value / 10 % 10;

    /// <summary>Whether an answer is expected: the third digit is even.</summary>
    public bool IsRequest => Function % 2 == 0;

    /// <summary>Whether this says again what was sent before: the last digit is odd.</summary>
    public bool IsRepeat => Value % 2 == 1;

    /// <summary>Reads a type from its four digits.</summary>
    /// <param name="digits">Four characters '0' to '9'.</param>
    /// <returns>The type.</returns>
    /// <exception cref="FormatException">The text is not four decimal digits.</exception>
    public static MessageType Parse(string digits)
        => TryParse(digits, out var type) ? type : throw new FormatException("A message type is four decimal digits.");

    /// <summary>Reads a type from its four digits.</summary>
    /// <param name="digits">Four characters '0' to '9'.</param>
    /// <param name="type">The type, or <c>default</c> when the text is not one.</param>
    /// <returns><see langword="false"/> when the text is not four decimal digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> digits, out MessageType type)
    {
        type = default;
        if (digits.Length != 4 || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var value = 0;
        foreach (var digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        type = new MessageType(value);
        return true;
    }

    /// <summary>The type of the answer to this request: 0200 becomes 0210, and 0401 becomes 0410.</summary>
    /// <returns>The next function, with the repeat mark cleared.</returns>
    /// <exception cref="InvalidOperationException">This is itself an answer.</exception>
    public MessageType Response()
        => IsRequest
            ? new MessageType((Value & ~1) + 10)
            : throw new InvalidOperationException($"{this} is an answer, and an answer has no answer.");

    /// <summary>The type that says this again: 0420 becomes 0421; a repeat stays as it is.</summary>
    /// <returns>The same type with the repeat mark set.</returns>
    public MessageType Repeat() => new(Value | 1);

    /// <summary>The four digits, leading zeros kept.</summary>
    /// <returns>Four characters.</returns>
    public override string ToString() => Value.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>Makes a type from a number already known to be in range.</summary>
    /// <param name="value">0 to 9999.</param>
    internal static MessageType FromValue(int value) => new(value);
}
