using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>One of every record, every member filled.</summary>
internal static class Samples
{
    public const string Merchant = "104110045110012";

    public const string Terminal = "00000001";

    public const string TestPan = "4761739001010119";

    public static readonly string Stream = JournalStream.Terminal(Terminal);

    public static readonly DateTimeOffset At = new DateTimeOffset(2026, 8, 1, 9, 30, 15, TimeSpan.FromHours(8)).AddTicks(1234567);

    public static readonly byte[] SealedCard = [.. Enumerable.Range(0, 40).Select(index => (byte)(0xC0 ^ (index * 7)))];

    public static TraceKey Key(int stan, int batch = 1) => new(Merchant, Terminal, batch, stan);

    public static Forwarded Forwarded(int stan, long amount = 12_500, byte[]? card = null) => new()
    {
        At = At,
        Key = Key(stan),
        Class = MessageClass.Sale,
        Amount = amount,
        Currency = "156",
        ProcessingCode = "000000",
        ConditionCode = "00",
        ContentFingerprint = "c29tZSBjb250ZW50",
        CardMasked = "476173******0119",
        CardFingerprint = "c29tZSBjYXJk",
        Original = Key(7),
        Rrn = "000000000123",
        Acquirer = "acquirer",
        Upstream = new UpstreamNumbers(4711, At, "000000000123"),
        DecideBy = At.AddSeconds(30),
        SealedCard = card,
    };

    public static Approved Approved(int stan) => new() { At = At, Key = Key(stan), AuthCode = "A1B2C3", SettlementDate = "0801" };

    public static SignedOn SignedOn(int version, params KeptKey[] keys) => new() { At = At, KeyVersion = version, Batch = 1, Keys = keys };

    public static KeptKey KeyOf(string usage, byte fill) => new(usage, "0A1B2C3D", [.. Enumerable.Repeat(fill, 32)]);

    public static BatchClosed Closed(int batch, BatchTotals totals, bool quarantined = false) => new()
    {
        At = At,
        Merchant = Merchant,
        Batch = batch,
        Stan = 900,
        Claim = new SettlementClaim(totals, default),
        Host = totals,
        Posted = totals,
        Domestic = BalanceResult.Balanced,
        Foreign = BalanceResult.Balanced,
        Quarantined = quarantined,
    };

    public static IEnumerable<JournalRecord> OneOfEach() =>
    [
        new MerchantRegistered { At = At, By = "operator", Id = Merchant, Name = "Ünïversal 商店 \"1\"", Mcc = "5411" },
        new DukptEnrolled { At = At, By = "operator", Terminal = Terminal, Ksn = "FFFF9876543210E00000", BaseKey = "estate" },
        new KeySerialUsed { At = At, Device = "FFFF9876543210E0/0A1B2C3D", Counter = 1_048_575, Key = Key(11) },
        new TerminalRegistered
        {
            At = At,
            By = "operator",
            Id = Terminal,
            Merchant = Merchant,
            Model = "S90",
            Serial = "SN-1",
            WithPin = true,
        },
        new KeyLoaded { At = At, By = "operator", Owner = Terminal, Key = KeyOf("TerminalMaster", 0x5A), How = "import" },
        new KeysDestroyed { At = At, By = "operator", Owner = "another", Usages = ["TerminalMaster"], Why = "found in a bin" },
        new HoldPlaced
        {
            At = At,
            By = "operator",
            Hold = new Hold(5, new HoldSubject(SubjectKind.Terminal, Terminal), HoldLevel.L2, "FEE-01", At),
            Note = "two invoices",
        },
        new HoldReleased { At = At, By = "operator", Id = 5, Why = "paid" },
        SignedOn(3, KeyOf("TerminalPin", 1), KeyOf("TerminalMac", 2)),
        new SignedOff { At = At },
        Closed(1, new BatchTotals(12_500, 1, 300, 2), quarantined: true) with { Foreign = BalanceResult.NotBalanced },
        new BatchUploaded { At = At, Batch = 1, Stan = 901, NetworkCode = "201" },
        Forwarded(1, card: SealedCard),
        new Refused
        {
            At = At,
            Key = Key(2),
            Class = MessageClass.Sale,
            Amount = 1,
            Reason = DeclineReason.TerminalHeld,
            ResponseCode = "97",
            HoldId = 5,
            HoldLevel = "L2",
            HoldReason = "FEE-01",
        },
        new Quarantined
        {
            At = At,
            Key = Key(3),
            Class = MessageClass.OfflineSale,
            Amount = 2,
            Cause = "The terminal is quarantined.",
            SealedCard = SealedCard,
        },
        Approved(1),
        new DeclinedAfterForward { At = At, Key = Key(1), ResponseCode = "91", Reason = DeclineReason.AcquirerUnreachable },
        new OutcomeUnknown { At = At, Key = Key(1), Loss = OutcomeLoss.Restart },
        new LateApproval { At = At, Key = Key(1), AuthCode = "A1B2C3" },
        new ReversalAccepted { At = At, Key = Key(1), Cause = "98", Amount = 12_500, Moot = true, HeldUntil = At.AddHours(4) },
        new ReversalSent { At = At, Key = Key(1), Try = 2, Upstream = new UpstreamNumbers(4712, At, "000000000123") },
        new ReversalDone { At = At, Key = Key(1), ResponseCode = "00" },
        new ReversalRejected { At = At, Key = Key(1), ResponseCode = "96" },
        new ReversalResolved { At = At, Key = Key(1), By = "anna", Why = "Credited by the acquirer, letter of 1 August." },
        new CardsErased { At = At, Keys = [Key(1), Key(3)] },
    ];
}
