using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Elements;

namespace Gateway.Host.Upstream;

/// <summary>DE 90: which message of ours a void or a reversal is about.</summary>
/// <remarks>
/// 42 digits: message type 4, STAN 6, transmission time 10, acquiring institution 11 and forwarding institution 11, both
/// right-justified and filled with zeros. Source: ISO 8583:1987, element 90.
/// </remarks>
internal static class OriginalElements
{
    private const int InstitutionDigits = 11;

    /// <summary>Names an earlier 0200 of ours.</summary>
    /// <param name="original">The numbers it was sent with.</param>
    /// <param name="institutionId">Our acquiring institution id, 1 to 11 digits.</param>
    public static string Of(UpstreamNumbers original, string institutionId)
        => string.Concat(
            LinkTypes.Financial.ToString(),
            new Stan(original.Stan).ToString(),
            WireTime.Transmission(original.Sent),
            institutionId.PadLeft(InstitutionDigits, '0') + new string('0', InstitutionDigits));
}
