using System.Reflection;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Architecture;

/// <summary>What only an issuer may do stays in the simulator: the gateway passes cryptograms, CVVs and PIN blocks on and judges none.</summary>
[TestFixture]
internal sealed partial class IssuerFunctionsTests
{
    [Test]
    public void No_source_of_the_product_names_a_function_of_an_issuer([Values("Gateway.Host", "Gateway.Security", "Gateway.Iso8583")] string project)
        => Assert.That(SourceText.Of(project).SelectMany(file => Named(file.Text).Select(word => $"{file.Path}: {word}")), Is.Empty);

    [Test]
    public void No_type_or_member_of_the_product_is_one([Values("Gateway.Host", "Gateway.Security", "Gateway.Iso8583")] string project)
    {
        const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var names = Assembly.Load(project).GetTypes().SelectMany(type => type.GetMembers(All).Select(member => $"{type.FullName}.{member.Name}").Append(type.FullName!));
        Assert.That(names.Where(name => Named(name).Any()), Is.Empty);
    }

    [TestCase("namespace Gateway.Security.Issuing;")]
    [TestCase("public static class PvvCheck;")]
    [TestCase("var cvv2 = Of(card);")]
    [TestCase("bool VerifyArqc(byte[] value);")]
    [TestCase("byte[] MakeARPC();")]
    [TestCase("class Ibm3624Pin;")]
    [TestCase("IccMasterKey.Derive(key);")]
    [TestCase("class ApplicationCryptogram;")]
    [TestCase("class PinVerificationValue;")]
    public void One_that_moved_in_is_noticed(string line) => Assert.That(Named(line), Is.Not.Empty);

    [TestCase("WorkingKeyIssue.Issue(keys); IssuedKeys issued;")]
    [TestCase("IssuedKeySet.Cryptogram")]
    public void What_the_gateway_does_itself_is_let_through(string line) => Assert.That(Named(line), Is.Empty);

    [Test]
    public void The_product_does_not_use_the_simulator([Values("Gateway.Host", "Gateway.Security", "Gateway.Iso8583")] string project)
        => Assert.That(Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name), Has.No.Member("Gateway.Simulator"));

    [Test]
    public void The_simulator_has_ciphers_of_its_own_in_two_places()
        => Assert.That(
            SourceText.Of("Gateway.Simulator").Where(file => file.Text.Contains("Org.BouncyCastle", StringComparison.Ordinal)).Select(file => file.Path),
            Is.EquivalentTo((string[])["Gateway.Simulator/Issuing/PinBlockDecryption.cs", "Gateway.Simulator/Values/DesCipher.cs"]));

    private static IEnumerable<string> Named(string text) => IssuerWords().Matches(text).Select(match => match.Value);

    [GeneratedRegex("Issuing|Pvv|Cvv|Cvc[23]|Cavv|Arqc|Arpc|Ibm3624|IccMasterKey|(Application|Response|Verify|Generate)Cryptogram|PinVerification|CardVerification", RegexOptions.IgnoreCase)]
    private static partial Regex IssuerWords();
}
