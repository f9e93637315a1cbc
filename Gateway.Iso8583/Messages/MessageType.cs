namespace Gateway.Iso8583.Messages;

/// <summary>A message type indicator (MTI): four characters for version, class, function and origin; digits in every standard.</summary>
/// <remarks>
/// The origin digit is odd when a message says again what was said before. Source: ISO 8583:1987 clause 4.1; 1993 and 2003 keep the
/// places and change the first digit.
/// </remarks>
public readonly record struct MessageType
{
    private const uint Zeros = 0x30303030;

    // The four characters, less "0000", so that the default value is type 0000.
    private readonly uint _characters;

    private MessageType(uint characters) => _characters = characters ^ Zeros;

    /// <summary>The four digits as a number, 0 to 9999: 200 for <c>0200</c>; -1 where a character is no digit.</summary>
    public int Value
    {
        get
        {
            var characters = _characters ^ Zeros;
            return IsDecimal(characters)
                ? (1000 * Digit(characters, 24)) + (100 * Digit(characters, 16)) + (10 * Digit(characters, 8)) + Digit(characters, 0)
                : -1;
        }
    }

    /// <summary>The first digit: 0 for ISO 8583:1987, 1 for 1993, 2 for 2003, 8 national, 9 private use.</summary>
    public int Version => Digit(_characters ^ Zeros, 24);

    /// <summary>
    /// The second digit: 1 authorisation, 2 financial, 3 file, 4 reversal, 5 reconciliation, 6 administrative, 7 fee collection,
    /// 8 network management.
    /// </summary>
    public int Class => Digit(_characters ^ Zeros, 16);

    /// <summary>
    /// The third digit: 0 request, 1 response to it, 2 advice, 3 response to it, 4 notification, 5 acknowledgement of it,
    /// 6 instruction, 7 acknowledgement of it.
    /// </summary>
    public int Function => Digit(_characters ^ Zeros, 8);

    /// <summary>The last digit: 0 acquirer, 1 acquirer again, 2 issuer, 3 issuer again, 4 other, 5 other again.</summary>
    public int Origin => Digit(_characters ^ Zeros, 0);

    /// <summary>Whether an answer is expected: the third digit is even and no notification.</summary>
    public bool IsRequest => Function is 0 or 2 or 6 or 8;

    /// <summary>Whether this answers another message: the third digit is odd.</summary>
    public bool IsResponse => Function % 2 == 1;

    /// <summary>Whether this says again what was sent before: the last digit is odd.</summary>
    public bool IsRepeat => Origin % 2 == 1;

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
        if (TryParseAny(digits, out type) && type.Value >= 0)
        {
            return true;
        }

        type = default;
        return false;
    }

    /// <summary>Reads a type from any four printable ASCII characters, for dialects that put letters there.</summary>
    /// <param name="characters">Four characters, '!' to '~'.</param>
    /// <param name="type">The type, or <c>default</c> when the text is not one.</param>
    /// <returns><see langword="false"/> when the text is not four printable characters.</returns>
    public static bool TryParseAny(ReadOnlySpan<char> characters, out MessageType type)
    {
        type = default;
        if (characters.Length != 4 || characters.ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        type = new MessageType(((uint)characters[0] << 24) | ((uint)characters[1] << 16) | ((uint)characters[2] << 8) | characters[3]);
        return true;
    }

    /// <summary>The type of the answer to this request: 0200 becomes 0210, and 0401 becomes 0410.</summary>
    /// <returns>The next function, with the repeat mark cleared.</returns>
    /// <exception cref="InvalidOperationException">This is itself an answer, a notification, or not made of digits.</exception>
    public MessageType Response()
        => Value >= 0 && IsRequest
            ? FromValue((Value - (Origin % 2)) + 10)
            : throw new InvalidOperationException($"{this} is not a request, and only a request has an answer.");

    /// <summary>The type that says this again: 0420 becomes 0421; a repeat stays as it is.</summary>
    /// <returns>The same type with the repeat mark set.</returns>
    public MessageType Repeat() => new((_characters ^ Zeros) | 1);

    /// <summary>The four characters, leading zeros kept.</summary>
    /// <returns>Four characters.</returns>
    public override string ToString()
    {
        var characters = _characters ^ Zeros;
        return string.Create(4, characters, static (text, from) =>
        {
            for (var i = 0; i < 4; i++)
            {
                text[i] = (char)((from >> (24 - (8 * i))) & 0xFF);
            }
        });
    }

    /// <summary>Makes a type from four characters, the first in the highest byte.</summary>
    internal static MessageType FromCharacters(uint characters) => new(characters);

    /// <summary>Makes a type from a number already known to be in range.</summary>
    internal static MessageType FromValue(int value)
        => new(Zeros + ((uint)(value / 1000) << 24) + ((uint)(value / 100 % 10) << 16) + ((uint)(value / 10 % 10) << 8) + (uint)(value % 10));

    /// <summary>The four characters, the first in the highest byte.</summary>
    internal uint Characters => _characters ^ Zeros;

    /// <summary>Whether all four bytes are '0' to '9'.</summary>
    internal static bool IsDecimal(uint characters)
        => (((characters + 0x46464646) | (characters - Zeros)) & 0x80808080) == 0;

    /// <summary>Whether all four bytes are printable and no spaces.</summary>
    internal static bool IsPrintable(uint characters)
        => (((characters + 0x01010101) | characters | (characters - 0x21212121)) & 0x80808080) == 0;

    private static int Digit(uint characters, int shift) => (int)((characters >> shift) & 0xFF) - '0';
}
