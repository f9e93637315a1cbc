using System.Buffers.Text;

namespace Gateway.Host.Front;

/// <summary>DE 62 of a request as a row of usages: two letters, the length of what follows in three digits, and that much content.</summary>
/// <remarks>
/// Source for the form: one host implementation, which carries SM4 PIN blocks as usage SM (<c>SM016</c> and 16 bytes). Usage KS, a key serial
/// number, is ours in the same form. What does not look like such a row has no usages.
/// </remarks>
internal static class Field62
{
    private const int LetterCount = 2;
    private const int HeadBytes = LetterCount + 3;

    /// <summary>A PIN block under SM4, DE 53 digit 2 = 4.</summary>
    public static ReadOnlySpan<byte> Sm4PinBlock => "SM"u8;

    /// <summary>The key serial number of a DUKPT transaction.</summary>
    public static ReadOnlySpan<byte> KeySerialNumber => "KS"u8;

    /// <summary>The content of a usage; empty when the element has none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> element, ReadOnlySpan<byte> usage)
    {
        while (element.Length > HeadBytes
            && Utf8Parser.TryParse(element[LetterCount..HeadBytes], out ushort length, out var digits) && digits == HeadBytes - LetterCount
            && length <= element.Length - HeadBytes)
        {
            if (element.StartsWith(usage))
            {
                return element.Slice(HeadBytes, length);
            }

            element = element[(HeadBytes + length)..];
        }

        return [];
    }
}
