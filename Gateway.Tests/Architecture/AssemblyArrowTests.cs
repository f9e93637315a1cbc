using System.Reflection;
using System.Xml.Linq;

namespace Gateway.Tests.Architecture;

/// <summary>The arrows between the projects, in what was built and in what the project files say.</summary>
[TestFixture]
internal sealed class AssemblyArrowTests
{
    private static readonly Dictionary<string, string[]> _projects = new()
    {
        ["Gateway.Iso8583"] = [],
        ["Gateway.Security"] = ["BouncyCastle.Cryptography"],
        ["Gateway.Host"] = ["Gateway.Iso8583", "Gateway.Security"],
        ["Gateway.Simulator"] = ["Gateway.Iso8583", "Gateway.Security"],
        ["Gateway.Benchmarks"] = ["Gateway.Iso8583", "Gateway.Security"],
        ["Gateway.Fuzz"] = ["Gateway.Iso8583"],
    };

    [TestCase("Gateway.Iso8583")]
    [TestCase("Gateway.Security")]
    public void A_leaf_uses_the_runtime_and_nothing_else(string leaf)
    {
        var foreign = Referenced(leaf).Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("netstandard" or "mscorlib"));
        Assert.That(foreign, Is.SubsetOf(_projects[leaf]));
    }

    [TestCase("Gateway.Host")]
    [TestCase("Gateway.Simulator")]
    public void A_program_uses_the_leaves_and_no_other_room(string program)
        => Assert.That(Referenced(program).Where(name => name.StartsWith("Gateway.", StringComparison.Ordinal)), Is.SubsetOf(_projects[program]));

    [Test]
    public void Project_files_draw_the_same_arrows([ValueSource(nameof(_names))] string project)
    {
        var file = XDocument.Load(Path.Combine(SourceText.Root, project, project + ".csproj"));
        var drawn = file.Descendants("ProjectReference")
            // Built first and never referenced: the simulator starts the host as a process of its own.
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
        Assert.That(drawn, Is.SubsetOf(_projects[project]));
    }

    [Test]
    public void No_source_of_the_simulator_names_the_host()
        => Assert.That(SourceText.Of("Gateway.Simulator").Where(file => file.Text.Contains("Gateway.Host.", StringComparison.Ordinal)).Select(file => file.Path), Is.Empty);

    [Test]
    public void No_source_of_a_leaf_names_a_socket_a_clock_or_a_log([Values("Gateway.Iso8583", "Gateway.Security")] string leaf)
    {
        string[] words = ["DotNetty", "System.Net", "ILogger", "Microsoft.Extensions", "TimeProvider", "DateTime.Now", "DateTimeOffset.Now"];
        Assert.That(SourceText.Of(leaf).Where(file => words.Any(word => file.Text.Contains(word, StringComparison.Ordinal))).Select(file => file.Path), Is.Empty);
    }

    private static readonly string[] _names = [.. _projects.Keys];

    private static IEnumerable<string> Referenced(string assembly) => Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);
}
