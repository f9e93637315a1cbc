using System.Text.RegularExpressions;

namespace Gateway.Tests.Architecture;

/// <summary>The host works with stored keys through the security module; what takes a clear key, or makes a PIN block, is not for it.</summary>
/// <remarks>Source: PCI PIN v3.1 requirement 1. Check values and key block headers are no secrets and may be named.</remarks>
[TestFixture]
public sealed partial class ClearKeyTests
{
    [Test]
    public void The_host_names_nothing_that_takes_a_clear_key()
        => Assert.That(
            SourceText.Of("Gateway.Host").SelectMany(file => ClearKeyTypes().Matches(SourceText.Bare(file.Text)).Select(match => $"{file.Path}: {match.Value}")),
            Is.Empty);

    [Test]
    public void The_words_that_are_looked_for_exist()
        => Assert.That(
            SourceText.Of("Gateway.Security").SelectMany(file => ClearKeyTypes().Matches(file.Text).Select(match => match.Value)).Distinct().Count(),
            Is.GreaterThan(12));

    [GeneratedRegex(@"\b(KeyBlockReader|KeyBlockWriter|KeyBlockKeys|UnwrappedKey|TdesDukpt|AesDukpt|MacEngine|EncryptedPinBlock|UnboundKey|DataCipher|TerminalKeys|KeyComponents|Iso4Fields|CupEcbMac|PinBlock\.Encode|Mac\.(Compute|Verify))\b")]
    private static partial Regex ClearKeyTypes();
}
