using Gateway.Host.Estate;

namespace Gateway.Host.Api;

/// <summary>Everything that operators can order.</summary>
/// <param name="Estate">Merchants, terminals, holds.</param>
/// <param name="Keys">Keys.</param>
/// <param name="Dukpt">Terminals with a key for every transaction.</param>
/// <param name="Ceremony">Keys in components.</param>
/// <param name="Diagnosis">Trying keys out.</param>
/// <param name="Reversals">Reversals that are not acknowledged.</param>
/// <param name="Uses">How often each key was used.</param>
/// <param name="RequestKeys">Asks an acquirer for new keys.</param>
/// <param name="IsOneHandAllowed">Whether one person may hold all components of a key: in Development only.</param>
internal sealed record EstateDesk(
    EstateCommands Estate, KeyCommands Keys, DukptCommands Dukpt, KeyCeremony Ceremony, KeyDiagnosis Diagnosis, ReversalCommands Reversals, KeyUses Uses,
    Func<string, Task<CommandResult<string>>> RequestKeys, bool IsOneHandAllowed);
