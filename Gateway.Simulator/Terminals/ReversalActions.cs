using System.Globalization;

namespace Gateway.Simulator.Terminals;

/// <summary>Taking back what was asked: the stored reversal, sent until it is acknowledged or given up.</summary>
internal sealed class ReversalActions(TerminalDevice device)
{
    private TerminalMemory Memory => device.Memory;

    /// <summary>Takes an approved sale back on the device's own account, as when the chip refuses at the end.</summary>
    internal async Task<ActionOutcome> ReverseAsync(LedgerEntry sale, CancellationToken cancellation)
    {
        sale.Become(EntryState.ToReverse);
        Memory.Reversal = new StoredReversal(sale) { Cause = StoredReversal.Other };
        return await SendStoredAsync(cancellation);
    }

    /// <summary>Sends the stored reversal once more.</summary>
    internal async Task<ActionOutcome> SendStoredAsync(CancellationToken cancellation)
    {
        var stored = Memory.Reversal ?? throw new InvalidOperationException("No reversal is stored.");
        var entry = stored.Original;
        device.NextKeys();
        var result = await device.AskAsync(device.Forms.Reversal(entry, stored.Cause), cancellation);
        var note = string.Create(CultureInfo.InvariantCulture, $"cause {stored.Cause}, try {stored.Tries + 1}");
        if (result.IsApproved)
        {
            entry.Become(EntryState.Reversed);
            Memory.Reversal = null;
            Memory.Latest = null;
        }
        else if (result.Fault != ExchangeFault.NotConnected)
        {
            note += Missed(stored, result);
        }

        return device.Report(new ActionOutcome
        {
            Action = "reversal",
            Succeeded = result.IsApproved,
            Code = result.Code,
            Fault = result.Fault,
            Took = result.Took,
            Stan = entry.Stan,
            Amount = entry.Amount,
            Entry = entry,
            Note = note,
        });
    }

    // A reversal that was not heard is said again as it is; one that was refused is said again with cause 06.
    private string Missed(StoredReversal stored, ExchangeResult result)
    {
        stored.Tries++;
        stored.Cause = result.Fault == ExchangeFault.None ? StoredReversal.Other : stored.Cause;
        if (stored.Tries < device.Profile.ReversalTries)
        {
            return "";
        }

        stored.Original.Become(EntryState.GivenUp);
        Memory.Reversal = null;
        return ", GIVEN UP";
    }
}
