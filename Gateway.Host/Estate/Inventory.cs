using Gateway.Host.Core.Switching;

namespace Gateway.Host.Estate;

/// <summary>Every key of the estate: whose, for what, which, how old, how often used. Never the key.</summary>
internal static class Inventory
{
    /// <summary>The rows, by owner and usage.</summary>
    public static IReadOnlyList<InventoryRow> Of(EstateState state, KeyUses uses, DateTimeOffset now) =>
    [
        .. state.Keys.Select(entry => Row(entry.Owner, entry.Key, entry.LoadedAt, entry.By, entry.How, uses, now))
            .Concat(state.Terminals.SelectMany(terminal => terminal.WorkingKeys.Keys
                .Select(key => Row(terminal.Id, key, terminal.WorkingKeys.IssuedAt, terminal.Id, "sign-on", uses, now))))
            .OrderBy(row => row.Owner, StringComparer.Ordinal).ThenBy(row => row.Usage, StringComparer.Ordinal),
    ];

    private static InventoryRow Row(string owner, KeptKey key, DateTimeOffset at, string by, string how, KeyUses uses, DateTimeOffset now) => new(
        owner, key.Usage, key.For(owner).Algorithm?.ToString() ?? "", key.Kcv, at, by, how, (int)Math.Max(0, (now - at).TotalHours), uses.Of(owner, key.For(owner).Usage, key.Kcv));
}

/// <summary>One key.</summary>
/// <param name="Owner">Terminal id, acquirer name, or the name of a key of the gateway's own.</param>
/// <param name="Usage">What it is for.</param>
/// <param name="Algorithm">Its cipher.</param>
/// <param name="Kcv">Its check value.</param>
/// <param name="Since">When it was taken in or issued.</param>
/// <param name="By">Who ordered it; the terminal itself for working keys.</param>
/// <param name="How">How it came.</param>
/// <param name="AgeHours">Full hours since then.</param>
/// <param name="Uses">How often it was used since the gateway started.</param>
internal sealed record InventoryRow(
    string Owner, string Usage, string Algorithm, string Kcv, DateTimeOffset Since, string By, string How, int AgeHours, long Uses);
