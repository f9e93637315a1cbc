using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Upstream;

/// <summary>The keys shared with the acquirers, as the links use and change them. Safe from any thread.</summary>
internal sealed class LinkKeys(EstateState estate, KeyCommands commands, ISecurityModule module)
{
    /// <summary>Where MACs are made and checked.</summary>
    public ISecurityModule Module => module;

    /// <summary>The MAC key of an acquirer and when it was loaded; null when there is none.</summary>
    public KeyEntry? Mac(string acquirer) => estate.Key(acquirer, KeyUsage.ZoneMac);

    /// <summary>Takes a new key in; done means that it is durable and in force.</summary>
    public Task<CommandResult<KeyEntry>> Exchange(string acquirer, KeyField field, bool allowsLegacy) => commands.Exchange(
        field.Usage,
        acquirer,
        master => field.IsBlock
            ? module.ImportKeyBlock(field.Usage, acquirer, field.Block, master, allowsLegacy, CancellationToken.None)
            : module.ImportEncrypted(field.Usage, acquirer, field.Encrypted, field.CheckValue, master, CancellationToken.None));
}
