using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Gateway.Simulator.Commands;

namespace Gateway.Tests.Simulator.Survival;

/// <summary>The short form of docs/reliability.md: a real gateway process, killed in full traffic, with its acquirer, its link and its disk.</summary>
[TestFixture]
[NonParallelizable]
public sealed partial class SurviveTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Test]
    public async Task Killed_cut_and_filled_under_load_the_three_books_hold_the_same()
    {
        var seed = $"{RandomNumberGenerator.GetInt32(1, 1_000_000)}";
        TestContext.Out.WriteLine($"seed {seed}");
        var report = Path.GetTempFileName();
        try
        {
            string[] arguments = ["survive", "--kills", "4", "--terminals", "9", "--seed", seed, "--report", report];

            var code = await CommandTree.RunAsync(arguments, _output, _error);

            var said = _output.ToString();
            Assert.That(code, Is.EqualTo(ExitCode.Ok), said + _error);
            Assert.That(said, Does.EndWith(await File.ReadAllTextAsync(report)).And.Contains("differences: 0"));
            Assert.Multiple(() =>
            {
                Assert.That(Times(said, "gateway killed"), Is.EqualTo(4));
                Assert.That(Times(said, "acquirer killed"), Is.EqualTo(1));
                Assert.That(Times(said, "link cut in a frame"), Is.EqualTo(1));
                Assert.That(said, Does.Match("disk filled +(1|0 +not possible here)"));
                Assert.That(Approved().IsMatch(said), Is.True, "nothing was sold");
                Assert.That(said, Does.Not.Match("6225[0-9]{12}"), "a card number was printed");
            });
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static int Times(string said, string what)
        => int.Parse(Regex.Match(said, $@"^  {what} +(\d+)", RegexOptions.Multiline).Groups[1].Value);

    [GeneratedRegex(@"at the terminals +.*Approved x \d")]
    private static partial Regex Approved();
}
