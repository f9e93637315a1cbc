using System.Text;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>The encodings of text on the wire. Each EBCDIC page maps its 256 bytes to the 256 characters of ISO 8859-1 and back.</summary>
internal static class CodePages
{
    private static readonly CodePage _page037 = new("IBM037");
    private static readonly CodePage _page500 = new("IBM500");
    private static readonly CodePage _page1047 = new("IBM01047");

    /// <summary>Chinese text as UnionPay networks send it.</summary>
    internal static Encoding Gbk { get; } = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    /// <summary>Text of one or two, or one to four, bytes a character; null for forms of one byte a character.</summary>
    internal static Encoding? WideText(ElementForm form) => form switch
    {
        ElementForm.Gbk => Gbk,
        ElementForm.Utf8 => Encoding.UTF8,
        _ => null,
    };

    /// <summary>The EBCDIC page of a form.</summary>
    internal static CodePage Ebcdic(ElementForm form) => form switch
    {
        ElementForm.Ebcdic037 => _page037,
        ElementForm.Ebcdic500 => _page500,
        _ => _page1047,
    };

    /// <summary>Both directions of one EBCDIC page as tables.</summary>
    internal sealed class CodePage
    {
        private readonly byte[] _toLatin = new byte[256];
        private readonly byte[] _fromLatin = new byte[256];

        internal CodePage(string name)
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name)!;
            for (var value = 0; value < 256; value++)
            {
                var character = encoding.GetChars([(byte)value])[0];
                _toLatin[value] = (byte)character;
                _fromLatin[(byte)character] = (byte)value;
            }
        }

        internal byte ToLatin(byte value) => _toLatin[value];

        internal void ToLatin(ReadOnlySpan<byte> source, Span<byte> target)
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = _toLatin[source[i]];
            }
        }

        internal void FromLatin(ReadOnlySpan<byte> source, Span<byte> target)
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = _fromLatin[source[i]];
            }
        }
    }
}
