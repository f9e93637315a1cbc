using System.Collections.Concurrent;

namespace Gateway.Tests.Proving;

/// <summary>Thousands of hostile days, each from its seed.</summary>
[TestFixture]
internal sealed class ProvingTests
{
    private const int Seeds = 20_000;

    [TestCase(0UL)]
    [Explicit("Tells one run step by step.")]
    public void One_run_told(ulong seed)
    {
        var witness = World.Run(seed, teller: TestContext.Out.WriteLine);
        Assert.That(witness.Broken, Is.Empty);
    }

    [Test]
    public void Money_is_neither_lost_nor_doubled_whatever_goes_wrong()
    {
        var seen = new ConcurrentDictionary<string, int>();
        var broken = new ConcurrentBag<string>();
        long steps = 0;
        Parallel.For(0, Seeds, seed =>
        {
            var witness = World.Run((ulong)seed);
            Interlocked.Add(ref steps, witness.Steps);
            foreach (var what in witness.Sights)
            {
                seen.AddOrUpdate(what, 1, (_, count) => count + 1);
            }

            foreach (var what in witness.Broken.Take(1))
            {
                broken.Add($"seed {seed}: {what}");
            }
        });
        TestContext.Out.WriteLine($"{Seeds} seeds, {steps} steps, {broken.Count} broken");
        foreach (var (what, count) in seen.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{count,7} {what}");
        }

        if (!broken.IsEmpty)
        {
            Assert.Fail(string.Join('\n', broken.OrderBy(line => line.Length).ThenBy(line => line, StringComparer.Ordinal).Take(20)));
        }
    }
}
