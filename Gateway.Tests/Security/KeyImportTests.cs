using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class KeyImportTests : IDisposable
{
    private const string First = "9D256D91C108A4E0EF25BFE689705B94";
    private const string Second = "A13E8C5E5DCD2952AD86B3F2B0C8F86D";

    private readonly SecurityBench _bench = new();

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.Components))]
    public async Task Published_components_combine_to_their_key(JsonElement vector)
    {
        var components = vector.GetProperty("components").EnumerateArray().Select(part => part.GetString()!).ToArray();
        var key = await Import(components, vector.Text("kcv"));
        var block = TerminalKeys.FromClear([], vector.Hex("key"), []);
        Assert.That(key.Kcv, Does.StartWith(vector.Text("kcv")));
        Assert.That(
            await _bench.Module.VerifyMac(key, "0200"u8.ToArray(), block.Mac("0200"u8), CancellationToken.None));
    }

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.Components))]
    public async Task A_mistyped_digit_is_noticed_by_the_check_value(JsonElement vector)
    {
        var components = vector.GetProperty("components").EnumerateArray().Select(part => part.GetString()!).ToArray();
        var digits = components[0].ToCharArray();
        digits[0] = digits[0] == 'F' ? '0' : 'F';
        components[0] = new string(digits);
        Assert.That((await Refused(components, vector.Text("kcv"))).Message, Does.Contain("check value"));
    }

    [Test]
    public async Task Components_may_be_typed_in_groups_and_small_letters()
    {
        var plain = await Import([First, Second], null);
        var typed = await Import(
            ["9d25 6d91 c108 a4e0  ef25 bfe6 8970 5b94\n", $"\t{Second.ToLowerInvariant()}"], plain.Kcv);
        Assert.That(typed.Kcv, Is.EqualTo(plain.Kcv));
    }

    [TestCase("")]
    [TestCase("9D25")]
    [TestCase("9D256D91C108A4E0EF25BFE689705B9")]
    [TestCase("9D256D91C108A4E0EF25BFE689705B9G")]
    [TestCase("9D256D91C108A4E0EF25BFE689705B94A13E8C5E5DCD2952AD86B3F2B0C8F86D")]
    [TestCase("00000000000000000000000000000000")]
    [TestCase("9D256D91C108A4E0")]
    public async Task A_malformed_component_is_named_and_not_repeated(string component)
    {
        var fault = await Refused([First, component], null);
        Assert.That(fault.Message, Does.Contain("Component 2").And.Not.Contain("9D25"));
    }

    [Test]
    public async Task One_to_three_components_make_a_key()
    {
        await Refused([], null);
        await Refused([First, Second, First, Second], null);
    }

    [Test]
    public async Task Two_equal_components_make_no_key()
        => Assert.That((await Refused([First, First], null)).Message, Is.EqualTo(KeyPolicy.Explain(KeyFault.EqualParts)));

    [Test]
    public async Task Test_keys_are_refused_where_they_are_not_allowed()
    {
        using var strict = _bench.Restarted();
        var fault = await Assert.ThrowsAsync<KeyException>(async () => await strict.ImportComponents(
            KeyUsage.TerminalMaster, SecurityBench.Terminal, ["0123456789ABCDEFFEDCBA9876543210"], null, CancellationToken.None));
        Assert.That(fault!.Message, Is.EqualTo(KeyPolicy.Explain(KeyFault.TestKey)));
    }

    [TestCase("")]
    [TestCase("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task An_owner_has_a_name(string owner)
        => await Assert.ThrowsAsync<KeyException>(async () => await _bench.Module.ImportComponents(
            KeyUsage.TerminalMac, owner, [First], null, CancellationToken.None));

    [Test]
    public async Task A_cancelled_call_does_nothing()
        => await Assert.CatchAsync<OperationCanceledException>(async () => await _bench.Module.ImportComponents(
            KeyUsage.TerminalMac, SecurityBench.Terminal, [First], null, new CancellationToken(canceled: true)));

    public void Dispose() => _bench.Dispose();

    private ValueTask<WrappedKey> Import(string[] components, string? kcv)
        => _bench.Module.ImportComponents(KeyUsage.TerminalMac, SecurityBench.Terminal, components, kcv, CancellationToken.None);

    private async Task<KeyException> Refused(string[] components, string? kcv)
        => (await Assert.ThrowsAsync<KeyException>(async () => await Import(components, kcv)))!;
}
