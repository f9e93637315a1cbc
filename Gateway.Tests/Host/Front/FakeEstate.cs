using System.Collections.Concurrent;
using Gateway.Host.Estate;
using Gateway.Host.Front;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Gateway.Tests.Security;

namespace Gateway.Tests.Host.Front;

/// <summary>Two terminals of one merchant with known keys, and an acquirer's zone key.</summary>
internal sealed class FakeEstate : IEstateDirectory, IZoneKeys
{
    internal const string Terminal = SecurityBench.Terminal;
    internal const string Other = "T0000002";
    internal const string Merchant = "M00000000000001";

    private readonly ConcurrentDictionary<string, TerminalEntry> _terminals = new();

    internal WrappedKey? ZoneKey { get; set; }

    internal PinBlockFormat PinFormat { get; set; } = PinBlockFormat.Iso0;

    public PinKey? PinKey(string acquirer) => acquirer == SecurityBench.Acquirer && ZoneKey is { } key ? new PinKey(key, PinFormat) : null;

    TerminalEntry? IEstateDirectory.Terminal(string id) => _terminals.GetValueOrDefault(id);

    internal static async Task<FakeEstate> Make(SecurityBench security)
    {
        var estate = new FakeEstate { ZoneKey = await security.Import(KeyUsage.ZonePin, SecurityBench.ZoneKey, SecurityBench.Acquirer) };
        foreach (var id in new[] { Terminal, Other })
        {
            estate.Put(new TerminalEntry
            {
                Id = id,
                Merchant = new MerchantEntry(Merchant, "Tea house", "5812"),
                WithPin = true,
                MasterKey = (await security.Import(KeyUsage.TerminalMaster, SecurityBench.MasterKey, id)).Kept(),
                WorkingKeys = new KeySet(
                    7,
                    [
                        (await security.Import(KeyUsage.TerminalPin, SecurityBench.PinKey, id)).Kept(),
                        (await security.Import(KeyUsage.TerminalMac, SecurityBench.MacKey, id)).Kept(),
                        (await security.Import(KeyUsage.TerminalTrack, SecurityBench.TrackKey, id)).Kept(),
                    ],
                    TimeProvider.System.GetLocalNow()),
            });
        }

        return estate;
    }

    internal void Put(TerminalEntry entry) => _terminals[entry.Id] = entry;

    internal TerminalEntry Get(string id = Terminal) => _terminals[id];

    internal void Change(Func<TerminalEntry, TerminalEntry> change, string id = Terminal) => _terminals[id] = change(_terminals[id]);

    internal static KeySet Without(KeySet keys, KeyUsage usage) => keys with { Keys = [.. keys.Keys.Where(key => key.Usage != usage.ToString())] };
}
