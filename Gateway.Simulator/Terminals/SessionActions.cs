using System.Globalization;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Simulator.Terminals;

/// <summary>Sign-on, sign-off and echo.</summary>
internal sealed class SessionActions(TerminalDevice device)
{
    private const string Sm4Keys = "006";

    private TerminalMemory Memory => device.Memory;

    /// <summary>Asks for working keys, checks them and takes the host's batch number over.</summary>
    internal async Task<ActionOutcome> SignOnAsync(string keySet, CancellationToken cancellation)
    {
        var stan = Memory.NextStan();
        var result = await device.AskAsync(device.Forms.SignOn(Memory.Batch, stan, keySet), cancellation);
        var fault = result.Fault;
        var note = "";
        if (result.IsApproved)
        {
            try
            {
                if (!device.IsDukpt)
                {
                    Memory.Keys = TerminalKeys.Load(device.MasterKey, result.Reply!.Bytes(62), keySet == Sm4Keys ? KeyAlgorithm.Sm4 : KeyAlgorithm.Tdes);
                }

                Memory.IsSignedOn = true;
                Memory.Latest = null;
                TakeBatch(result.Reply!);
                note = string.Create(CultureInfo.InvariantCulture, $"{(device.IsDukpt ? "no keys needed" : "keys checked")}, batch {Memory.Batch:D6}");
            }
            catch (KeyException problem)
            {
                fault = ExchangeFault.BadKeys;
                note = problem.Message;
            }
        }

        return device.Report(Outcome("sign-on", result) with
        {
            Succeeded = result.IsApproved && fault == ExchangeFault.None,
            Fault = fault,
            Stan = stan,
            Note = note,
        });
    }

    /// <summary>Ends the working day.</summary>
    internal async Task<ActionOutcome> SignOffAsync(CancellationToken cancellation)
    {
        var stan = Memory.NextStan();
        var result = await device.AskAsync(device.Forms.SignOff(Memory.Batch, stan), cancellation);
        Memory.IsSignedOn &= !result.IsApproved;
        return device.Report(Outcome("sign-off", result) with { Stan = stan });
    }

    /// <summary>Asks whether the host is there.</summary>
    internal async Task<ActionOutcome> EchoAsync(CancellationToken cancellation)
        => device.Report(Outcome("echo", await device.AskAsync(device.Forms.Echo(Memory.Batch), cancellation)));

    private static ActionOutcome Outcome(string action, ExchangeResult result) => new()
    {
        Action = action,
        Succeeded = result.IsApproved,
        Code = result.Code,
        Fault = result.Fault,
        Took = result.Took,
        HostText = result.IsApproved ? "" : HostText.Of(result.Reply),
    };

    private void TakeBatch(IsoMessage reply)
    {
        if (reply.Text(60) is { Length: >= 8 } text
            && int.TryParse(text.AsSpan(2, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var batch)
            && batch is >= 1 and <= TerminalMemory.LastBatch)
        {
            Memory.Batch = batch;
        }
    }
}
