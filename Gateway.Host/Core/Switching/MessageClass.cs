namespace Gateway.Host.Core.Switching;

/// <summary>What a terminal's message asks for, as the permission matrix counts it: C01 to C22.</summary>
/// <remarks>
/// The class is decided from the message type, processing code, service condition, the network code of DE 60 and the original-data
/// element together; a message type alone says too little (a chip sale approved offline travels as 0200).
/// </remarks>
internal enum MessageClass
{
    /// <summary>C01: goods or services paid by card, decided online.</summary>
    Sale,

    /// <summary>C02: an amount reserved, or raised, for a later completion.</summary>
    PreAuthorisation,

    /// <summary>C03: what the card can still spend; moves no money.</summary>
    Balance,

    /// <summary>C04: cash, load and transfer.</summary>
    CashOrTransfer,

    /// <summary>C05: a pre-authorised amount collected, asked online.</summary>
    CompletionRequest,

    /// <summary>C06: a pre-authorised amount collected, told afterwards.</summary>
    CompletionAdvice,

    /// <summary>C07: an approved sale of the same batch taken back.</summary>
    SaleVoid,

    /// <summary>C08: a pre-authorisation or completion taken back.</summary>
    PreAuthorisationVoid,

    /// <summary>C09: money given back for a sale that was found.</summary>
    LinkedRefund,

    /// <summary>C10: money given back with no sale to point at.</summary>
    UnlinkedRefund,

    /// <summary>C11: "take back what I asked, I do not know how it ended".</summary>
    Reversal,

    /// <summary>C12: a sale, adjustment or tip already approved at the terminal.</summary>
    OfflineSale,

    /// <summary>C13: a chip sale approved by the card, sent under the online message type.</summary>
    ChipOfflineSale,

    /// <summary>C14: an issuer-script result or transaction certificate.</summary>
    ScriptResult,

    /// <summary>C15: the terminal's totals of a batch, to be compared and closed.</summary>
    Settlement,

    /// <summary>C16: the details of a batch, one message for several transactions, and its end message.</summary>
    BatchUpload,

    /// <summary>C17: keys and batch number for a working day.</summary>
    SignOn,

    /// <summary>C18: the end of a working day.</summary>
    SignOff,

    /// <summary>C18: "are you there?".</summary>
    Echo,

    /// <summary>C19: the terminal's report about itself.</summary>
    StatusUpload,

    /// <summary>C20: parameters, public keys, application data, black lists.</summary>
    Download,

    /// <summary>C21: notices and appeals fetched by the terminal.</summary>
    NoticePull,

    /// <summary>C22: nothing the table knows.</summary>
    Unknown,
}
