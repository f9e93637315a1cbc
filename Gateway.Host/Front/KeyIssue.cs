using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>Makes the working keys of a sign-on, when there is any prospect that they will be handed out.</summary>
internal sealed class KeyIssue(ISecurityModule module, KeyUses uses)
{
    /// <summary>Adds the keys to the facts, or that the profile has no such set.</summary>
    /// <remarks>Making keys costs; a stranger or a held terminal does not make us pay for what it will not get.</remarks>
    public async ValueTask<Facts> Issue(TerminalEntry terminal, TerminalRequest request, Facts facts, CancellationToken cancellation)
    {
        if (terminal.IsDukpt || terminal.MasterKey is null)
        {
            return facts;
        }

        var master = terminal.MasterKey.For(terminal.Id);
        if (SetOf(request.NetworkCode, terminal.WithPin, master.Algorithm) is not { } set)
        {
            return facts with { KeySetRefused = true };
        }

        if (facts.Mac == MacVerdict.Wrong
            || request.Merchant != terminal.Merchant.Id
            || terminal.Standing.For(MessageClass.SignOn) is Permission.Deny or Permission.OperatorOnly)
        {
            return facts;
        }

        uses.Count(master);
        var issued = await module.IssueWorkingKeys(master, set, cancellation);
        var keys = new[] { issued.Pin, issued.Mac, issued.Track }.OfType<WrappedKey>().Select(key => key.Kept()).ToArray();
        return facts with { IssuedKeys = new IssuedKeySet(terminal.KeyVersion + 1, keys, issued.Field62) };
    }

    private static WorkingKeySet? SetOf(string networkCode, bool withPin, KeyAlgorithm? master) => (networkCode, withPin, master) switch
    {
        ("001", false, KeyAlgorithm.Tdes) => WorkingKeySet.SinglePinless,
        ("003", true, KeyAlgorithm.Tdes) => WorkingKeySet.Double,
        ("004", true, KeyAlgorithm.Tdes) => WorkingKeySet.DoubleWithTrack,
        ("006", true, KeyAlgorithm.Sm4) => WorkingKeySet.Sm4,
        _ => null,
    };
}
