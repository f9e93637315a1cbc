using Gateway.Security.Keys;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class LocalMasterKeyTests : IDisposable
{
    private const string Hex = "7D1F0A93C45E62B8881D3E5F70A9B2C46E01F5D83B9A4C27D6E0F18293A4B5C6";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-key-");

    private string KeyPath => Path.Combine(_folder.FullName, "master.key");

    [Test]
    public void The_same_text_is_the_same_key()
    {
        using var upper = LocalMasterKey.FromHex(Hex);
        using var lower = LocalMasterKey.FromHex($"  {Hex.ToLowerInvariant()}\n");
        Assert.That(lower.Kcv, Is.EqualTo(upper.Kcv).And.Length.EqualTo(8));
    }

    [Test]
    public void A_generated_key_is_new_and_survives_its_file()
    {
        using var key = LocalMasterKey.Generate();
        using var another = LocalMasterKey.Generate();
        key.SaveTo(KeyPath);
        using var read = LocalMasterKey.FromFile(KeyPath);
        Assert.That(read.Kcv, Is.EqualTo(key.Kcv).And.Not.EqualTo(another.Kcv));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void The_file_is_for_its_owner_only()
    {
        using var key = LocalMasterKey.Generate();
        key.SaveTo(KeyPath);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(KeyPath), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public void A_key_file_is_never_overwritten()
    {
        using var first = LocalMasterKey.Generate();
        using var second = LocalMasterKey.Generate();
        first.SaveTo(KeyPath);
        Assert.Throws<KeyException>(() => second.SaveTo(KeyPath));
        using var read = LocalMasterKey.FromFile(KeyPath);
        Assert.That(read.Kcv, Is.EqualTo(first.Kcv));
    }

    [TestCase("")]
    [TestCase("7D1F0A93")]
    [TestCase(Hex + "00")]
    [TestCase("XD1F0A93C45E62B8881D3E5F70A9B2C46E01F5D83B9A4C27D6E0F18293A4B5C6")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A")]
    public void Anything_but_64_digits_of_a_real_key_is_refused_without_repeating_it(string content)
    {
        File.WriteAllText(KeyPath, content);
        var fromText = Assert.Throws<KeyException>(() => LocalMasterKey.FromHex(content));
        var fromFile = Assert.Throws<KeyException>(() => LocalMasterKey.FromFile(KeyPath));
        if (content.Length > 0)
        {
            Assert.That(fromText.ToString() + fromFile, Does.Not.Contain(content[..8]));
        }
    }

    [Test]
    public void A_missing_file_and_an_enormous_one_are_refused_by_name()
    {
        var missing = Assert.Throws<KeyException>(() => LocalMasterKey.FromFile(KeyPath));
        Assert.That(missing.Message, Does.Contain(KeyPath));
        File.WriteAllText(KeyPath, string.Concat(Enumerable.Repeat(Hex, 1000)));
        var enormous = Assert.Throws<KeyException>(() => LocalMasterKey.FromFile(KeyPath));
        Assert.That(enormous.Message, Does.Contain(KeyPath).And.Not.Contain(Hex[..8]));
        Assert.Throws<KeyException>(() => LocalMasterKey.FromFile(_folder.FullName));
    }

    [Test]
    public void It_prints_its_check_value_only()
    {
        using var key = LocalMasterKey.FromHex(Hex);
        Assert.That(key.ToString(), Does.Contain(key.Kcv).And.Not.Contain(Hex[..8]));
    }

    [Test]
    public void A_disposed_key_is_not_saved()
    {
        var key = LocalMasterKey.Generate();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.SaveTo(KeyPath));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
