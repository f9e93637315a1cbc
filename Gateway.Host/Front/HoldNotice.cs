using System.Text;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Front;

/// <summary>What the operator of a held terminal reads on its screen: whom to call, never why.</summary>
/// <remarks>
/// DE 63 of an answer is card organisation 3, issuer's note 20, network's note 20, acquirer's note 20 bytes, filled with spaces, Chinese
/// in GBK. The note is ours, so it stands in the last part. Source: Q/CUP 009 family; a terminal that parses those positions.
/// </remarks>
internal static class HoldNotice
{
    private const int NoteAt = 43;
    private const int Bytes = 63;

    private static readonly Encoding _gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;
    private static readonly byte[] _merchant = Element("商户停用请联系客服");
    private static readonly byte[] _terminal = Element("终端停用请联系客服");

    /// <summary>DE 63 for a refusal; null when no hold is the reason.</summary>
    public static byte[]? For(DeclineReason? reason) => reason switch
    {
        DeclineReason.MerchantHeld => _merchant,
        DeclineReason.TerminalHeld => _terminal,
        _ => null,
    };

    private static byte[] Element(string note)
    {
        var element = new byte[Bytes];
        element.AsSpan().Fill((byte)' ');
        _gbk.GetBytes(note, element.AsSpan(NoteAt));
        return element;
    }
}
