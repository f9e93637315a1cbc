using System.Security.Cryptography;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;

namespace Gateway.Simulator.Terminals;

/// <summary>The checks that a device makes on every reply before it believes it.</summary>
/// <remarks>
/// The type must be the request's plus ten and trace, processing code, terminal and amount echoed, also on a decline; merchant
/// and MAC are looked at on an approval only. Source: the reply checks of a complete UnionPay terminal application.
/// </remarks>
internal static class ReplyCheck
{
    private const int MacBytes = 8;

    /// <summary>Whether this is an answer to the request at all, and not to another one.</summary>
    internal static bool Answers(IsoMessage request, IsoMessage reply)
        => reply.Type == request.Type.Response() && Echoes(request, reply, 11);

    /// <summary>Looks for a fault in an answer.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="reply">What came.</param>
    /// <param name="body">The reply's bytes from the message type on.</param>
    /// <param name="keys">The terminal's working keys; null before the first sign-on.</param>
    internal static ExchangeFault Check(IsoMessage request, IsoMessage reply, ReadOnlySpan<byte> body, TerminalKeys? keys)
    {
        var code = reply.Text(39);
        var isSettlement = reply.Type.Class == 5;
        var isApproval = code == "00";
        return (code, isSettlement) switch
        {
            _ when !Echoes(request, reply, 3) => ExchangeFault.WrongProcessingCode,
            _ when !Echoes(request, reply, 41) => ExchangeFault.WrongTerminal,
            (null, false) => ExchangeFault.NoResponseCode,
            _ when (isApproval || isSettlement) && !Echoes(request, reply, 42) => ExchangeFault.WrongMerchant,
            _ when !Echoes(request, reply, 4) => ExchangeFault.WrongAmount,
            _ when isApproval && OutgoingRequest.CarriesMac(reply.Type) && !IsSealed(reply, body, keys) => ExchangeFault.BadMac,
            _ => ExchangeFault.None,
        };
    }

    private static bool Echoes(IsoMessage request, IsoMessage reply, int element)
        => !request.Has(element) || request.Text(element) == reply.Text(element);

    private static bool IsSealed(IsoMessage reply, ReadOnlySpan<byte> body, TerminalKeys? keys)
        => reply.Has(64) && keys is not null
            && CryptographicOperations.FixedTimeEquals(keys.ReplyMac(body[..^MacBytes]), body[^MacBytes..]);
}
