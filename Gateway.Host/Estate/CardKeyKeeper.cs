using Gateway.Host.Core.Records;
using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Estate;

/// <summary>Keeps the keys of card numbers with the other keys, so that cards are known again after a change of the local master key.</summary>
/// <remarks>
/// The security module makes them, once in the life of a data folder; nobody loads them, and <see cref="KeyOwners"/> refuses who tries.
/// </remarks>
internal sealed class CardKeyKeeper(EstateTurn turn, EstateState state, ISecurityModule security, Action<AuditEntry> audit, TimeProvider time)
{
    /// <summary>Whose keys they are.</summary>
    public const string Owner = "gateway";

    private const int KeyBytes = 32;

    /// <summary>Puts the keys of card numbers in use, before the first card.</summary>
    /// <param name="isFresh">
    /// Whether the journal is empty, so that no card was ever sealed: new keys are drawn. Otherwise those that the module derives from the local
    /// master key are kept, because a build before this one sealed with them.
    /// </param>
    public Task<CommandResult<CardKeys>> Use(bool isFresh) => turn.Take<CardKeys>(async () =>
    {
        var (data, fingerprint) = (state.Key(Owner, KeyUsage.CardData), state.Key(Owner, KeyUsage.CardFingerprint));
        if (data is null != fingerprint is null)
        {
            return CommandResult<CardKeys>.Refused(CommandOutcome.Conflict, "One of the two keys of card numbers is missing; cards would not be known again.");
        }

        try
        {
            if (data is null && await Keep(isFresh ? await Drawn() : await security.CardKeys(CancellationToken.None)) is { Outcome: not CommandOutcome.Done } refused)
            {
                return refused;
            }

            var keys = Kept();
            await security.UseCardKeys(keys, CancellationToken.None);
            return CommandResult<CardKeys>.Done(keys);
        }
        catch (KeyException unusable)
        {
            return CommandResult<CardKeys>.Refused(CommandOutcome.Invalid, unusable.Message);
        }
    });

    private async ValueTask<CardKeys> Drawn() => new(
        await security.GenerateKey(KeyUsage.CardData, KeyAlgorithm.Aes, KeyBytes, Owner, CancellationToken.None),
        await security.GenerateKey(KeyUsage.CardFingerprint, KeyAlgorithm.Hmac, KeyBytes, Owner, CancellationToken.None));

    private async Task<CommandResult<CardKeys>> Keep(CardKeys made)
    {
        WrappedKey[] keys = [made.Data, made.Fingerprint];
        var result = await turn.Commit([.. keys.Select(Loaded)], Kept);
        if (result.Outcome == CommandOutcome.Done)
        {
            foreach (var key in keys)
            {
                audit(new AuditEntry(
                    time.GetLocalNow(), "key-loaded", Owner, Stan: null, Code: "", $"{key.Usage} key, check value {key.Kcv}, from generated, by {Owner}."));
            }
        }

        return result;
    }

    private EstateRecord Loaded(WrappedKey key)
        => new KeyLoaded { At = time.GetLocalNow(), By = Owner, Owner = key.Owner, Key = key.Kept(), How = "generated" };

    private CardKeys Kept()
        => new(state.Key(Owner, KeyUsage.CardData)!.Key.For(Owner), state.Key(Owner, KeyUsage.CardFingerprint)!.Key.For(Owner));
}
