namespace Gateway.Host.Upstream;

/// <summary>Numbers of the elements that an acquirer link uses, by their names in the standard.</summary>
/// <remarks>Source: ISO 8583:1987, table of data elements.</remarks>
internal static class LinkElements
{
    internal const int PrimaryAccountNumber = 2;
    internal const int ProcessingCode = 3;
    internal const int Amount = 4;
    internal const int TransmissionTime = 7;
    internal const int Stan = 11;
    internal const int LocalTime = 12;
    internal const int LocalDate = 13;
    internal const int Expiry = 14;
    internal const int SettlementDate = 15;
    internal const int EntryMode = 22;
    internal const int CardSequenceNumber = 23;
    internal const int ConditionCode = 25;
    internal const int PinCaptureCode = 26;
    internal const int AcquiringInstitution = 32;
    internal const int Track2 = 35;
    internal const int RetrievalReference = 37;
    internal const int AuthorisationCode = 38;
    internal const int ResponseCode = 39;
    internal const int Terminal = 41;
    internal const int Merchant = 42;
    internal const int AdditionalData = 48;
    internal const int Currency = 49;
    internal const int PinBlock = 52;
    internal const int SecurityControl = 53;
    internal const int AdditionalAmounts = 54;
    internal const int Icc = 55;
    internal const int Mac = 64;
    internal const int NetworkCode = 70;
    internal const int OriginalElements = 90;
    internal const int MacOfLongForm = 128;
}
