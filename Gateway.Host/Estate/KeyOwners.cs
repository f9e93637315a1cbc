using Gateway.Host.Core.Estate;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>Who may have which key.</summary>
internal static class KeyOwners
{
    private static readonly KeyUsage[] _terminals = [KeyUsage.TerminalMaster, KeyUsage.TerminalInitial];

    private static readonly KeyUsage[] _named =
    [
        KeyUsage.ZoneMaster, KeyUsage.ZonePin, KeyUsage.ZoneMac, KeyUsage.ZoneData, KeyUsage.TerminalTransport, KeyUsage.TerminalBaseDerivation,
    ];

    /// <summary>The refusal of a key that nobody by this name can have; null when it may be loaded.</summary>
    public static CommandResult<KeyEntry>? Fault(KeyUsage usage, string owner, EstateState state)
    {
        if (_terminals.Contains(usage))
        {
            return state.Terminal(owner) is null
                ? CommandResult<KeyEntry>.Refused(CommandOutcome.NotFound, $"Terminal {owner} is not registered.")
                : null;
        }

        if (!_named.Contains(usage))
        {
            return CommandResult<KeyEntry>.Refused(
                CommandOutcome.Invalid, $"A {usage} key is not loaded; it is made where it is used. Loaded are {string.Join(", ", _terminals.Concat(_named))}.");
        }

        return OwnerName.Is(owner) ? null : CommandResult<KeyEntry>.Refused(CommandOutcome.Invalid, $"The name '{owner}' is not {OwnerName.Rule}.");
    }
}
