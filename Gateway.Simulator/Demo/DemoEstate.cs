using System.Globalization;
using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Simulator.Load;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>The merchants and terminals of the demo: registered and keyed over the API, as an operator would.</summary>
internal static class DemoEstate
{
    private const int KeyBytes = 16;

    private static readonly (string Id, string Name)[] _merchants =
    [
        ("898000000000001", "Demo bakery"),
        ("898000000000002", "Demo bookshop"),
        ("898000000000003", "Demo garage"),
    ];

    /// <summary>Registers everybody and loads the master keys, two random components each.</summary>
    /// <param name="api">The gateway.</param>
    /// <param name="listener">Port for terminals.</param>
    /// <param name="options">How many terminals.</param>
    /// <param name="mix">What they do.</param>
    /// <param name="feed">Hears of everything the terminals do.</param>
    /// <param name="clock">The terminals' clock.</param>
    /// <param name="cancellation">Stops it.</param>
    internal static async Task<IReadOnlyList<TerminalDriver>> RegisterAsync(
        HostApi api, int listener, DemoOptions options, TrafficMix mix, OutcomeFeed feed, TimeProvider clock, CancellationToken cancellation)
    {
        foreach (var (id, name) in _merchants)
        {
            await api.RegisterMerchantAsync(id, name, cancellation);
        }

        var dice = new Dice(options.Seed);
        var drivers = new List<TerminalDriver>();
        for (var number = 1; number <= options.Terminals; number++)
        {
            var profile = new TerminalProfile
            {
                Host = "127.0.0.1",
                Port = listener,
                TerminalId = string.Create(CultureInfo.InvariantCulture, $"{10_000_000 + number}"),
                MerchantId = _merchants[(number - 1) % _merchants.Length].Id,
                KeepsLine = number % 3 != 0,
                AnswerTimeout = TimeSpan.FromMilliseconds(HostSettings.TerminalMilliseconds),
            };
            await api.RegisterTerminalAsync(profile.TerminalId, profile.MerchantId, cancellation);
            var key = await LoadKeyAsync(api, profile.TerminalId, cancellation);
            drivers.Add(new TerminalDriver(Watched(profile, key, feed, clock), mix, dice.Fork(), clock));
        }

        return drivers;
    }

    private static VirtualTerminal Watched(TerminalProfile profile, byte[] key, OutcomeFeed feed, TimeProvider clock)
    {
        VirtualTerminal? terminal = null;
        terminal = new VirtualTerminal(profile, key, clock, outcome => feed.Publish(terminal!, outcome));
        return terminal;
    }

    private static async Task<byte[]> LoadKeyAsync(HostApi api, string terminal, CancellationToken cancellation)
    {
        var first = RandomNumberGenerator.GetBytes(KeyBytes);
        var second = RandomNumberGenerator.GetBytes(KeyBytes);
        var key = new byte[KeyBytes];
        for (var at = 0; at < KeyBytes; at++)
        {
            key[at] = (byte)(first[at] ^ second[at]);
        }

        string[] components = [Convert.ToHexString(first), Convert.ToHexString(second)];
        await api.LoadMasterKeyAsync(terminal, components, KeyCheckValue.Compute(key), cancellation);
        return key;
    }
}
