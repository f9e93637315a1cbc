using System.Collections.Concurrent;
using Gateway.Host.Api;
using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Gateway.Tests.Host.Lanes;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Estate;

/// <summary>An estate with its commands over a scripted journal that commits at once until told otherwise.</summary>
internal sealed class EstateBench : IDisposable
{
    public const string Merchant = "100000000000001";
    public const string Terminal = "00000001";
    public const string KeyA = "8C51AE07F2D9346B10FB7D98C2A5E43E";
    public const string KeyB = "31D6C4977A0EB5F28A23D50B6E94F1C8";

    private readonly LocalMasterKey _master = LocalMasterKey.Generate();
    private readonly SoftwareSecurityModule _security;
    private readonly EstateTurn _turn;
    private int _barriers;

    public EstateBench()
    {
        _security = new SoftwareSecurityModule(_master, allowTestKeys: false);
        Journal.IsQuick = true;
        _turn = new EstateTurn(State, Journal, Pass);
        Commands = new EstateCommands(_turn, State, Time);
        Keys = new KeyCommands(_turn, State, _security, Audits.Enqueue, Time);
        Dukpt = new DukptCommands(_turn, State, Audits.Enqueue, Time);
        Ceremony = new KeyCeremony(Keys, State, _security, Audits.Enqueue, Time);
    }

    public EstateState State { get; } = new(TimeSpan.FromMinutes(2));

    public EstateCommands Commands { get; }

    public KeyCommands Keys { get; }

    public DukptCommands Dukpt { get; }

    /// <summary>The commands of a gateway that asks of keys whether they fit.</summary>
    public KeyCommands KeysFor(KeyFit fit) => new(_turn, State, _security, Audits.Enqueue, Time, fit);

    public SoftwareSecurityModule Module => _security;

    /// <summary>Development, where one person may hold all components.</summary>
    public bool IsOneHandAllowed { get; init; } = true;

    public KeyCeremony Ceremony { get; }

    // Nothing here sells, so nothing is ever owed: EndToEnd/SafTests has what is.
    private static ReversalCommands NoReversals => new(null!, () => Task.CompletedTask, null!, _ => { }, TimeProvider.System);

    public EstateDesk Desk => new(
        Commands, Keys, Dukpt, Ceremony, new KeyDiagnosis(State, _security, _ => PinBlockFormat.Iso0, Audits.Enqueue, Time), NoReversals, new KeyUses(), RequestKeys, IsOneHandAllowed);

    /// <summary>What comes of asking an acquirer for keys.</summary>
    public Func<string, Task<CommandResult<string>>> RequestKeys { get; set; } = _ => Task.FromResult(CommandResult<string>.Done("00"));

    public ConcurrentQueue<AuditEntry> Audits { get; } = new();

    public ScriptedJournal Journal { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero));

    /// <summary>Completes when the lanes have passed the barrier of a command.</summary>
    public Func<Task> LanesPass { get; set; } = () => Task.CompletedTask;

    public int Barriers => _barriers;

    public static HoldSubject OnTerminal => new(SubjectKind.Terminal, Terminal);

    public static HoldSubject OnMerchant => new(SubjectKind.Merchant, Merchant);

    /// <summary>An estate with a merchant and one terminal.</summary>
    public static async Task<EstateBench> Opened(bool isOneHandAllowed = true)
    {
        var bench = new EstateBench { IsOneHandAllowed = isOneHandAllowed };
        await bench.Commands.RegisterMerchant(Merchant, "Shop", "5411", "op");
        await bench.Commands.RegisterTerminal(Terminal, Merchant, "S90", "1", withPin: true, "op");
        return bench;
    }

    /// <summary>Gives a terminal working keys, as its sign-on would.</summary>
    public async Task SignOn(string terminal)
    {
        var issued = await _security.IssueWorkingKeys(State.Terminal(terminal)!.MasterKey!.For(terminal), WorkingKeySet.Double, CancellationToken.None);
        State.Publish(terminal, new SignedOn { At = Time.GetLocalNow(), KeyVersion = 1, Batch = 1, Keys = [issued.Pin!.Kept(), issued.Mac.Kept()] });
    }

    public async Task<long> Held(HoldSubject subject, HoldLevel level = HoldLevel.L2, string reason = "FEE-01")
        => (await Commands.Place(subject, level, reason, "", "op")).Value!.Hold.Id;

    public Standing Standing(string terminal = Terminal) => State.Terminal(terminal)!.Standing;

    /// <summary>The estate that the durable records come to.</summary>
    public EstateState Rebuilt()
    {
        var state = new EstateState(TimeSpan.FromMinutes(2));
        foreach (var record in Journal.DurableEstate())
        {
            state.Apply(record);
        }

        return state;
    }

    /// <summary>Everything an estate knows, in words that can be compared.</summary>
    public static string Picture(EstateState state) => string.Join('\n',
    [
        $"version {state.Version}, next hold {state.NextHoldId}, zone key {state.Key("acquirer", KeyUsage.ZonePin)?.Key.Kcv}",
        .. state.Merchants.OrderBy(merchant => merchant.Id, StringComparer.Ordinal).Select(merchant => merchant.ToString()),
        .. state.Terminals.OrderBy(terminal => terminal.Id, StringComparer.Ordinal).Select(terminal =>
            $"{terminal.Id} {terminal.Merchant} {terminal.Model} {terminal.Serial} {terminal.WithPin} {terminal.MasterKey?.Kcv} {string.Join(',', terminal.Standing.Holds)}"),
        .. state.Holds.OrderBy(hold => hold.Hold.Id).Select(hold => hold.ToString()),
    ]);

    public void Dispose()
    {
        Ceremony.Dispose();
        _turn.Dispose();
        _security.Dispose();
        _master.Dispose();
    }

    private Task Pass()
    {
        _barriers++;
        return LanesPass();
    }
}
