using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;

namespace Gateway.Simulator.Terminals;

/// <summary>The parts that all actions of one terminal share: its memory, its forms and its line to the host.</summary>
internal sealed class TerminalDevice : IDisposable
{
    private readonly TerminalLine _line;
    private readonly TerminalExchange _exchange;
    private readonly Action<ActionOutcome>? _observer;

    /// <summary>Puts a device together.</summary>
    /// <param name="profile">Who it is and whom it calls.</param>
    /// <param name="masterKey">Its terminal master key, as loaded at the bench; its initial key with DUKPT.</param>
    /// <param name="clock">Source of time-outs and latencies.</param>
    /// <param name="observer">Told of every exchange, automatic reversals included.</param>
    internal TerminalDevice(TerminalProfile profile, byte[] masterKey, TimeProvider clock, Action<ActionOutcome>? observer)
    {
        Profile = profile;
        MasterKey = masterKey;
        Memory = new TerminalMemory(profile.FirstStan) { Ksn = profile.Ksn };
        Forms = new RequestForms(profile);
        _line = new TerminalLine(profile, clock);
        _exchange = new TerminalExchange(profile, _line, clock);
        _observer = observer;
    }

    /// <summary>Who it is.</summary>
    internal TerminalProfile Profile { get; }

    /// <summary>The terminal master key, or the initial key; never printed.</summary>
    internal byte[] MasterKey { get; }

    /// <summary>What it remembers.</summary>
    internal TerminalMemory Memory { get; }

    /// <summary>What it can send.</summary>
    internal RequestForms Forms { get; }

    /// <summary>Replies that answered nothing.</summary>
    internal int Strays => _exchange.Strays;

    /// <summary>Seals a message and sends it.</summary>
    internal Task<ExchangeResult> AskAsync(IsoMessage message, CancellationToken cancellation)
        => SendAsync(Seal(message), hangsUp: false, cancellation);

    /// <summary>Whether it has a key for every transaction.</summary>
    internal bool IsDukpt => Profile.Ksn.Bytes > 0;

    /// <summary>The keys of the next message: those of the latest sign-on, or with DUKPT the next ones. After the last one there are none.</summary>
    internal TerminalKeys? NextKeys()
    {
        if (IsDukpt)
        {
            var next = Memory.Ksn.Next();
            Memory.Ksn = next ?? Memory.Ksn;
            Memory.Keys = next is { } ksn ? TerminalKeys.ForTransaction(MasterKey, ksn) : null;
        }

        return Memory.Keys;
    }

    /// <summary>Writes a message with its MAC under the current keys.</summary>
    internal OutgoingRequest Seal(IsoMessage message) => OutgoingRequest.Seal(Profile, message, Memory.Keys);

    /// <summary>Sends a request, or says one again.</summary>
    internal async Task<ExchangeResult> SendAsync(OutgoingRequest request, bool hangsUp, CancellationToken cancellation)
    {
        var result = await _exchange.SendAsync(request, Memory.Keys, hangsUp, cancellation);

        // 77: the batch or the session is another one there; A0: our MAC is refused. Either way the device asks to sign on again.
        if (result is { Fault: ExchangeFault.None, Code: "77" or "A0" })
        {
            Memory.IsSignedOn = false;
        }

        return result;
    }

    /// <summary>Tells the observer and hands the outcome on.</summary>
    internal ActionOutcome Report(ActionOutcome outcome)
    {
        _observer?.Invoke(outcome);
        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();
}
