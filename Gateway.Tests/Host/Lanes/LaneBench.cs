using System.Collections.Concurrent;
using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Lanes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Lanes;

/// <summary>Lanes between a scripted journal and recorded ports, under a clock that only the test moves.</summary>
internal sealed class LaneBench : IEstateDirectory, IKeyPublisher, ITerminalPort, IUpstreamPort
{
    public const string Merchant = "100000000000001";
    public const string Acquirer = "acquirer";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Standing> _standings = new();
    private readonly ConcurrentQueue<(ReplyAddress To, TerminalAnswer Content)> _answers = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _probes = new();
    private long _exchange;
    private long _probe;
    private int _numbers;

    public LaneBench(int lanes = 1, int places = 4096, SwitchOptions? options = null)
        => Lanes = new LaneSet(lanes, () => new LaneContext
        {
            Switch = new TransactionSwitch(options ?? new SwitchOptions()),
            Journal = Journal,
            Estate = this,
            Keys = this,
            Terminals = this,
            Upstream = this,
            Time = Time,
            Logger = NullLogger.Instance,
            MailboxPlaces = places,
        });

    public LaneSet Lanes { get; }

    public ScriptedJournal Journal { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero));

    public bool IsAcquirerUp { get; set; } = true;

    /// <summary>Whether the acquirer's link takes no requests and yet is there.</summary>
    public bool IsAcquirerFull { get; set; }

    /// <summary>Places that reversals have until they are given new ones.</summary>
    public int ReversalPlaces { get; set; } = int.MaxValue;

    public ConcurrentQueue<SendRequest> Requests { get; } = new();

    public ConcurrentQueue<SendReversal> Reversals { get; } = new();

    public ConcurrentQueue<(string Terminal, int Version)> Published { get; } = new();

    public ConcurrentQueue<(string Terminal, long Counter)> Counters { get; } = new();

    /// <summary>Answers so far, each as exchange and code.</summary>
    public string Answers => string.Join(", ", _answers.Select(answer => $"{answer.To.Exchange} {answer.Content.ResponseCode ?? "-"}"));

    /// <summary>The codes answered so far.</summary>
    public IEnumerable<string?> Codes => _answers.Select(answer => answer.Content.ResponseCode);

    /// <summary>Lanes that run, with these terminals signed on before.</summary>
    public static LaneBench Started(params string[] terminals) => new LaneBench().Start(terminals);

    public LaneBench Start(params string[] terminals)
    {
        foreach (var terminal in terminals)
        {
            Register(terminal);
            Past(terminal, new SignedOn { At = Time.GetLocalNow(), KeyVersion = 1, Batch = 1, Keys = [] });
        }

        Lanes.Start();
        return this;
    }

    public void Register(string terminal) => _standings[terminal] = Standing.Clear;

    /// <summary>Records that were durable before the lanes started.</summary>
    public void Past(string terminal, params JournalRecord[] records)
    {
        Journal.Store(new(Gateway.Host.Journal.JournalStream.Terminal(terminal), 0, Guid.NewGuid(), records));
        foreach (var record in records)
        {
            Lanes.Recover(terminal, record);
        }
    }

    public void Hold(string terminal, HoldLevel level)
        => _standings[terminal] = new Standing([new Hold(1, new HoldSubject(SubjectKind.Terminal, terminal), level, "FEE-01", Time.GetLocalNow())]);

    public static TraceKey Key(string terminal, int stan) => new(Merchant, terminal, 1, stan);

    public TerminalAsked Ask(MessageClass message, string terminal, int? stan, string type, string? fault = null, ReplyAddress? to = null) => new(
        new TerminalRequest
        {
            Class = message,
            MessageType = type,
            Terminal = terminal,
            Merchant = Merchant,
            Batch = 1,
            Stan = stan,
            Amount = 1000,
            Currency = "156",
            Card = new CardReference("622200******0001", "card-1", [1, 2, 3]),
            ContentFingerprint = $"{message} {stan}",
            ReplyTo = to ?? new ReplyAddress(1, Interlocked.Increment(ref _exchange)),
        },
        new Facts { FormatFault = fault, RegisteredMerchant = Merchant, MasterKeyLoaded = true, Mac = MacVerdict.Right, Acquirer = Acquirer });

    public TerminalAsked Sale(string terminal, int stan) => Ask(MessageClass.Sale, terminal, stan, "0200");

    public TerminalAsked Reversal(string terminal, int stan) => Ask(MessageClass.Reversal, terminal, stan, "0400");

    public async Task<TerminalAsked> Sell(string terminal, int stan)
    {
        var sale = Sale(terminal, stan);
        await Lanes.Post(sale);
        return sale;
    }

    public ValueTask Answered(string terminal, int stan, string code = "00")
        => Lanes.Post(new AcquirerAnswered(Key(terminal, stan), new AcquirerAnswer { ResponseCode = code, AuthCode = "A12345" }));

    /// <summary>Lets time pass on every clock.</summary>
    public async Task Pass(TimeSpan time)
    {
        // First what is under way: a timer it sets counts from now.
        await Settle();
        Time.Advance(time);
        await Settle();
    }

    /// <summary>The next append, when the lane has let go of it: from then on saying its outcome hands it to the lane at once.</summary>
    public async Task<HeldAppend> Next()
    {
        var held = await Journal.Next();
        await Probe();
        return held;
    }

    /// <summary>Returns when the lane has taken in everything handed to it before.</summary>
    public async Task Settle()
    {
        // Twice: what the first round made the lane hand to itself is taken in by the second. And again after a moment: what was left to
        // another thread, a commit coming out or the lane setting its clock, has then been done.
        await Probe();
        await Probe();
        await Task.Delay(TimeSpan.FromMilliseconds(10));
        await Probe();
        await Probe();
    }

    /// <summary>Waits for what another thread is about to do.</summary>
    public static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), limit.Token);
        }
    }

    private async Task Probe()
    {
        var to = new ReplyAddress(0, Interlocked.Decrement(ref _probe));
        var echo = Ask(MessageClass.Echo, "stranger", null, "0820", "probe", to);
        var probe = _probes[to.Exchange] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Lanes.Post(echo);
        await probe.Task.WaitAsync(Patience);
    }

    TerminalEntry? IEstateDirectory.Terminal(string id) => _standings.TryGetValue(id, out var standing)
        ? new TerminalEntry { Id = id, Merchant = new MerchantEntry(Merchant, "Shop", ""), WithPin = true, Standing = standing }
        : null;

    void IKeyPublisher.Publish(string terminal, SignedOn signedOn) => Published.Enqueue((terminal, signedOn.KeyVersion));

    void IKeyPublisher.Publish(string terminal, KeySerialUsed used) => Counters.Enqueue((terminal, used.Counter));

    void ITerminalPort.LetGo(ReplyAddress to)
    {
    }

    void ITerminalPort.Answer(ReplyAddress to, TerminalAnswer content)
    {
        if (_probes.TryRemove(to.Exchange, out var probe))
        {
            probe.SetResult();
            return;
        }

        _answers.Enqueue((to, content));
    }

    bool IUpstreamPort.IsReachable(string acquirer) => IsAcquirerUp && acquirer == Acquirer;

    bool IUpstreamPort.CanReverse(string acquirer) => (IsAcquirerUp || IsAcquirerFull) && acquirer == Acquirer;

    bool IUpstreamPort.TakeReversalPlace(string acquirer) => ReversalPlaces-- > 0;

    UpstreamNumbers IUpstreamPort.Reserve()
    {
        var number = Interlocked.Increment(ref _numbers);
        return new UpstreamNumbers(number, Time.GetLocalNow(), $"R{number:D11}");
    }

    void IUpstreamPort.Send(SendRequest request) => Requests.Enqueue(request);

    void IUpstreamPort.Send(SendReversal reversal) => Reversals.Enqueue(reversal);
}
