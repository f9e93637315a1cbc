namespace Gateway.Host.Cli.Decoding;

/// <summary>Hexadecimal text as people paste it: white space between the digits is ignored.</summary>
internal static class HexText
{
    private const byte None = 0xFF;
    private const byte Space = 0xFE;

    private static readonly byte[] _values = Values();

    /// <summary>Reads bytes.</summary>
    /// <param name="text">Digits of either case.</param>
    /// <param name="bytes">The bytes; empty on a fault.</param>
    /// <param name="fault">Which character is wrong, never the character itself; empty when none is.</param>
    /// <returns><see langword="false"/> on a fault.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out byte[] bytes, out string fault)
    {
        var buffer = new byte[(text.Length + 1) / 2];
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i] < _values.Length ? _values[text[i]] : None;
            if (value == Space)
            {
                continue;
            }

            if (value == None)
            {
                (bytes, fault) = ([], $"Character {i + 1} is no hexadecimal digit.");
                return false;
            }

            buffer[digits / 2] |= (byte)(digits % 2 == 0 ? value << 4 : value);
            digits++;
        }

        fault = digits % 2 == 0 ? "" : "The hexadecimal digits are not even in number: half a byte is missing.";
        bytes = fault.Length == 0 ? buffer[..(digits / 2)] : [];
        return fault.Length == 0;
    }

    private static byte[] Values()
    {
        var values = new byte[128];
        Array.Fill(values, None);
        foreach (var space in " \t\r\n\v\f")
        {
            values[space] = Space;
        }

        foreach (var digit in "0123456789ABCDEFabcdef")
        {
            values[digit] = Convert.ToByte(digit.ToString(), 16);
        }

        return values;
    }
}
