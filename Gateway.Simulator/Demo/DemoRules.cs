using System.Globalization;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>How the demo's acquirer behaves: mostly well.</summary>
internal static class DemoRules
{
    /// <summary>The rules.</summary>
    internal static AcquirerRules For(DemoOptions options) => new()
    {
        Seed = options.Seed,
        Delay = DurationRange.Milliseconds(5, 60),
        Declines = [("51", 0.03), ("61", 0.01)],
        DropShare = 0.01,
        LoseShare = 0.005,
        Amounts =
        [
            new AmountRule(SuspensionScene.SureAmount.ToString("D12", CultureInfo.InvariantCulture), AnswerKind.Approve),
            new AmountRule("777", AnswerKind.Late),
        ],
        LateBy = TimeSpan.FromMilliseconds(HostSettings.AnswerMilliseconds + 1000),
    };
}
