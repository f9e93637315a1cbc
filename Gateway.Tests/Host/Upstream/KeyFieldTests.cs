using Gateway.Host.Upstream;
using Gateway.Security.Keys;

namespace Gateway.Tests.Host.Upstream;

/// <summary>The forms of a key in DE 48, and what is none.</summary>
[TestFixture]
public sealed class KeyFieldTests
{
    private const string Double = "00112233445566778899AABBCCDDEEFF";
    private const string Triple = Double + "0123456789ABCDEF";

    [TestCase("B0032P0TB00N0000" + "0011223344556677", KeyUsage.ZonePin)]
    [TestCase("D0032P0AE00E0000" + "0011223344556677", KeyUsage.ZonePin)]
    [TestCase("B0032M3TC00N0000" + "0011223344556677", KeyUsage.ZoneMac)]
    [TestCase("B0032M0TC00N0000" + "0011223344556677", KeyUsage.ZoneMac)]
    [TestCase("E0032M6AC00N0000" + "0011223344556677", KeyUsage.ZoneMac)]
    public void A_key_block_says_which_key_it_carries(string text, KeyUsage usage)
    {
        Assert.That(KeyField.Read(text, allowsLegacy: false, out var field), Is.Null);
        Assert.That((field!.Usage, field.Block, field.IsBlock), Is.EqualTo((usage, text, true)));
        Assert.That(field.ToString(), Is.EqualTo($"{usage} key as a key block"));
    }

    [TestCase("P" + Double + "A1B2C3", KeyUsage.ZonePin, 16, "A1B2C3")]
    [TestCase("P" + Double + "a1b2c3d4e5f60718", KeyUsage.ZonePin, 16, "A1B2C3D4E5F60718")]
    [TestCase("M" + Double + "A1B2C3D4", KeyUsage.ZoneMac, 16, "A1B2C3D4")]
    [TestCase("M" + Triple + "A1B2C3", KeyUsage.ZoneMac, 24, "A1B2C3")]
    [TestCase("P" + Triple + "A1B2C3D4E5F60718", KeyUsage.ZonePin, 24, "A1B2C3D4E5F60718")]
    public void An_unbound_key_is_read_where_it_is_allowed(string text, KeyUsage usage, int bytes, string checkValue)
    {
        Assert.That(KeyField.Read(text, allowsLegacy: true, out var field), Is.Null);
        Assert.That((field!.Usage, field.Encrypted.Length, field.CheckValue, field.IsBlock), Is.EqualTo((usage, bytes, checkValue, false)));
        Assert.That(field.ToString(), Does.Not.Contain("00112233").And.Not.Contain("A1B2"));
    }

    [TestCase(null, true, "30")]
    [TestCase("", true, "30")]
    [TestCase("hello", true, "30")]
    [TestCase("P", true, "30")]
    [TestCase("P" + Double, true, "30", TestName = "No_check_value")]
    [TestCase("P" + Double + "A1B2C", true, "30", TestName = "A_check_value_of_5")]
    [TestCase("P" + Double + "A1B2C3D4E5F607181", true, "30", TestName = "A_check_value_of_17")]
    [TestCase("P" + Triple + "A1B2C", true, "30", TestName = "A_triple_key_with_5")]
    [TestCase("P" + Triple + "A1B2C3D4E5F607181", true, "30", TestName = "A_triple_key_with_17")]
    [TestCase("P" + Double + "A1B2CG", true, "30", TestName = "No_hex")]
    [TestCase("P" + Double + " A1B2C3", true, "30", TestName = "A_space")]
    [TestCase("p" + Double + "A1B2C3", true, "30", TestName = "A_small_letter")]
    [TestCase("P" + Double + "A1B2C3", false, "40", TestName = "Unbound_where_it_is_not_allowed")]
    [TestCase("Z0032P0TB00N00000011223344556677", false, "30", TestName = "No_version")]
    [TestCase("B0033P0TB00N00000011223344556677", false, "30", TestName = "Another_length")]
    [TestCase("B0032P0TB00N0000001122334455667", false, "30", TestName = "Cut")]
    [TestCase("B0032P0TB00N9900" + "0011223344556677", false, "30", TestName = "Optional_blocks_that_are_not_there")]
    [TestCase("B0032K0TB00N00000011223344556677", false, "40", TestName = "A_master_key")]
    [TestCase("B0032D0TB00N00000011223344556677", false, "40", TestName = "A_data_key")]
    [TestCase("A0032P0TB00N00000011223344556677", false, "40", TestName = "A_deprecated_version")]
    [TestCase("C0032P0TB00N00000011223344556677", false, "40", TestName = "Another_deprecated_version")]
    public void What_is_no_key_has_its_code(string? text, bool allowsLegacy, string code)
    {
        Assert.That(KeyField.Read(text, allowsLegacy, out var field), Is.EqualTo(code));
        Assert.That(field, Is.Null);
    }

    [Test]
    public void A_deprecated_version_is_taken_with_permission()
        => Assert.That(KeyField.Read("A0032P0TB00N00000011223344556677", allowsLegacy: true, out _), Is.Null);
}
