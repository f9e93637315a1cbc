using System.Text;
using Gateway.Iso8583.Dialects;
using Gateway.Tests.Proving;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>A value that fits a row.</summary>
/// <param name="Bytes">Raw bytes or characters.</param>
/// <param name="IsRaw">Whether they are raw bytes.</param>
/// <param name="Wide">The text, where characters take several bytes.</param>
internal sealed record AnyValue(byte[] Bytes, bool IsRaw, string? Wide = null)
{
    private const string Chinese = "交易成功余额不足AB 12";

    /// <summary>Longest value made where the row would allow more: enough for every length form, and still quick.</summary>
    private const int Longest = 300;

    public static bool IsWide(ElementSpec spec) => spec.Form is ElementForm.Gbk or ElementForm.Utf8;

    public static AnyValue Of(ElementSpec spec, SplitMix dice)
    {
        if (spec.Inside is { } structure)
        {
            for (var attempt = 0; attempt < 20; attempt++)
            {
                var parts = AnyParts.Of(structure, dice).ToBytes();
                if (parts.Length <= spec.Max && parts.Length >= spec.Min && (!spec.IsFixed || parts.Length == spec.Max))
                {
                    return new AnyValue(parts, spec.Content == ElementContent.Binary);
                }
            }
        }

        var least = spec.IsFixed && spec.Filler == PadSide.None ? spec.Max : spec.Min;
        var length = dice.Between(least, Math.Max(least, Math.Min(spec.Max, Longest)));
        return spec.Content switch
        {
            ElementContent.Binary => spec.Inside is null
                ? new AnyValue(Fill(length, () => (byte)dice.Below(256)), IsRaw: true)
                : new AnyValue(new byte[spec.IsFixed ? spec.Max : 0], IsRaw: true),
            ElementContent.Text when IsWide(spec) => Text(Math.Min(length, spec.Max), dice),
            ElementContent.Text => new AnyValue(Trimmed(spec, Fill(length, () => Character(spec, dice))), IsRaw: false),
            ElementContent.SignedNumeric => new AnyValue(
                [(byte)(dice.Chance(50) ? 'C' : 'D'), .. Fill(Math.Max(0, length - 1), () => (byte)('0' + dice.Below(10)))], IsRaw: false),
            ElementContent.Track => new AnyValue(Fill(length, () => "0123456789ABC=EF"u8[dice.Below(16)]), IsRaw: false),
            ElementContent.Hexadecimal => new AnyValue(Fill(length, () => "0123456789ABCDEF"u8[dice.Below(16)]), IsRaw: false),
            _ => new AnyValue(Fill(length, () => (byte)('0' + dice.Below(10))), IsRaw: false),
        };
    }

    private static AnyValue Text(int bytes, SplitMix dice)
    {
        var text = new StringBuilder();
        for (var left = bytes; left >= 3; left -= 3)
        {
            text.Append(Chinese[dice.Below(Chinese.Length)]);
        }

        // One character above U+00FF, so that the message keeps all of them as text and not as bytes.
        return text.Length == 0 ? new AnyValue([], IsRaw: false) : new AnyValue([], IsRaw: false, text.Insert(0, '交').Remove(1, 1).ToString());
    }

    private static byte Character(ElementSpec spec, SplitMix dice) => (spec.IsStrict, spec.Characters, spec.Form) switch
    {
        (true, CharacterClass.Alphabetic, _) => "AZaz "u8[dice.Below(5)],
        (true, CharacterClass.AlphaNumeric, _) => "AZaz 09"u8[dice.Below(7)],
        (true, CharacterClass.AlphaSpecial, _) => "AZaz !~"u8[dice.Below(7)],
        (true, _, _) => (byte)dice.Between(' ', '~'),
        (_, _, ElementForm.Ascii) => (byte)dice.Below(128),
        _ => (byte)dice.Below(256),
    };

    private static byte[] Trimmed(ElementSpec spec, byte[] characters) => spec.Filler switch
    {
        PadSide.Left => characters.AsSpan().TrimStart((byte)' ').ToArray(),
        PadSide.Right => characters.AsSpan().TrimEnd((byte)' ').ToArray(),
        _ => characters,
    };

    private static byte[] Fill(int length, Func<byte> next)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = next();
        }

        return bytes;
    }
}
