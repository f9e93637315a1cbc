using System.Globalization;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>Sale, void, balance inquiry, and saying the latest of them again.</summary>
internal sealed class MoneyActions(TerminalDevice device)
{
    private TerminalMemory Memory => device.Memory;

    /// <summary>Takes money from a card.</summary>
    /// <param name="amount">Minor units.</param>
    /// <param name="card">The card that is swiped.</param>
    /// <param name="withPin">Whether its holder enters a PIN.</param>
    /// <param name="hangsUp">Whether the line is cut before the answer comes.</param>
    /// <param name="cancellation">Stops the whole terminal.</param>
    internal async Task<ActionOutcome> SaleAsync(long amount, TestCard card, bool withPin, bool hangsUp, CancellationToken cancellation)
    {
        var entry = Open(EntryKind.Sale, amount, card, null);
        var request = device.Seal(device.Forms.Sale(entry, withPin, device.NextKeys()));
        return await CarryOutAsync(withPin ? "sale-pin" : "sale", entry, request, hangsUp, cancellation);
    }

    /// <summary>Takes a sale of this batch back.</summary>
    internal async Task<ActionOutcome> VoidAsync(LedgerEntry sale, CancellationToken cancellation)
    {
        var entry = Open(EntryKind.SaleVoid, sale.Amount, sale.Card, sale);
        device.NextKeys();
        return await CarryOutAsync("void", entry, device.Seal(device.Forms.Void(entry)), hangsUp: false, cancellation);
    }

    /// <summary>Asks what a card can still spend. It moves no money, so nothing is stored and nothing reversed.</summary>
    internal async Task<ActionOutcome> BalanceAsync(TestCard card, bool withPin, CancellationToken cancellation)
    {
        var stan = Memory.NextStan();
        var result = await device.AskAsync(device.Forms.Balance(Memory.Batch, stan, card, withPin, device.NextKeys()), cancellation);
        return device.Report(Outcome("balance", result) with { Stan = stan, Note = result.IsApproved ? BalanceText(result) : "" });
    }

    /// <summary>Says the latest sale or void again, byte for byte; the host must give the answer it gave before.</summary>
    internal async Task<ActionOutcome> RepeatAsync(CancellationToken cancellation)
    {
        if (Memory.Latest is not { Result.Fault: ExchangeFault.None } latest)
        {
            return new ActionOutcome { Action = "repeat", Succeeded = false, Note = "there is nothing answered to say again" };
        }

        var result = await device.SendAsync(latest.Request, hangsUp: false, cancellation);
        var isSame = result.Fault == ExchangeFault.None
            && result.Code == latest.Result.Code
            && result.Reply!.Text(37) == latest.Result.Reply!.Text(37)
            && result.Reply.Text(38) == latest.Result.Reply.Text(38);
        return device.Report(Outcome("repeat", result) with { Succeeded = isSame, Note = isSame ? "the same answer" : "ANOTHER answer" });
    }

    private LedgerEntry Open(EntryKind kind, long amount, TestCard card, LedgerEntry? original)
    {
        var entry = Memory.Ledger.Open(new LedgerEntry
        {
            Kind = kind,
            Batch = Memory.Batch,
            Stan = Memory.NextStan(),
            Amount = amount,
            Card = card,
            Original = original,
        });

        // Before anything is sent: should the device lose power now, it still knows what to take back.
        Memory.Reversal = new StoredReversal(entry);
        return entry;
    }

    private async Task<ActionOutcome> CarryOutAsync(
        string action, LedgerEntry entry, OutgoingRequest request, bool hangsUp, CancellationToken cancellation)
    {
        var result = await device.SendAsync(request, hangsUp, cancellation);
        Memory.Latest = (request, result);
        entry.Code = result.Code;
        entry.Rrn = result.Reply?.Text(37) ?? "";
        entry.AuthCode = result.Reply?.Text(38) ?? "";
        var state = result switch
        {
            { Fault: ExchangeFault.NotConnected } => EntryState.NotSent,
            { IsApproved: true } => EntryState.Approved,
            { Fault: ExchangeFault.None } => EntryState.Declined,
            _ => EntryState.ToReverse,
        };
        entry.Become(state);
        if (state == EntryState.ToReverse)
        {
            Memory.Reversal!.Cause = CauseOf(result.Fault);
        }
        else
        {
            Memory.Reversal = null;
        }

        var note = result.IsApproved ? $"auth {entry.AuthCode}, rrn {entry.Rrn}" : state == EntryState.ToReverse ? "to be reversed" : "";
        return device.Report(Outcome(action, result) with { Stan = entry.Stan, Amount = entry.Amount, Entry = entry, Note = note });
    }

    private static string CauseOf(ExchangeFault fault) => fault switch
    {
        ExchangeFault.NoAnswer => StoredReversal.NoReply,
        ExchangeFault.BadMac => StoredReversal.WrongMac,
        _ => StoredReversal.Other,
    };

    // Account type 2, amount type 2, currency 3, sign C or D, amount 12.
    private static string BalanceText(ExchangeResult result)
        => result.Reply!.Text(54) is { Length: >= 20 } text
            && long.TryParse(text.AsSpan(8, 12), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
                ? $"available {MoneyCount.Text(text[7] == 'D' ? -amount : amount)}"
                : "no balance given";

    private static ActionOutcome Outcome(string action, ExchangeResult result) => new()
    {
        Action = action,
        Succeeded = result.IsApproved,
        Code = result.Code,
        Fault = result.Fault,
        Took = result.Took,
        HostText = result.IsApproved ? "" : HostText.Of(result.Reply),
    };
}
