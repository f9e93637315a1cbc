using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Linting;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Dialects.Linting;

/// <summary>The messages that prove findings, read by the codec: they show what is said of them.</summary>
[TestFixture]
public sealed class LintProofTests
{
    [TestCase(""" "content": "n", "length": "LLVAR", "max": 19, "fill": "any" """, "fill-any", "1")]
    [TestCase(""" "content": "n", "max": 3, "pad": "left", "fill": "any" """, "fill-any", "111")]
    [TestCase(""" "content": "ans", "length": "LLVAR", "max": 20, "form": "utf-8" """, "text-not-always", "\uFFFD")]
    [TestCase(""" "content": "ans", "length": "LLVAR", "max": 20, "form": "gbk" """, "text-not-always", "?")]
    public void Several_messages_have_one_value(string row, string code, string value)
    {
        var dialect = MadeUpDialect.With(LintCases.Row(row));
        var messages = Proof(dialect, code).Messages;

        Assert.That(messages, Has.Count.EqualTo(2).And.Unique);
        Assert.That(messages.Select(message => Read(dialect, message).Text(60)), Is.All.EqualTo(value));
    }

    [TestCase(""" "content": "n", "length": "LLVAR", "max": 19, "counts": "bytes" """, "1", "10")]
    [TestCase(""" "content": "n", "length": "LLVAR", "max": 19, "counts": "bytes", "pad": "left" """, "1", "01")]
    [TestCase(""" "content": "h", "length": "LLVAR", "max": 18, "counts": "bytes", "fill": "F" """, null, "A")]
    public void Two_values_have_one_message(string row, string? refused, string read)
    {
        var dialect = MadeUpDialect.With(LintCases.Row(row));

        Assert.That(Proof(dialect, "ambiguous-pad").Messages.Select(message => Read(dialect, message).Text(60)), Is.EqualTo(new[] { read }));
        if (refused is not null)
        {
            Assert.That(() => new MessageWriter(dialect).Write(new IsoMessage(MessageType.Parse("0800")).Set(60, refused)), Throws.InstanceOf<IsoValueException>());
        }
    }

    [TestCase("\"filler\": \"left\"")]
    [TestCase("\"filler\": \"right\"")]
    public void Spaces_on_the_filled_side_disappear(string filler)
    {
        var dialect = MadeUpDialect.With(LintCases.Row($"\"content\": \"ans\", \"max\": 8, {filler}"));
        var messages = Proof(dialect, "filler-hides-spaces").Messages;

        Assert.That(messages.Distinct().Count(), Is.EqualTo(1));
        Assert.That(Read(dialect, messages[0]).Text(60), Is.EqualTo("A"));
    }

    [Test]
    public void The_longest_value_that_fits_is_shown_and_read()
    {
        var dialect = MadeUpDialect.With(LintCases.Row("\"content\": \"ans\", \"length\": \"LLVAR\", \"max\": 100"));
        Assert.That(Read(dialect, Proof(dialect, "length-too-small").Messages.Single()).Text(60), Has.Length.EqualTo(99));
    }

    [Test]
    public void Parts_out_of_order_change_places()
    {
        var dialect = MadeUpDialect.With(LintCases.Row(LintCases.Rows.First(row => row.Kind == LintKinds.PartsOutOfOrder).Has));
        var parts = Read(dialect, Proof(dialect, "parts-out-of-order").Messages.Single()).Parts(60)!;
        Assert.That(string.Join(" ", parts.Select(part => part.Key)), Is.EqualTo("2 1"));
    }

    [Test]
    public void Every_message_of_every_proof_is_read_or_refused_for_its_element()
    {
        var dialects = LintCases.Rows.Select(row => MadeUpDialect.With(LintCases.Row(row.Has))).Concat(Dialect.EmbeddedNames.Select(Dialect.Embedded));
        foreach (var (dialect, finding) in dialects.SelectMany(dialect => DialectLinter.Lint(dialect).Select(finding => (dialect, finding))))
        {
            foreach (var message in finding.Proof.Messages.Where(message => message.StartsWith("0800", StringComparison.Ordinal) && message.Length >= 20))
            {
                try
                {
                    Read(dialect, message);
                }
                catch (IsoFormatException refused)
                {
                    Assert.That(refused.Element.Split('.')[0], Is.EqualTo(finding.Path.Split('.')[0]), finding.ToString());
                }
            }
        }
    }

    private static IsoMessage Read(Dialect dialect, string hex) => new MessageReader(dialect).Read(Convert.FromHexString(hex));

    private static LintProof Proof(Dialect dialect, string code) => DialectLinter.Lint(dialect).Single(finding => finding.Kind.Code == code).Proof;
}
