using System.Text;
using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Terminals;

/// <summary>The text in element 63 that a device shows to its operator.</summary>
internal static class HostText
{
    // Card organisation 3, then notes of issuer, network and acquirer, 20 bytes each.
    private const int AcquirerNote = 43;

    private static readonly Encoding _gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    /// <summary>The acquirer's note, or the whole text where it has another shape; empty without one.</summary>
    internal static string Of(IsoMessage? reply)
    {
        if (reply is null)
        {
            return "";
        }

        var bytes = reply.Bytes(63);
        var text = _gbk.GetString(bytes.Length > AcquirerNote ? bytes[AcquirerNote..] : bytes);
        return new string([.. text.Where(character => !char.IsControl(character))]).Trim();
    }
}
