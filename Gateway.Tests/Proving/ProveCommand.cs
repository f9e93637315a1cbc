using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Gateway.Tests.Proving;

/// <summary>prove: the shipped core through as many hostile days as one likes, outside any test runner.</summary>
internal static class ProveCommand
{
    private static readonly TimeSpan _news = TimeSpan.FromSeconds(10);

    /// <summary>Runs the command line.</summary>
    /// <returns>0: nothing broke. 1: a promise was broken. 2: the command line is wrong.</returns>
    public static int Run(string[] words, TextWriter output)
    {
        var seeds = new Option<long>("--seeds") { Description = "How many seeds.", DefaultValueFactory = _ => 10_000 };
        var first = new Option<long>("--first-seed") { Description = "The first of them.", DefaultValueFactory = _ => 0 };
        var one = new Option<long?>("--seed") { Description = "This one alone." };
        var trace = new Option<bool>("--trace") { Description = "Tell the run of --seed step by step, as it is and not made smaller." };
        var prove = new Command("prove", "Runs the core through seeded schedules of everything that goes wrong and checks the money from outside.") { seeds, first, one, trace };
        prove.SetAction(parsed => (parsed.GetValue(one), parsed.GetValue(trace)) switch
        {
            (null, true) => Wrong("--trace needs --seed.", output),
            ( < 0, _) => Wrong("--seed is 0 or more.", output),
            ({ } seed, var whole) => One((ulong)seed, whole, output),
            _ when parsed.GetValue(seeds) < 1 || parsed.GetValue(first) < 0 => Wrong("--seeds is 1 or more, and --first-seed 0 or more.", output),
            _ => Many(parsed.GetValue(first), parsed.GetValue(seeds), output),
        });
        var parsed = new RootCommand("The proofs of Gateway that need no test runner.") { prove }.Parse(words);
        return parsed.Invoke() is var code && parsed.Errors.Count > 0 ? 2 : code;
    }

    private static int Wrong(string sentence, TextWriter output)
    {
        output.WriteLine(sentence);
        return 2;
    }

    private static int Many(long first, long seeds, TextWriter output)
    {
        var campaign = new Campaign(first, seeds);
        var clock = Stopwatch.StartNew();
        using (new Timer(_ => output.WriteLine(Line(campaign, clock.Elapsed)), null, _news, _news))
        {
            campaign.Run();
        }

        foreach (var (what, count) in campaign.Sights.OrderBy(sight => sight.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,10} {what}"));
        }

        output.WriteLine(Line(campaign, clock.Elapsed));
        foreach (var (seed, what) in campaign.Broken.Take(20))
        {
            output.WriteLine($"BROKEN seed {seed}: {what}");
        }

        return campaign.Broken is [var worst, ..] ? One((ulong)worst.Seed, whole: false, output) : 0;
    }

    private static int One(ulong seed, bool whole, TextWriter output)
    {
        var run = new SmallRun(seed, Faults.Of(seed), World.Trouble, Planted.Nothing);
        if (!whole && run.IsBroken)
        {
            run = Shrinker.Of(seed);
            output.WriteLine($"seed {seed}, made smaller: trouble for {run.Trouble} ms; {(run.Left.Length > 0 ? run.Left : "no faults at all")}");
        }

        var witness = run.Run(whole || run.IsBroken ? output.WriteLine : null);
        foreach (var what in witness.Broken)
        {
            output.WriteLine($"BROKEN {what}");
        }

        output.WriteLine($"seed {seed}: {witness.Steps} steps, {witness.Broken.Count} promises broken");
        return witness.Broken.Count == 0 ? 0 : 1;
    }

    private static string Line(Campaign campaign, TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{campaign.Runs:N0} seeds, {campaign.Steps:N0} steps, {campaign.Broken.Count} broken, {campaign.Runs / time.TotalMinutes:N0} seeds a minute");
}
