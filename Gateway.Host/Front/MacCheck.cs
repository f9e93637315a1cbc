using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
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

    /// <summary>How the codes of this dialect are made.</summary>
    public static MacProfile Profile { get; } = MacProfiles.Named("unionpay-ecb");

    /// <summary>How the MAC came out, and under which keys.</summary>
    public async ValueTask<(MacVerdict Verdict, KeySet Keys)> Verify(
        TerminalEntry terminal, bool present, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var newest = terminal.WorkingKeys;
        var none = newest.MacKcv is null ? MacVerdict.NoKey : present ? MacVerdict.Wrong : MacVerdict.Absent;
        if (!present)
        {
            return (none, newest);
        }

        foreach (var keys in terminal.KeysTaken(time.GetLocalNow()))
        {
            if (keys.Of(KeyUsage.TerminalMac, terminal.Id) is { Block.Length: > 0 } key
                && await module.VerifyMac(new MacKey(key, Profile), body[..^MacBytes], body[^MacBytes..], cancellation))
            {
                uses.Count(key);
                return (MacVerdict.Right, keys);
            }
        }

        return (none, newest);
    }
}
