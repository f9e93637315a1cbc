using System.Globalization;

namespace Gateway.Simulator.Terminals;

/// <summary>Settlement: the terminal claims its totals, the host compares, the batch ends.</summary>
internal sealed class SettlementActions(TerminalDevice device)
{
    private TerminalMemory Memory => device.Memory;

    /// <summary>Claims the totals of the current batch.</summary>
    internal Task<ActionOutcome> SettleAsync(CancellationToken cancellation)
    {
        var message = device.Forms.Settlement(Memory.Batch, Memory.NextStan(), Memory.Ledger.Totals(Memory.Batch));
        Memory.UnansweredSettlement = device.Seal(message);
        return SendUnansweredAsync(cancellation);
    }

    /// <summary>Sends the settlement that has no answer yet, word for word as the first time.</summary>
    internal async Task<ActionOutcome> SendUnansweredAsync(CancellationToken cancellation)
    {
        var request = Memory.UnansweredSettlement ?? throw new InvalidOperationException("No settlement is waiting.");
        var result = await device.SendAsync(request, hangsUp: false, cancellation);
        var batch = int.Parse(request.Message.Text(60).AsSpan(2, 6), NumberStyles.None, CultureInfo.InvariantCulture);
        var claimed = Memory.Ledger.Totals(batch);
        var answered = SettlementTotals.TryRead(result.Reply?.Text(48), out var host);
        var isRefused = result.Code is not ("" or "00");
        var fault = result.Fault == ExchangeFault.None && !answered && !isRefused ? ExchangeFault.BadTotals : result.Fault;
        if (result.Fault == ExchangeFault.None && (answered || isRefused))
        {
            Memory.UnansweredSettlement = null;
            if (answered && Memory.Batch == batch)
            {
                Memory.Batch = TerminalMemory.After(batch);
            }
        }

        var isBalanced = fault == ExchangeFault.None && answered && host.Result == 1;
        var claim = string.Create(CultureInfo.InvariantCulture, $"batch {batch:D6}, sales {claimed.Debit}, voids {claimed.Credit}");
        return device.Report(new ActionOutcome
        {
            Action = "settlement",
            Succeeded = isBalanced,
            Code = isRefused ? result.Code : "",
            Fault = fault,
            Took = result.Took,
            Amount = claimed.Net,
            Note = answered && !isBalanced
                ? $"{claim}: NOT BALANCED, the host has sales {host.Debit}, voids {host.Credit}"
                : isBalanced ? $"{claim}: balanced" : claim,
            HostText = isRefused ? HostText.Of(result.Reply) : "",
        });
    }
}
