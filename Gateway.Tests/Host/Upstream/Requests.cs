using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Upstream;

/// <summary>What the core would ask to be sent.</summary>
internal static class Requests
{
    internal static CardData Card { get; } = new()
    {
        Pan = UpstreamBench.Pan,
        Expiry = "3012",
        EntryMode = "051",
        SequenceNumber = "001",
        PinCaptureCode = "06",
        Track2 = UpstreamBench.Track,
        PinBlock = Convert.FromHexString(UpstreamBench.Pin),
        Icc = Convert.FromHexString("9F2608A1B2C3D4E5F60718"),
    };

    internal static TerminalRequest Sale(int stan, long amount = 12_500, CardData? card = null) => new()
    {
        Class = MessageClass.Sale,
        MessageType = "0200",
        Terminal = UpstreamBench.Terminal,
        Merchant = UpstreamBench.Merchant,
        ReplyTo = default,
        Batch = 1,
        Stan = stan,
        ProcessingCode = "000000",
        ConditionCode = "00",
        Amount = amount,
        Currency = "156",
        CardData = card ?? Card,
    };

    internal static Transaction Sold(TraceKey key, UpstreamNumbers numbers, string acquirer, byte[]? sealedCard) => new()
    {
        Key = key,
        Class = MessageClass.Sale,
        Amount = 12_500,
        Currency = "156",
        ProcessingCode = "000000",
        ConditionCode = "00",
        Rrn = numbers.Rrn,
        Acquirer = acquirer,
        Upstream = numbers,
        Card = new CardReference("621234*********4567", "fingerprint", sealedCard),
        State = TransactionState.Unknown,
        Reversal = ReversalDuty.Owed,
    };
}
