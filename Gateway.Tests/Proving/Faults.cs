namespace Gateway.Tests.Proving;

/// <summary>What goes wrong in one run, mostly in percent. Every run leaves some faults out altogether: faults hide each other.</summary>
internal sealed record Faults
{
    public int DropFromTerminal { get; init; }
    public int DropToTerminal { get; init; }
    public int SlowTerminalNet { get; init; }
    public int Replay { get; init; }
    public int DropRequest { get; init; }
    public int DropAnswer { get; init; }
    public int LateAnswer { get; init; }
    public int DoubleAnswer { get; init; }
    public int Decline { get; init; }
    public int Partial { get; init; }
    public int Defect { get; init; }
    public int OverSlow { get; init; }
    public int DropReversal { get; init; }
    public int RejectReversal { get; init; }
    public int Forgets { get; init; }
    public int LinkDown { get; init; }
    public int Crash { get; init; }
    public int StoreStalls { get; init; }
    public int StoreRefuses { get; init; }
    public int StoreUnknown { get; init; }
    public int Holds { get; init; }
    public int Reboot { get; init; }
    public int ClockSteps { get; init; }
    public int SignOff { get; init; }
    public int Offline { get; init; }

    /// <summary>The acquirer forgets a reversal whose request it has not seen.</summary>
    public bool NoTombstones { get; init; }

    /// <summary>Such an acquirer acknowledges what it has not seen.</summary>
    public bool SaysYes { get; init; }

    /// <summary>The acquirer says "not found" to the reversal of a sale that is voided.</summary>
    public bool VoidedIsGone { get; init; }

    /// <summary>Terminals that give a reversal up, leave for good, or reverse a sale while its void is on its way.</summary>
    public bool Quirks { get; init; }

    public static Faults None { get; } = new();

    /// <summary>What goes wrong in the run of a seed.</summary>
    public static Faults Of(ulong seed) => Of(new SplitMix(~seed));

    private static Faults Of(SplitMix dice)
    {
        int Some(int most) => dice.Chance(40) ? 0 : dice.Between(1, most);
        return new Faults
        {
            DropFromTerminal = Some(30),
            DropToTerminal = Some(40),
            SlowTerminalNet = Some(30),
            Replay = Some(30),
            DropRequest = Some(25),
            DropAnswer = Some(30),
            LateAnswer = Some(30),
            DoubleAnswer = Some(30),
            Decline = Some(30),
            Partial = Some(8),
            OverSlow = Some(15),
            DropReversal = Some(50),
            RejectReversal = Some(40),
            LinkDown = Some(8),
            Crash = Some(6),
            StoreStalls = Some(6),
            StoreRefuses = Some(6),
            StoreUnknown = Some(8),
            Holds = Some(12),
            Reboot = Some(8),
            SignOff = Some(10),
            Offline = Some(10),
            NoTombstones = dice.Chance(50),
            Quirks = dice.Chance(25),
            VoidedIsGone = dice.Chance(50),
            Defect = Some(20),
            SaysYes = dice.Chance(50),
            Forgets = Some(15),
            ClockSteps = Some(6),
        };
    }
}
