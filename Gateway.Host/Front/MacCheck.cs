using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>Checks the MAC a message carries. It covers everything from the message type to the element before it.</summary>
/// <remarks>
/// While a change of keys is fresh, what was signed under the keys before is taken too: a request that was on its way, or a repeat of it,
/// must not fail because its terminal signed on meanwhile.
/// </remarks>
internal sealed class MacCheck(ISecurityModule module, KeyUses uses, TimeProvider time)
{
    /// <summary>Bytes of DE 64, always the last of a message.</summary>
    public const int MacBytes = 8;

    /// <summary>How the MAC came out, and under which keys.</summary>
    public async ValueTask<MacFinding> Verify(TerminalEntry terminal, ReadRequest read, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (Fault(terminal, read) is { } fault)
        {
            return new MacFinding(read.MacPresent ? MacVerdict.Wrong : MacVerdict.Absent, MessageKeys.None, fault);
        }

        if (read.MacPresent)
        {
            foreach (var keys in MessageKeys.Of(terminal, read.Ksn, time.GetLocalNow()))
            {
                if (keys.Mac is { } key && await module.VerifyMac(key, body[..^MacBytes], body[^MacBytes..], cancellation))
                {
                    uses.Count(key.Key);
                    return new MacFinding(MacVerdict.Right, keys, null);
                }
            }
        }

        var none = !terminal.IsDukpt && terminal.WorkingKeys.MacKcv is null ? MacVerdict.NoKey : read.MacPresent ? MacVerdict.Wrong : MacVerdict.Absent;
        return new MacFinding(none, MessageKeys.None, null);
    }

    // What can be seen of the key serial number before any key is derived from it.
    private static string? Fault(TerminalEntry terminal, ReadRequest read) => (read.Ksn, terminal.Dukpt) switch
    {
        ({ } ksn, { } device) => device.Fault(ksn),
        (null, { Until: null }) when read.MacPresent => "The message carries no key serial number, and the terminal signs with DUKPT.",
        _ => null,
    };
}

/// <summary>What a MAC came to.</summary>
/// <param name="Verdict">Right, wrong, absent, or nothing to check it with.</param>
/// <param name="Keys">The keys the message is under.</param>
/// <param name="Fault">What more there is to say, one sentence; null when nothing.</param>
internal sealed record MacFinding(MacVerdict Verdict, MessageKeys Keys, string? Fault);
