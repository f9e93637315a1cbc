using Gateway.Security.Keys;
using Gateway.Security.Pins;

namespace Gateway.Tests.Security.Pins;

/// <summary>PCI PIN v3.1 requirement 3-3, all pairs of formats, in the configuration and at run time.</summary>
[TestFixture]
public sealed class PinTranslationRulesTests
{
    private const string Pan = SecurityBench.Pan;

    // Rows from, columns to: 0, 1, 2, 3, 4, SM4. "y" allowed, "a" loses the account, "c" for a card, "x" from a card.
    private const string Expected = """
        yacyyy
        yycyyy
        xxxxxx
        yacyyy
        yacyyy
        yacyyy
        """;

    private static readonly PinBlockFormat[] _formats = Enum.GetValues<PinBlockFormat>();

    private static readonly Dictionary<char, PinTranslationRule> _rules = new()
    {
        ['y'] = PinTranslationRule.Allowed,
        ['a'] = PinTranslationRule.LosesAccount,
        ['c'] = PinTranslationRule.ToCard,
        ['x'] = PinTranslationRule.FromCard,
    };

    private static IEnumerable<object[]> Pairs =>
        from row in Enumerable.Range(0, _formats.Length)
        from column in Enumerable.Range(0, _formats.Length)
        select new object[] { _formats[row], _formats[column], _rules[Expected.Split('\n')[row].Trim()[column]] };

    [Test]
    public void There_is_a_rule_for_every_pair() => Assert.That(Pairs.Count(), Is.EqualTo(36));

    [TestCaseSource(nameof(Pairs))]
    public void The_rule_of_the_pair_holds_and_a_refusal_has_its_sentence(
        PinBlockFormat from, PinBlockFormat to, PinTranslationRule rule)
    {
        Assert.That(PinTranslationRules.Of(from, to), Is.EqualTo(rule));
        var sentence = PinTranslationRules.Explain(from, to);
        Assert.That(sentence, rule == PinTranslationRule.Allowed ? Is.Null : Does.Contain($"{from} must not become {to}"));
    }

    [TestCaseSource(nameof(Pairs))]
    public void An_allowed_pair_passes_and_a_refused_one_never_reaches_a_key(
        PinBlockFormat from, PinBlockFormat to, PinTranslationRule rule)
    {
        var block = EncryptedPinBlock.Encrypt(from, PinBench.Key(from), "1234", Pan);
        var target = new byte[PinBlock.BytesOf(to)];
        if (rule == PinTranslationRule.Allowed)
        {
            var fault = EncryptedPinBlock.Translate(from, PinBench.Key(from), to, PinBench.TargetKey(to), Pan, block, target);
            Assert.That(fault, Is.EqualTo(PinFault.None));
            Assert.Throws<KeyException>(() => EncryptedPinBlock.Translate(from, [], to, [], Pan, block, target));
            return;
        }

        // Keys that no engine takes, and no engine at all.
        Assert.That(EncryptedPinBlock.Translate(from, [], to, [], Pan, block, target), Is.EqualTo(PinFault.NotAllowed));
        Assert.That(PinReencryption.Translate(from, null!, to, null!, Pan, block, target), Is.EqualTo(PinFault.NotAllowed));
    }

    [TestCaseSource(nameof(Pairs))]
    public void A_changed_account_number_is_refused_before_any_key(PinBlockFormat from, PinBlockFormat to, PinTranslationRule rule)
    {
        var expected = rule == PinTranslationRule.Allowed ? PinFault.PanChanged : PinFault.NotAllowed;
        var target = new byte[PinBlock.BytesOf(to)];
        foreach (var other in (string[])["6212345678901234568", "7212345678901234567", Pan[..18], ""])
        {
            Assert.That(PinTranslationRules.Check(from, to, Pan, other), Is.EqualTo(expected));
            var block = new byte[PinBlock.BytesOf(from)];
            Assert.That(EncryptedPinBlock.Translate(from, [], to, [], Pan, other, block, target), Is.EqualTo(expected));
        }
    }

    [Test]
    public void The_same_account_number_on_both_sides_passes()
    {
        var block = EncryptedPinBlock.Encrypt(PinBlockFormat.Iso0, PinBench.Key(PinBlockFormat.Iso0), "1234", Pan);
        var key = PinBench.Key(PinBlockFormat.Iso0);
        var target = new byte[8];
        var fault = EncryptedPinBlock.Translate(PinBlockFormat.Iso0, key, PinBlockFormat.Iso0, key, Pan, Pan, block, target);
        Assert.That(fault, Is.EqualTo(PinFault.None));
        Assert.That(target, Is.EqualTo(block));
    }

    [TestCase(5, 0)]
    [TestCase(0, 5)]
    [TestCase(-1, 17)]
    public void A_format_that_does_not_exist_is_refused(int from, int to)
    {
        var rule = PinTranslationRules.Of((PinBlockFormat)from, (PinBlockFormat)to);
        Assert.That(rule, Is.EqualTo(PinTranslationRule.UnknownFormat));
        Assert.That(PinTranslationRules.Explain((PinBlockFormat)from, (PinBlockFormat)to), Does.Contain("does not exist"));
        Assert.That(
            EncryptedPinBlock.Translate((PinBlockFormat)from, [], (PinBlockFormat)to, [], Pan, new byte[8], new byte[8]),
            Is.EqualTo(PinFault.NotAllowed));
    }

    [Test]
    public void A_configuration_may_name_only_formats_that_terminals_send_and_acquirers_take(
        [Values] PinBlockFormat terminal, [Values] PinBlockFormat acquirer, [Values] bool acceptsFormat1)
    {
        PinBlockFormat[] tied = [PinBlockFormat.Iso0, PinBlockFormat.Iso3, PinBlockFormat.Iso4, PinBlockFormat.UnionPaySm4];
        var mayCome = tied.Contains(terminal) || (terminal == PinBlockFormat.Iso1 && acceptsFormat1);
        var faults = PinTranslationRules.Faults(terminal, acquirer, acceptsFormat1);
        Assert.That(faults.Count == 0, Is.EqualTo(mayCome && tied.Contains(acquirer)));
        Assert.That(faults, Is.Unique);
    }

    [Test]
    public void A_configuration_hears_of_all_its_faults_at_once()
        => Assert.That(PinTranslationRules.Faults(PinBlockFormat.Iso2, PinBlockFormat.Iso1, acceptsFormat1: false), Has.Count.EqualTo(3));
}
