using System.Reflection;
using Gateway.Security.Pins;
using Gateway.Tests.Architecture;

namespace Gateway.Tests.Security.Pins;

/// <summary>PCI PIN requirement 1, as far as software can show it: no way in the host leads from a block to a PIN.</summary>
[TestFixture]
public sealed class PinSecrecyTests
{
    [Test]
    public void Nothing_public_about_PINs_hands_out_characters()
    {
        var outgoing =
            from type in typeof(PinBlock).Assembly.GetExportedTypes()
            where type.Namespace == typeof(PinBlock).Namespace
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from parameter in method.GetParameters()
            where parameter.IsOut || parameter.ParameterType == typeof(Span<char>) || parameter.ParameterType == typeof(char[])
            select $"{type.Name}.{method.Name}({parameter.Name})";
        Assert.That(outgoing, Is.Empty);
    }

    [Test]
    public void The_host_makes_no_block_and_reads_none()
    {
        string[] words = ["EncryptedPinBlock", "PinBlock.Encode", "PinBlock.Check", "Iso4Fields", "ClearPin", "BouncyCastle"];
        var offences =
            from file in SourceText.Of("Gateway.Host")
            from word in words
            where file.Text.Contains(word, StringComparison.Ordinal)
            select $"{file.Path} names {word}";
        Assert.That(offences, Is.Empty);
    }
}
