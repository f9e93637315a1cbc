using System.Text;
using Gateway.Host.Cli;

namespace Gateway.Tests.Host.Cli;

/// <summary>Components out of a file, as they go into a body; what is none is told without a word of it.</summary>
[TestFixture]
public sealed class ComponentFileTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("components-");

    [OneTimeTearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    [TestCase("AB12\nCD34\n", "\"AB12\",\"CD34\"")]
    [TestCase("  AB12 \r\n\r\n\tCD\t34", "\"AB12\",\"CD 34\"")]
    [TestCase("", "")]
    [TestCase("\n\n", "")]
    public void Lines_stand_between_quotes(string text, string quoted)
    {
        using var file = Of(text);
        Assert.That(Encoding.ASCII.GetString(file.Quoted.Span), Is.EqualTo(quoted));
    }

    [TestCase("AB\"12")]
    [TestCase("AB\\12")]
    [TestCase("ABé12")]
    [TestCase("AB\012")]
    public void What_is_no_component_is_refused_and_not_shown(string text)
    {
        var refused = Assert.Throws<CommandFailedException>(() => Of(text).Dispose());
        Assert.That(refused.Message, Does.EndWith("holds no components: lines of hexadecimal digits are expected.").And.Not.Contain("12"));
    }

    [Test]
    public void A_file_that_is_too_long_is_refused() => Assert.Throws<CommandFailedException>(() => Of(new string('A', 2000)).Dispose());

    [Test]
    public void A_file_that_is_not_there_is_named()
        => Assert.That(
            Assert.Throws<CommandFailedException>(() => ComponentFile.Of(Path.Combine(_folder.FullName, "none")).Dispose())!.Message, Does.Contain("none cannot be read"));

    private ComponentFile Of(string text)
    {
        var path = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(path, text);
        return ComponentFile.Of(path);
    }
}
