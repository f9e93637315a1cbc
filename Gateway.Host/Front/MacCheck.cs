using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>Checks the MAC a message carries. It covers everything from the message type to the element before it.</summary>
internal sealed class MacCheck(ISecurityModule module)
{
    /// <summary>Bytes of DE 64, always the last of a message.</summary>
    public const int MacBytes = 8;

    /// <summary>How the MAC came out.</summary>
    public async ValueTask<MacVerdict> Verify(
        TerminalEntry terminal, bool present, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (terminal.WorkingKeys.Of(KeyUsage.TerminalMac, terminal.Id) is not { } key)
        {
            return MacVerdict.NoKey;
        }

        if (!present)
        {
            return MacVerdict.Absent;
        }

        return await module.VerifyMac(key, body[..^MacBytes], body[^MacBytes..], cancellation) ? MacVerdict.Right : MacVerdict.Wrong;
    }
}
