using Gateway.Iso8583.Elements;
using Gateway.Security.Dukpt;
using Gateway.Security.Modules;

namespace Gateway.Simulator.Terminals;

/// <summary>What a device keeps between two exchanges.</summary>
internal sealed class TerminalMemory(int firstStan)
{
    /// <summary>Highest batch number, after which 1 follows.</summary>
    internal const int LastBatch = 999_999;

    private Stan _stan = new(firstStan - 1);

    /// <summary>Current batch, 1 to 999999.</summary>
    internal int Batch { get; set; } = 1;

    /// <summary>The key serial number used last; default without DUKPT.</summary>
    internal KeySerialNumber Ksn { get; set; }

    /// <summary>Working keys of the latest sign-on; with DUKPT those of the latest transaction.</summary>
    internal TerminalKeys? Keys { get; set; }

    /// <summary>Whether it considers itself signed on.</summary>
    internal bool IsSignedOn { get; set; }

    /// <summary>The one stored reversal; a device has no room for two.</summary>
    internal StoredReversal? Reversal { get; set; }

    /// <summary>A settlement that was sent and not answered: it is said again, word for word, before anything else.</summary>
    internal OutgoingRequest? UnansweredSettlement { get; set; }

    /// <summary>Its own book.</summary>
    internal TerminalLedger Ledger { get; } = new();

    /// <summary>The latest request that a repeat would say again, with the code it got.</summary>
    internal (OutgoingRequest Request, ExchangeResult Result)? Latest { get; set; }

    /// <summary>The next trace number.</summary>
    internal int NextStan()
    {
        _stan = _stan.Next();
        return _stan.Value;
    }

    /// <summary>The batch after a settled one.</summary>
    internal static int After(int batch) => batch >= LastBatch ? 1 : batch + 1;
}
