using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>The messages of one terminal, and the numbers it counts them by.</summary>
internal sealed class TerminalFrames(string terminal)
{
    private static readonly CardReference _card = new("622200******0001", "card-1", [1]);
    private int _stan;

    public int Batch { get; set; } = 1;

    public TraceKey NextKey() => new(World.Merchant, terminal, Batch, ++_stan);

    public TerminalRequest SignOn() => Bare(MessageClass.SignOn, "0800", terminal) with { Stan = ++_stan, NetworkCode = "003" };

    public TerminalRequest SignOff() => Bare(MessageClass.SignOff, "0820", terminal) with { Stan = ++_stan, NetworkCode = "002" };

    public TerminalRequest Settlement(BatchTotals totals) => Bare(MessageClass.Settlement, "0500", terminal) with
    {
        Stan = ++_stan,
        Batch = Batch,
        Claim = new SettlementClaim(totals, default),
        NetworkCode = "201",
    };

    public static TerminalRequest Financial(Receipt receipt) => Bare(receipt.Class, receipt.Class == MessageClass.OfflineSale ? "0220" : "0200", receipt.Key.Terminal) with
    {
        Stan = receipt.Key.Stan,
        Batch = receipt.Key.Batch,
        Amount = receipt.Amount > 0 ? receipt.Amount : null,
        Currency = "156",
        Card = _card,
        ContentFingerprint = $"{receipt.Class} {receipt.Amount}",
        Original = receipt.Original is { } sale ? new OriginalReference(sale.Key.Batch, sale.Key.Stan) : null,
    };

    public static TerminalRequest Reversal(Receipt receipt) => Bare(MessageClass.Reversal, "0400", receipt.Key.Terminal) with
    {
        Stan = receipt.Key.Stan,
        Batch = receipt.Key.Batch,
        Amount = receipt.Amount,
        ReversalCause = "98",
    };

    private static TerminalRequest Bare(MessageClass message, string type, string terminal) => new()
    {
        Class = message,
        MessageType = type,
        Terminal = terminal,
        Merchant = World.Merchant,
        ReplyTo = default,
    };
}
