using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Front;

/// <summary>Which class of the permission matrix a message belongs to.</summary>
/// <remarks>
/// The processing code says what is wanted and DE 60.1 must agree with it: a combination that is not in the table is
/// <see cref="MessageClass.Unknown"/>, never the nearest guess. Of the processing code the first two digits count; the others name
/// accounts. Source: transaction tables of the Q/CUP 009 family as independent terminals and hosts show them.
/// </remarks>
internal static class MessageClasses
{
    // Tag 8A of a chip sale that the card approved itself: "Y1" offline, "Y3" unable to go online.
    private static ReadOnlySpan<byte> ApprovedOffline => "Y1"u8;

    private static ReadOnlySpan<byte> ApprovedUnableToGoOnline => "Y3"u8;

    /// <summary>The class of a message.</summary>
    /// <param name="type">Message type; a repeat is of the same class as what it repeats.</param>
    /// <param name="processingCode">DE 3; empty when absent.</param>
    /// <param name="condition">DE 25; empty when absent.</param>
    /// <param name="field60">DE 60.</param>
    /// <param name="pointsAtOriginal">Whether DE 61 names a transaction.</param>
    /// <param name="icc">DE 55; empty when absent.</param>
    public static MessageClass Of(
        MessageType type, string processingCode, string condition, Field60 field60, bool pointsAtOriginal, ReadOnlySpan<byte> icc)
    {
        var code = processingCode.Length >= 2 ? processingCode[..2] : "";
        return (type.Value & ~1) switch
        {
            100 => Authorisation(code, condition, field60.Kind),
            200 => Financial(code, condition, field60.Kind, IccTags.Find(icc, 0x8A)),
            220 => Advice(code, condition, field60.Kind, pointsAtOriginal),
            400 or 420 => MessageClass.Reversal,
            320 when field60.NetworkCode is "201" or "202" or "203" or "204" or "205" or "206" or "207" => MessageClass.BatchUpload,
            500 when field60.NetworkCode == "201" => MessageClass.Settlement,
            620 when field60.NetworkCode == "951" => MessageClass.ScriptResult,
            800 => Network(field60.NetworkCode),
            820 => NetworkAdvice(field60.NetworkCode),
            _ => MessageClass.Unknown,
        };
    }

    private static MessageClass Authorisation(string code, string condition, string kind) => (code, condition, kind) switch
    {
        ("03", "06" or "60", "10") => MessageClass.PreAuthorisation,
        ("20", "06", "11") => MessageClass.PreAuthorisationVoid,
        _ => MessageClass.Unknown,
    };

    private static MessageClass Financial(string code, string condition, string kind, ReadOnlySpan<byte> decision)
    {
        var offline = decision.SequenceEqual(ApprovedOffline) || decision.SequenceEqual(ApprovedUnableToGoOnline);
        return (code, condition, kind) switch
        {
            ("00", "00", "22" or "36") when offline => MessageClass.ChipOfflineSale,
            ("00", "00", "22") => MessageClass.Sale,
            ("00", "00", "36") when decision.IsEmpty => MessageClass.ChipOfflineSale,
            ("31", "00", "01") => MessageClass.Balance,
            ("20", "00", "23") => MessageClass.SaleVoid,
            ("00", "06", "20") => MessageClass.CompletionRequest,
            ("20", "06", "21") => MessageClass.PreAuthorisationVoid,
            ("60", "91", "45") or ("63", "91", "46") or ("62", "91", "47") or ("17", "91", "51") => MessageClass.CashOrTransfer,
            ("17" or "40" or "63", _, _) or (_, "91", "40" or "41" or "42") => MessageClass.CashOrTransfer,
            _ => MessageClass.Unknown,
        };
    }

    private static MessageClass Advice(string code, string condition, string kind, bool pointsAtOriginal) => (code, condition, kind) switch
    {
        ("00", "06", "24") => MessageClass.CompletionAdvice,
        ("20", "00", "25" or "27") => pointsAtOriginal ? MessageClass.LinkedRefund : MessageClass.UnlinkedRefund,
        ("00", "00", "30" or "32" or "34") => MessageClass.OfflineSale,
        _ => MessageClass.Unknown,
    };

    private static MessageClass Network(string networkCode) => networkCode switch
    {
        "001" or "003" or "004" or "005" or "006" or "401" => MessageClass.SignOn,
        _ => Download(networkCode),
    };

    private static MessageClass NetworkAdvice(string networkCode) => networkCode switch
    {
        "002" => MessageClass.SignOff,
        "301" => MessageClass.Echo,
        "362" => MessageClass.StatusUpload,
        _ => Download(networkCode),
    };

    // Terminals ask for lists with 0820 and for entries with 0800; some mix them up, and nothing depends on it.
    private static MessageClass Download(string networkCode) => networkCode switch
    {
        "360" or "361" or "370" or "371" or "372" or "373" or "380" or "381" or "382" => MessageClass.Download,
        "390" or "391" or "394" or "395" => MessageClass.Download,
        _ => MessageClass.Unknown,
    };
}
