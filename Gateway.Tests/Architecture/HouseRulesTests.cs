namespace Gateway.Tests.Architecture;

/// <summary>The arrows hold in the source, and the rules notice when one is broken on purpose.</summary>
[TestFixture]
internal sealed class HouseRulesTests
{
    [Test]
    public void Every_file_of_the_host_keeps_to_its_room()
        => Assert.That(SourceText.Of("Gateway.Host").SelectMany(file => HouseRules.Breaches(file.Path, file.Text)), Is.Empty);

    [Test]
    public void The_files_are_found() => Assert.Multiple(() =>
    {
        Assert.That(SourceText.Of("Gateway.Host").Count(file => file.Path.StartsWith("Gateway.Host/Core/", StringComparison.Ordinal)), Is.GreaterThan(30));
        Assert.That(SourceText.Of("Gateway.Host").Select(file => file.Path), Has.Member("Gateway.Host/Core/Switching/TransactionSwitch.cs"));
    });

    [TestCase("Core/Switching/Now.cs", "using DotNetty.Buffers;", "DotNetty")]
    [TestCase("Core/Switching/Now.cs", "using System.Net.Sockets;", "System.Net")]
    [TestCase("Core/Switching/Now.cs", "var text = System.IO.File.ReadAllText(path);", "System.IO")]
    [TestCase("Core/Switching/Now.cs", "using Microsoft.Extensions.Logging;", "Microsoft")]
    [TestCase("Core/Switching/Now.cs", "internal sealed class Gate(ILogger<Gate> logger);", "ILogger")]
    [TestCase("Core/Switching/Now.cs", "public async Task<int> Decide() => await Later();", "async")]
    [TestCase("Core/Switching/Now.cs", "public ValueTask Later();", "ValueTask")]
    [TestCase("Core/Switching/Now.cs", "var attempt = Guid.NewGuid();", "Guid.NewGuid")]
    [TestCase("Core/Switching/Now.cs", "var now = DateTimeOffset.UtcNow;", "DateTimeOffset.UtcNow")]
    [TestCase("Core/Switching/Now.cs", "private readonly TimeProvider _time;", "TimeProvider")]
    [TestCase("Core/Switching/Now.cs", "var dice = new Random(7);", "Random")]
    [TestCase("Core/Switching/Now.cs", "using Gateway.Host.Journal;", "Core may not name Journal")]
    [TestCase("Core/Switching/Now.cs", "using Gateway.Host.Estate;", "Core may not name Estate")]
    [TestCase("Core/Switching/Now.cs", "private Journal.IJournal _journal;", "Core may not name Journal")]
    [TestCase("Core/Switching/Now.cs", "private Gateway.Host.Upstream.AcquirerLink _link;", "Core may not name Upstream")]
    [TestCase("Lanes/Lane.cs", "using DotNetty.Transport.Channels;", "DotNetty belongs to Front and Upstream")]
    [TestCase("Estate/Registry.cs", "using Dapper;", "Dapper belongs to Journal")]
    [TestCase("Api/Money.cs", "using Microsoft.Data.Sqlite;", "Sqlite belongs to Journal")]
    [TestCase("Front/Session.cs", "using Gateway.Host.Upstream;", "Front may not name Upstream")]
    [TestCase("Upstream/Link.cs", "using Gateway.Host.Front;", "Upstream may not name Front")]
    [TestCase("Journal/Store.cs", "using Gateway.Host.Lanes;", "Journal may not name Lanes")]
    [TestCase("Cellar/Wine.cs", "", "the room Cellar is not in the house")]
    public void An_arrow_broken_on_purpose_is_noticed(string path, string line, string said)
        => Assert.That(HouseRules.Breaches("Gateway.Host/" + path, $"namespace Sample;\n{line}\n"), Has.Some.Contains(said));

    [TestCase("Core/Switching/Now.cs", "// Nothing of System.IO, Task or DotNetty is used here.")]
    [TestCase("Core/Switching/Now.cs", "/* async */ const string Text = \"await Task.Delay\";")]
    [TestCase("Core/Switching/Now.cs", "const string Text = \"\"\"\n    Random \"Guid.NewGuid()\"\n    \"\"\";")]
    [TestCase("Core/Switching/Now.cs", "var rrn = facts.Upstream.Rrn; var taskless = Multitask(); DateTimeOffset at = now.Wall;")]
    [TestCase("Core/Switching/Now.cs", "using Gateway.Host.Core.Estate;")]
    [TestCase("Front/Session.cs", "using DotNetty.Buffers;")]
    [TestCase("Journal/Store.cs", "using Microsoft.Data.Sqlite; using Dapper;")]
    [TestCase("Lanes/Lane.cs", "using Gateway.Host.Journal; using Gateway.Host.Core.Records;")]
    public void What_is_allowed_is_let_through(string path, string line)
        => Assert.That(HouseRules.Breaches("Gateway.Host/" + path, line), Is.Empty);

    [Test]
    public void A_comment_after_a_string_with_slashes_is_still_a_comment()
        => Assert.That(SourceText.Bare("var url = \"http://host\"; // Task").TrimEnd(), Is.EqualTo("var url = \"            \";"));
}
