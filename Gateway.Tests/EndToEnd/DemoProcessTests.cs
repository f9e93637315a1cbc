namespace Gateway.Tests.EndToEnd;

/// <summary>The README's first command, as a stranger runs it with its output piped into a file.</summary>
[TestFixture]
[NonParallelizable]
public sealed class DemoProcessTests
{
    [Test]
    public async Task A_demo_whose_gateway_is_killed_shows_its_promises_held_in_plain_lines_and_ends_with_0()
    {
        using var demo = Child.Simulator("demo", "--terminals", "5", "--duration", "6s", "--kill-host-at", "3s", "--seed", "11");

        Assert.That(await demo.Ended(), Is.Zero, demo.Output + demo.Error);
        Assert.That(demo.Output, Does.Contain("money: approved = posted + reversed, difference 0"));
        Assert.That(demo.Output, Does.Match("all [0-9]+ promises held").And.Not.Contains("MISSED"));
        Assert.That(demo.Output, Does.Contain("the gateway is killed (SIGKILL)").And.Contain("the gateway is back"));
        Assert.That(demo.Output + demo.Error, Does.Not.Contain('\u001b'), "control sequences in a file");
        Assert.That(demo.Output + demo.Error, Does.Not.Match("6225[0-9]{12}"), "a card number");
    }
}
